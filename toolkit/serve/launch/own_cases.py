"""An educator's own cases on the command line: check them, offer them in the clinic, print them."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from toolkit.cases.case import Case, CaseError, load_case
from toolkit.cases.case_check import check_case_file
from toolkit.content.cases import FOLDER, case_paths, case_schema, offered_cases
from toolkit.content.fault import ContentError
from toolkit.reports.case_paper import lecturer_paper, student_paper


def offer(folder: Path) -> bool:
    """Offer a folder's cases in the clinic of this process and its children; say what is wrong in it.

    Returns:
        Whether there is anything to offer.
    """
    if not folder.is_dir():
        print(
            f"sciatica-toolkit: there is no folder {folder}. Give one that holds case files (*.yaml).",
            file=sys.stderr,
        )
        return False
    files = sorted(folder.glob("*.yaml"))
    if not files:
        stray = " Rename its *.yml files to *.yaml." if any(folder.glob("*.yml")) else ""
        print(f"sciatica-toolkit: the folder {folder} holds no case file (*.yaml).{stray}", file=sys.stderr)
        return False
    own = case_paths()
    for file in files:
        if file.stem in own:
            print(
                f"  {file.name}: the toolkit has a case of this name, which is offered instead. Rename the file."
            )
    wrong = _told(files)
    os.environ[FOLDER] = str(folder.resolve())
    offered = [
        file.stem for file in files if offered_cases().get(file.stem) not in {None, own.get(file.stem)}
    ]
    print(
        f"  {len(offered)} of {len(files)} cases of {folder} are offered in the clinic. "
        "What you add or change there later is offered when a page is opened again.",
        flush=True,
    )
    if wrong:
        print(
            "  What is named above is to be mended first; a file that cannot be read is left out.", flush=True
        )
    return True


def check(places: Sequence[Path]) -> int:
    """Say what is wrong in case files or folders of them, with line and remedy; returns the exit code."""
    files: list[Path] = []
    for place in places:
        found = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
        if not found or not found[0].exists():
            print(f"{place}: there is no such case file, and no folder that holds one (*.yaml).")
            return 1
        files += found
    wrong = _told(files, well=True)
    return 1 if wrong else 0


def write_schema(path: Path) -> int:
    """Write the JSON schema of case files; returns the exit code."""
    path.write_text(json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(
        f"The schema is in {path}. Let the first line of a case file say: # yaml-language-server: $schema={path.name}"
    )
    return 0


def write_paper(names: Sequence[str], out: Path) -> int:
    """Write two sheets for each case, to print: 'NAME-student.html' and 'NAME-lecturer.html'.

    Args:
        names: ids of our cases, files, or folders; all of ours where none is given.
        out: the folder.

    Returns:
        The exit code; 1 where a case cannot be had, and then nothing is written.
    """
    try:
        cases = list(_cases(names or list(case_paths())))
    except (CaseError, ContentError) as error:
        print(f"sciatica-toolkit: {error}", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    for case in cases:
        (out / f"{case.id}-student.html").write_text(student_paper(case), encoding="utf-8")
        (out / f"{case.id}-lecturer.html").write_text(lecturer_paper(case), encoding="utf-8")
    print(
        f"{len(cases)} cases are in {out}: open a file in a browser and print it. The lecturer's sheets hold the answers."
    )
    return 0


def _cases(names: Iterable[str]) -> Iterable[Case]:
    for name in names:
        place = Path(name)
        if place.is_dir():
            for key in case_paths(place):
                yield load_case(key, place)
        elif place.suffix == ".yaml":
            if not place.is_file():
                raise CaseError(f"There is no file {place}.")
            yield load_case(place.stem, place.parent)
        else:
            yield load_case(name)


def _told(files: Iterable[Path], *, well: bool = False) -> bool:
    wrong = False
    for file in files:
        faults = check_case_file(file)
        if faults:
            wrong = True
            print(f"{file.name}: {len(faults)} thing{'s' if len(faults) > 1 else ''} to mend:")
            for fault in faults:
                print(f"  - {fault}")
        elif well:
            print(f"{file.name}: all is well.")
    return wrong
