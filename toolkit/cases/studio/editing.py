"""A case that is being written, with one thing changed."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from toolkit.cases.case import CaseError
from toolkit.content.cases import CaseFile, CaseVisit
from toolkit.content.findings import findings


def with_answer(file: CaseFile, at: int, finding: str, answer: str | float | None) -> CaseFile:
    """Return the draft with one answer changed; None or the first level is unremarkable."""
    visit = file.visits[at]
    rest = {key: kept for key, kept in visit.findings.items() if key != finding}
    usual = answer is None or answer == findings()[finding].level_ids[0]
    given = rest if usual else {**rest, finding: answer}
    return with_visit(file, at, findings=in_order(given))  # type: ignore[arg-type]


def with_words(file: CaseFile, at: int, finding: str, *, words: str, vague: str, forgets: bool) -> CaseFile:
    """Return the draft with what she says to one question: her own words, and what she says at first."""
    visit = file.visits[at]
    told = {key: kept for key, kept in visit.words.items() if key != finding} | (
        {finding: words} if words else {}
    )
    first = {key: kept for key, kept in visit.vague.items() if key != finding} | (
        {finding: vague} if vague else {}
    )
    lost = tuple(key for key in visit.forgets if key != finding) + ((finding,) if forgets else ())
    return with_visit(file, at, words=told, vague=first, forgets=lost)


def with_visit(file: CaseFile, at: int, **changes: Any) -> CaseFile:
    """Return the draft with parts of one visit changed."""
    visits = list(file.visits)
    visits[at] = CaseVisit.model_validate({**visits[at].model_dump(), **changes})
    return changed(file, visits=tuple(visits))


def changed(file: CaseFile, **changes: Any) -> CaseFile:
    """Return the draft with some of its fields changed; it is no longer reviewed.

    Raises:
        CaseError: a field cannot be so; in one sentence.
    """
    try:
        # what was reviewed was another text
        return CaseFile.model_validate({**file.model_dump(), **_plain(changes), "reviewed_by": None})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise CaseError(f"{place}: {first['msg'].removeprefix('Value error, ')}.") from None


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if hasattr(value, "model_dump"):
            return value.model_dump()
        return tuple(plain(each) for each in value) if isinstance(value, tuple) else value

    return {key: plain(value) for key, value in values.items()}


def in_order(given: Mapping[str, str | float]) -> dict[str, str | float]:
    """Return answers in the order in which findings are asked."""
    order = list(findings())
    return dict(sorted(given.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else -1))
