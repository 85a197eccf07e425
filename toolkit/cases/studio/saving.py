"""A case that is being written as a file: saved, and opened again."""

import re
import tempfile
from pathlib import Path

from toolkit.cases.case import CaseError
from toolkit.cases.drafting import case_text
from toolkit.cases.imported_log import text_of_diary
from toolkit.cases.studio.beginning import UNWRITTEN
from toolkit.cases.studio.patient import draft_case
from toolkit.content.cases import CaseFile
from toolkit.content.fault import ContentError
from toolkit.content.yaml_file import fit, parse_file

_MOST_BYTES = 200_000


def whole(file: CaseFile) -> CaseFile:
    """Return the draft as it is saved: drawings and diary are stored in it, so that it stays as it is."""
    case = draft_case(file)
    visits = tuple(
        visit.model_copy(
            update={"drawing": tuple((s.zone, s.side, s.quality) for s in there.drawing.strokes)}
        )
        for visit, there in zip(file.visits, case.visits, strict=True)
    )
    person = file.person.model_copy(update={"diary": text_of_diary(case.story.diary)})
    return file.model_copy(update={"visits": visits, "person": person})


def saved_text(file: CaseFile) -> str:
    """Return the text of the file that is saved.

    >>> from toolkit.cases.studio import begin
    >>> saved_text(begin()).splitlines()[0]
    'version: 1'
    """
    return case_text(whole(file))


def file_name(file: CaseFile) -> str:
    """Return a file's name from the title, in small letters, digits and underscores.

    >>> from toolkit.cases.studio import begin, changed
    >>> file_name(changed(begin(), title="Zoë's 2nd: <script>"))
    'zo_s_2nd_script.yaml'
    """
    plain = re.sub(r"[^a-z0-9]+", "_", file.title.lower()).strip("_")[:40]
    return f"{plain if file.title != UNWRITTEN and plain[:1].isalpha() else 'my_case'}.yaml"


def opened(data: bytes) -> CaseFile:
    """Read a case file that was chosen, to go on with it.

    Raises:
        CaseError: it is no case file; with the first faults' line and remedy.
    """
    if len(data) > _MOST_BYTES:
        raise CaseError("This file is too large to be a case file.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.yaml"
        path.write_bytes(data)
        try:
            file = fit(parse_file(path, "This file"), CaseFile)
            draft_case(file)
        except ContentError as error:
            more = len(error.faults) - 1
            rest = f" And {more} more; 'sciatica-toolkit case check' names them all." if more > 0 else ""
            raise CaseError(f"{error.faults[0]}{rest}") from None
    return file
