"""Check all content at once: every file fits its model, every reference leads somewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.content.catalogue import CATALOGUE
from toolkit.content.claims import claims
from toolkit.content.demonstration import undemonstrated
from toolkit.content.evidence import evidence
from toolkit.content.fault import ContentError, Fault, shown_path
from toolkit.content.place import data_dir
from toolkit.content.yaml_file import Parsed, fit, parse_file

Where = tuple[str | int, ...]


def check_content() -> list[Fault]:
    """Return everything wrong in `data/`; an empty list when all is well."""
    faults: list[Fault] = []
    known: dict[Path, Parsed] = {}
    for pattern, model in CATALOGUE.items():
        files = sorted(data_dir().glob(pattern))
        if not files:
            faults.append(Fault(pattern, 0, "The file is missing.", "Put it back, or install again."))
        for file in files:
            try:
                known[file] = parse_file(file, shown_path(file, data_dir()))
                fit(known[file], model)
            except ContentError as error:
                known.setdefault(file, Parsed(shown_path(file, data_dir()), None, None))
                faults += error.faults
    faults += [
        Fault(shown_path(file, data_dir()), 0, "The toolkit does not know this file.", "Remove or rename it.")
        for suffix in ("*.yaml", "*.yml")
        for file in sorted(data_dir().rglob(suffix))
        if file not in known
    ]
    if faults:
        return faults
    try:
        evidence()
    except ContentError as error:
        return error.faults
    for file in sorted(known):
        faults += _dangling(known[file])
        faults += _unsound_passports(known[file])
    return faults + undemonstrated()


def dangling(file: Path) -> list[Fault]:
    """Return the sources in one file that lead nowhere.

    Raises:
        ContentError: the file is no YAML.
    """
    return _dangling(parse_file(file, shown_path(file, data_dir())))


def leads_somewhere(source: str) -> bool:
    """Tell whether a source names a known figure or claim, or says that it was chosen for teaching.

    >>> leads_somewhere("teaching")
    True
    """
    kind, _, key = source.partition(":")
    if kind == "evidence":
        return key in evidence().figures
    if kind == "article":
        return key in claims().claims
    return source == "teaching"


def _dangling(parsed: Parsed) -> list[Fault]:
    remedy = "Name a figure of data/evidence, or a statement of data/claims.yaml."
    return [
        Fault(parsed.name, parsed.line(where), f"'{source}' leads nowhere.", remedy)
        for where, source in _sources(parsed.value, ())
        if not leads_somewhere(source)
    ]


def _sources(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "source" and isinstance(part, str):
                yield (*where, key), part
            elif key in {"sources", "cites"} and isinstance(part, list):
                yield from (((*where, key, index), str(source)) for index, source in enumerate(part))
            elif key == "figures" and isinstance(part, list):
                # lists of figures leave the word 'evidence' out
                yield from (((*where, key, index), f"evidence:{name}") for index, name in enumerate(part))
            else:
                yield from _sources(part, (*where, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _sources(part, (*where, index))


def _unsound_passports(parsed: Parsed) -> list[Fault]:
    """Hold each number against the figure that it names."""
    faults = []
    for where, number in _quantities(parsed.value, ()):
        figure = evidence().figures.get(str(number["source"]).removeprefix("evidence:"))
        if figure is None:
            continue
        line = parsed.line((*where, "source"))
        if number["mark"] == "runners" and "runner" not in figure.population.lower():
            what = f"It is marked 'runners', but '{number['source']}' was measured in: {figure.population}."
            faults.append(Fault(parsed.name, line, what, "Mark it 'borrowed'."))
        if number["value"] != figure.value and not number.get("why"):
            what = (
                f"The value {number['value']} is not the published one ({figure.value}), and 'why' is empty."
            )
            faults.append(Fault(parsed.name, line, what, "Say in 'why' how it was derived."))
    return faults


def _quantities(value: Any, where: Where) -> Iterator[tuple[Where, dict[str, Any]]]:
    if isinstance(value, dict):
        if {"value", "unit", "mark", "source"} <= value.keys():
            yield where, value
            return
        for key, part in value.items():
            yield from _quantities(part, (*where, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _quantities(part, (*where, index))
