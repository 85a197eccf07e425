"""A sheet of findings: what is asked and examined, in folds, each answer one press; a dash is 'not asked'."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.content.findings import Finding, findings
from toolkit.pain import Answer, check_findings
from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub

Changed = Callable[[str, Answer], None]
Asked = Callable[[str], None]

_GRADE = "MRC grade"
_SHORT = 15
_WIDE = 22
"""Letters that labels may have side by side, in one line with the question and below it."""


@dataclass(frozen=True)
class Sheet:
    """One fold of a sheet.

    Attributes:
        title: on the fold.
        rows: ids of the findings in it.
        note: a sentence under the title.
        open: whether it stands open at first.
    """

    title: str
    rows: tuple[str, ...]
    note: str = ""
    open: bool = False


class FindingSheet(AnyWidget):
    """Findings as controls.

    What the browser sends is checked against the finding it names; what is impossible goes back to what it
    was, and the page says why.

    Args:
        label: the sheet's name for a screen reader.
        sheets: the folds, in the order of the page. A finding may stand in several.
        changed: called with a finding and its new answer; None is 'not asked'.
        asked: called with a finding whose 'how to' is wanted.
        search: whether a field to find a question stands above.
    """

    _esm = stub("findings")
    label = traitlets.Unicode().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    groups = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    search = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, label: str, sheets: Sequence[Sheet], changed: Changed, asked: Asked, *, search: bool = False
    ) -> None:
        ids = dict.fromkeys(key for sheet in sheets for key in sheet.rows)
        self._changed, self._asked = changed, asked
        super().__init__(
            layout=one_layout(),
            label=label,
            rows=[_row(key, findings()[key]) for key in ids],
            groups=[_group(sheet) for sheet in sheets],
            search=search,
        )
        self._ids = frozenset(ids)
        self.on_msg(self._receive)

    def fill(self, given: Mapping[str, Answer]) -> None:
        """Show these answers; what is not in them is 'not asked'."""
        shown = {key: _shown(key, answer) for key, answer in given.items() if key in self._ids}
        self.values = {key: answer for key, answer in shown.items() if answer is not None}

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict):
            return
        how, name = content.get("how"), content.get("set")
        if isinstance(how, str) and how in self._ids:
            self._asked(how)
        if not isinstance(name, str) or name not in self._ids:
            return
        answer = content.get("value")
        if not _possible(name, answer):
            # the browser shows the answer already: it takes it back
            self.send({"refused": name})
            # An impossible number is worth a sentence; a forged answer is not.
            if isinstance(answer, int | float) and not isinstance(answer, bool) and isfinite(answer):
                self._changed(name, float(answer))
            return
        rest = {key: kept for key, kept in self.values.items() if key != name}
        new = rest if answer is None else {**rest, name: answer}
        # The browser already shows this answer: remember it without sending it back.
        with self._lock_property(values=new):
            self.set_trait("values", new)
        self._changed(name, float(answer) if isinstance(answer, int | float) else answer)


def _possible(name: str, answer: Any) -> bool:
    if answer is None:
        return True
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        return False
    return not check_findings({name: answer})


def _group(sheet: Sheet) -> dict[str, Any]:
    group = {"title": sheet.title, "rows": list(sheet.rows), "note": sheet.note, "open": sheet.open}
    return {key: value for key, value in group.items() if value}


def _row(key: str, finding: Finding) -> dict[str, Any]:
    levels = [[level, finding.label(level)] for level in finding.level_ids]
    row: dict[str, Any] = {"id": key, "ask": finding.ask, "plain": finding.plain, "how": True}
    number = finding.number
    if number is not None and number.unit != _GRADE:
        row |= {"kind": "number", "unit": number.unit, "least": number.least, "most": number.most}
        row |= {"cuts": list(number.cuts), "worse": number.worse, "wide": True}
    else:
        if number is not None:
            levels = [[level, words.removesuffix(" of 5")] for level, words in levels]
        letters = sum(len(words) for _, words in levels)
        row["kind"] = "segments" if letters <= _WIDE else "list"
        row["wide"] = row["kind"] == "list" or letters > _SHORT or len(levels) > 3
    row["levels"] = levels
    return {name: value for name, value in row.items() if value is not False and value != ""}


def _shown(key: str, answer: Answer) -> Answer:
    """Return an answer as its control shows it: a grade given as a number by its level."""
    finding = findings()[key]
    if isinstance(answer, bool):
        return finding.level_ids[int(answer)] if len(finding.levels) == len(("no", "yes")) else None
    if isinstance(answer, str):
        return answer if answer in finding.level_ids else None
    if answer is None or finding.number is None:
        return None
    return finding.level_ids[finding.number.level(answer)] if finding.number.unit == _GRADE else answer
