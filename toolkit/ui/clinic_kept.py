"""A person's finished cases: calibration, what was missed, one's own file, and a class's results as a table."""

import base64
from collections.abc import Callable

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import CaseError, CaseSession
from toolkit.cases.record import (
    Record,
    calibration,
    calibration_words,
    missed_families,
    offered_again,
    read_record,
    record_text,
    result_of,
)
from toolkit.cases.scoring import Score
from toolkit.content.cases import offered_cases, read_case
from toolkit.content.pain_types import pain_types
from toolkit.reports.results_csv import System, gradebook_csv
from toolkit.ui.controls import ControlGroup, Line, Upload
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose

_SYSTEMS: dict[System, str] = {
    "moodle": "Moodle", "canvas": "Canvas", "blackboard": "Blackboard", "full": "Every case, for a spreadsheet",
}  # fmt: skip
_LINK = Markup('<a class="st-button" download="{}" href="data:{};base64,{}">{}</a> ')
_LONGEST_NAME = 120
_MOST_MB = 8


class Kept:
    """The card 'Your cases'. Nothing in it leaves this computer; it lives as long as the window, or in a file.

    Args:
        page: on which it stands.
    """

    def __init__(self, page: Page) -> None:
        self.record = Record()
        self.class_records: tuple[Record, ...] = ()
        self._counted: set[str] = set()
        self.text = page.pressed(Prose())
        self.name = ControlGroup("Your name", [_name()], {"name": ""}, page.guard(self._named))
        self.load = Upload(
            "Load a saved file; a lecturer loads those of a whole class at once",
            ".json",
            _MOST_MB,
            self.loaded,
        )
        self.table = Prose()
        head = Prose(Markup("<h2>Your cases</h2>"))
        self.box: Box = part(head, self.text, self.name, self.load, self.table, css="st-card")
        self.show()

    def count(self, session: CaseSession, score: Callable[[], Score]) -> None:
        """Take up a finished case, once."""
        mark = str(hash(tuple(repr(step) for step in session.steps))) + session.case.id
        if mark not in self._counted:
            self._counted.add(mark)
            self.record = self.record.adding(result_of(session, score()))
            self.show()

    def loaded(self, files: list[tuple[str, bytes]]) -> str:
        """Take up saved files: one is a person's own, several are a class's. Returns what is to be said."""
        if not files:
            return "No file was chosen."
        read, wrong = [], []
        for name, data in files:
            try:
                read.append(read_record(data))
            except CaseError as error:
                wrong.append(str(error) if len(files) == 1 else f"{name}: {error}")
        if len(files) == 1:
            said = self._own(read[0]) if read else wrong[0]
        else:
            self.class_records = tuple(read)
            said = f"Read the files of {len(read)} people: their results stand below. {' '.join(wrong)}"
        self.show()
        return said.strip()

    def show(self) -> None:
        """Show what is kept."""
        self.text.show(record_words(self.record) + _saved(self.record))
        table = _csv("Results of the class", self.class_records) if self.class_records else Markup()
        self.table.show(table)

    def _own(self, loaded: Record) -> str:
        known = {result.model_dump_json() for result in loaded.results}
        new = [result for result in self.record.results if result.model_dump_json() not in known]
        self.record = loaded.model_copy(update={"results": (*loaded.results, *new)})
        self.name.fill({"name": self.record.name})
        return (
            f"Loaded: {len(loaded.results)} {_cases(len(loaded.results))}. The file stays on this computer."
        )

    def _named(self, _: str, value: str) -> None:
        self.record = self.record.named(value)
        self.show()


def record_words(record: Record) -> Markup:
    """Return what many cases show: calibration, what was missed, what to play again."""
    if not record.results:
        return Markup("<p class='st-muted'>No finished case yet in this window.</p>")
    rows = Markup().join(
        Markup("<tr><td>{}–{} %</td><td>{}</td><td>{} %</td><td>{} %</td></tr>").format(
            f"{100 * p.low:.0f}", f"{100 * p.high:.0f}", p.n, f"{100 * p.said:.0f}", f"{100 * p.came:.0f}"
        )
        for p in calibration(record.results)
    )
    missed = ", ".join(
        f"{pain_types().families[key].name} ({n})" for key, n in missed_families(record.results)
    )
    again = offered_again(record.results)
    offer = Markup()
    if again in offered_cases():
        offer = Markup(
            '<p><button type="button" class="st-button" data-act="play:{}">Play again what parted last time: {}</button></p>'
        ).format(again, read_case(offered_cases()[again]).title)
    return Markup(
        "<p>{} finished {}. {}</p><p>{}</p>{}<details class='st-fold' data-fold='calibration'><summary>Calibration in numbers</summary>"
        "<table><thead><tr><th>You said</th><th>Times</th><th>On average</th><th>Came true</th></tr></thead>"
        "<tbody>{}</tbody></table></details>"
    ).format(
        len(record.results),
        _cases(len(record.results)),
        calibration_words(record.results),
        f"Given too little although it was there: {missed}."
        if missed
        else "No family that was there was given too little so far.",
        offer,
        rows,
    )


def _cases(count: int) -> str:
    return "case" if count == 1 else "cases"


def _name() -> Line:
    hint = "As the course knows you. It stays in this window and in the files that you save."
    return Line("name", "Your name or user name", _LONGEST_NAME, hint=hint)


def _saved(record: Record) -> Markup:
    if not record.results:
        return Markup()
    own = _link("my-cases.json", "application/json", record_text(record), "Save your cases as a file")
    return Markup("<p>{}</p>").format(own) + _csv("Results as a table", (record,))


def _csv(title: str, records: tuple[Record, ...]) -> Markup:
    links = Markup().join(
        _link(f"sciatica-cases-{system}.csv", "text/csv;charset=utf-8", gradebook_csv(records, system), name)
        for system, name in _SYSTEMS.items()
    )
    return Markup(
        "<details class='st-fold' data-fold='csv-{}'><summary>{} (CSV)</summary><p>{}</p><p class='st-muted st-small'>"
        "One line a person with the mean of her cases. One case says little of a person.</p></details>"
    ).format(len(records) > 1, title, links)


def _link(name: str, kind: str, text: str, label: str) -> Markup:
    return _LINK.format(name, kind, base64.b64encode(text.encode()).decode(), label)
