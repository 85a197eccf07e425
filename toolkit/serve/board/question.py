"""What the class is asked: belief in the four families, the next question, urgency and plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from toolkit.cases.judging import Verdict, judge
from toolkit.content.board import board_content
from toolkit.content.cases import CaseActions
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import LEVELS, concern_rules
from toolkit.content.findings import finding_groups, findings
from toolkit.content.look import look
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import pain_types
from toolkit.pain import Question as Worth
from toolkit.pain.questions import best
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.refusal import BoardError

Kind = Literal["belief", "next", "plan"]
Style = Literal["sliders", "words"]

FEWEST_OPTIONS = 4
"""A choice between fewer is no question."""

_SHARES = (0.08, 0.2, 0.4, 0.6, 0.8, 0.95)
"""Where, in the order of worth, further options are looked for: some tell much, some little."""


@dataclass(frozen=True)
class Option:
    """One thing to choose.

    Attributes:
        id: of the family, the finding, the level or the plan item.
        label: its name; `plain`: the same for a patient, or a hint; may be empty.
    """

    id: str
    label: str
    plain: str = ""


@dataclass(frozen=True)
class Question:
    """One question to the class.

    Attributes:
        kind: belief, next or plan.
        options: families, findings or plan items.
        style: how belief is stated: by sliders, or in verbal bands.
        levels: levels of concern, for a plan.
    """

    kind: Kind
    options: tuple[Option, ...]
    style: Style = "sliders"
    levels: tuple[Option, ...] = ()

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options, in their order."""
        return tuple(option.id for option in self.options)

    def label(self, option_id: str) -> str:
        """Return the name of an option or a level."""
        return next(each.label for each in (*self.options, *self.levels) if each.id == option_id)


def belief_question(style: Style = "sliders") -> Question:
    """Return the question for belief in the four families.

    >>> belief_question().option_ids
    ('radicular', 'radiculopathy', 'referred', 'lookalike')
    """
    signs = look().families
    families = pain_types().families
    return Question(
        "belief", tuple(Option(key, signs[key].label, signs[key].patient) for key in families), style
    )


def next_question(played: PlayedCase) -> Question:
    """Return a curated choice of next questions: the model's best, one of everybody's, and others.

    They stand in the order in which they would be asked, so that their place tells nothing.

    Raises:
        BoardError: too little is still to be asked.
    """
    order = _by_worth(played)
    if len(order) < FEWEST_OPTIONS:
        raise BoardError("Nearly everything has been asked: there is no choice left to vote on.")
    most = round(board_content().next_options.value)
    chosen = [order[0]]
    known = findings()
    if not known[order[0]].always:
        chosen += [key for key in order if known[key].always][:1]
    chosen += [key for key in played.withheld if key in played.open][:1]
    group = {key: file.group.id for file in finding_groups() for key in file.findings}
    for share in _SHARES:
        taken = {group[key] for key in chosen}
        further = order[int(share * len(order)) :]
        chosen += [key for key in further if group[key] not in taken and not known[key].always][:1]
    for key in order:
        if len(chosen) >= min(most, len(order)):
            break
        chosen.append(key)
    listed = set(list(dict.fromkeys(chosen))[:most])
    return Question(
        "next", tuple(Option(key, known[key].ask, known[key].plain) for key in known if key in listed)
    )


def plan_question(played: PlayedCase) -> Question:
    """Return the question for urgency and plan: what the model's plan holds, and what it does not.

    The items stand in the menu's order, the same for every patient.
    """
    menu = {key: words for group in clinic().menu.values() for key, words in group.items()}
    verdicts = {each.item: each for each in verdicts_now(played)}
    ranks = ("critical", "recommended", "harmful", "unnecessary", "neutral")
    rounds = [[key for key in menu if verdicts[key].worth == worth] for worth in ranks]
    chosen: list[str] = ["safety_net"]
    while len(chosen) < round(board_content().plan_options.value):
        for keys in rounds:
            chosen += [key for key in keys if key not in chosen][:1]
    listed = chosen[: round(board_content().plan_options.value)]
    names = {key: level for key, level in concern_rules().levels.items() if key in LEVELS}
    return Question(
        "plan",
        tuple(Option(key, menu[key]) for key in menu if key in listed),
        levels=tuple(Option(key, level.name, level.plain) for key, level in reversed(names.items())),
    )


@lru_cache(maxsize=64)
def verdicts_now(played: PlayedCase) -> Sequence[Verdict]:
    """Return what each plan item is worth given what was asked; the author of the case is not heard yet."""
    return judge(replace(played.case, actions=CaseActions()), played.plan, frozenset())


@lru_cache(maxsize=64)
def worths_now(played: PlayedCase) -> dict[str, Worth]:
    """Return what each open question is worth given what was asked."""
    return {each.id: each for each in played.case.model.value_of_questions(played.known)}


def bands() -> tuple[tuple[int, str], ...]:
    """Return the verbal bands, each with the percentage in its middle.

    >>> bands()[0], bands()[3]
    ((2, 'very unlikely'), (50, 'as likely as not'))
    """
    ends = [0.0, *(min(each.below, 1.0) for each in pain_rules().bands)]
    return tuple(
        (round(50 * (ends[at] + ends[at + 1])), each.words) for at, each in enumerate(pain_rules().bands)
    )


def _by_worth(played: PlayedCase) -> list[str]:
    open_now = set(played.open)
    worths = [each for each in worths_now(played).values() if each.id in open_now]
    return [each.id for each in best(worths, len(worths))]
