"""One student's answer, checked before it counts."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from toolkit.content.board import board_content
from toolkit.content.concern_rules import Level
from toolkit.content.quantity import Id, Strict
from toolkit.serve.board.question import Question
from toolkit.serve.board.refusal import BoardError

Points = Annotated[int, Field(ge=0, le=100)]

_ADDRESS = ("vote", "round")


class Addressed(Strict):
    """Which vote and which round an answer is meant for: one that comes late must not land in the next."""

    vote: Annotated[int, Field(ge=1, le=9999)]
    round: Annotated[int, Field(ge=1, le=2)]


class BeliefBallot(Strict):
    """Belief in the four families, in points of 100. They need not sum to 100."""

    kind: Literal["belief"] = "belief"
    radicular: Points
    radiculopathy: Points
    referred: Points
    lookalike: Points

    @property
    def families(self) -> dict[str, int]:
        """Family -> points."""
        return {key: value for key, value in self if key != "kind"}


class NextBallot(Strict):
    """The question to ask next."""

    kind: Literal["next"] = "next"
    finding: Id


class PlanBallot(Strict):
    """Level of concern, and a few items."""

    kind: Literal["plan"] = "plan"
    level: Level
    items: tuple[Id, ...] = ()


Ballot = BeliefBallot | NextBallot | PlanBallot
_FORMS: dict[str, type[BeliefBallot] | type[NextBallot] | type[PlanBallot]] = {
    "belief": BeliefBallot,
    "next": NextBallot,
    "plan": PlanBallot,
}
_LACKING = {
    "belief": "Say how likely each of the four is, from 0 to 100.",
    "next": "Choose one question.",
    "plan": "Choose a level of concern.",
}


def read_address(fields: Mapping[str, Sequence[str]]) -> Addressed:
    """Read which vote and round a form is meant for.

    Raises:
        BoardError: it does not say.
    """
    try:
        return Addressed.model_validate({key: _one(fields, key) for key in _ADDRESS if key in fields})
    except ValidationError:
        raise BoardError("This answer does not say which question it is for. Load the page again.") from None


def read_ballot(question: Question, fields: Mapping[str, Sequence[str]]) -> Ballot:
    """Read an answer from the fields of a form.

    Args:
        question: what was asked.
        fields: name -> values, as the browser sent them.

    Raises:
        BoardError: something is missing, unknown, or out of range.

    >>> from toolkit.serve.board.question import belief_question
    >>> said = {"radicular": ["70"], "radiculopathy": ["5"], "referred": ["20"], "lookalike": ["10"]}
    >>> read_ballot(belief_question(), said).families["radicular"]
    70
    """
    values: dict[str, object] = {
        key: tuple(sent) if question.kind == "plan" and key == "items" else _one(fields, key)
        for key, sent in fields.items()
        if key not in _ADDRESS
    }
    if "kind" in values:
        raise BoardError("This answer does not fit the question. Load the page again.")
    try:
        ballot: Ballot = _FORMS[question.kind].model_validate(values)
    except ValidationError as error:
        extra = any(each["type"] == "extra_forbidden" for each in error.errors())
        raise BoardError(
            "This answer does not fit the question. Load the page again."
            if extra
            else _LACKING[question.kind]
        ) from None
    if isinstance(ballot, NextBallot) and ballot.finding not in question.option_ids:
        raise BoardError("Choose one of the questions that are listed.")
    if isinstance(ballot, PlanBallot):
        most = round(board_content().plan_items.value)
        if len(set(ballot.items)) != len(ballot.items) or not set(ballot.items) <= set(question.option_ids):
            raise BoardError("Choose from the items that are listed, each once.")
        if len(ballot.items) > most:
            raise BoardError(f"Choose at most {most} items: what matters most.")
    return ballot


def _one(fields: Mapping[str, Sequence[str]], key: str) -> str:
    sent = fields[key]
    if len(sent) != 1:
        raise BoardError("This answer says something twice. Load the page again.")
    return sent[0]
