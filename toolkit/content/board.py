"""What the class board says, and its few numbers: `data/board.yaml`."""

from functools import cache
from string import Formatter
from typing import Annotated, Self

from pydantic import Field, model_validator

from toolkit.content.quantity import Id, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml

SENTENCES: dict[str, frozenset[str]] = {
    "waiting": frozenset(),
    "listen": frozenset(),
    "open_1": frozenset(),
    "open_2": frozenset(),
    "answered": frozenset(),
    "closed_in": frozenset(),
    "closed_out": frozenset(),
    "shown": frozenset(),
    "revealed": frozenset(),
    "told": frozenset(),
    "one_each": frozenset(),
    "one_each_code": frozenset(),
    "codes_why": frozenset(),
    "code_first": frozenset(),
    "code_ask": frozenset(),
    "code_held": frozenset(),
    "same_address": frozenset({"answers", "most"}),
    "few": frozenset({"fewest"}),
    "covered": frozenset(),
    "talk_first": frozenset(),
    "belief_one": frozenset({"leader", "mean", "spread"}),
    "belief_two": frozenset({"first", "leader", "second", "spread_first", "spread_second"}),
    "choice_one": frozenset({"all", "count", "leader"}),
    "choice_two": frozenset({"all", "all_first", "count", "first", "leader"}),
    "several": frozenset({"most"}),
    "changes": frozenset({"both", "changed", "directions"}),
    "no_changes": frozenset({"both"}),
    "model_belief": frozenset({"beliefs"}),
    "model_note": frozenset(),
    "calibration_one": frozenset({"brier", "crowd", "miss"}),
    "calibration_two": frozenset({"brier", "brier_second", "crowd", "crowd_second", "miss", "miss_second"}),
    "nearer": frozenset({"farther", "nearer"}),
    "own_miss": frozenset({"miss"}),
    "best_listed": frozenset({"ask", "share"}),
    "best_open": frozenset({"ask"}),
    "unasked": frozenset({"asks"}),
    "none_unasked": frozenset(),
    "called": frozenset({"asks", "because"}),
    "too_low": frozenset({"all", "count", "level"}),
    "not_too_low": frozenset({"level"}),
    "level_so_far": frozenset({"level", "plain"}),
    "level_full": frozenset({"level", "plain"}),
    "level_not_known": frozenset({"words"}),
    "missed_alarm": frozenset({"ask", "level", "words"}),
    "missed_part": frozenset({"ask", "words"}),
    "none_missed": frozenset(),
    "truth": frozenset({"words"}),
    "unknowable": frozenset({"words"}),
    "calibration_over": frozenset({"statements"}),
    "cohort_ask": frozenset({"days"}),
    "cohort_waiting": frozenset(),
    "cohort_soon": frozenset(),
    "cohort_well": frozenset({"days"}),
    "cohort_pain": frozenset({"cause", "day"}),
    "cohort_chance": frozenset({"chance", "hurt", "well"}),
    "cohort_hedge": frozenset(),
    "cohort_more": frozenset({"taken"}),
    "cohort_log": frozenset(),
    "cohort_few": frozenset({"fewest", "runners"}),
    "cohort_reading": frozenset({"days", "episodes", "guess", "runners"}),
    "cohort_base": frozenset({"base", "expected", "high", "low", "well"}),
    "cohort_brier": frozenset({"base", "brier", "brier_base"}),
    "paradox_most": frozenset({"who"}),
    "paradox_rest": frozenset({"who"}),
    "in_force": frozenset(),
    "not_known": frozenset({"count"}),
    "not_yet": frozenset(),
    "cohort_open": frozenset(),
    "worth": frozenset({"plan", "points"}),
    "worth_always": frozenset({"plan"}),
    "not_done": frozenset(),
    "guess_few": frozenset({"runners"}),
    "by_number": frozenset({"may"}),
    "no_cohort_exists": frozenset(),
}
"""Each sentence of the board, with the gaps that are filled in it."""


class AskedOf(Strict):
    """One question to the class.

    Attributes:
        title: its short name; ask: what is asked; how: how it is answered; discuss: what to talk about
            between the rounds.
    """

    title: Text
    ask: Text
    how: Text
    discuss: Text


class Worths(Strict):
    """What a plan item is worth, in words."""

    critical: Text
    recommended: Text
    neutral: Text
    unnecessary: Text
    harmful: Text


class BoardContent(Strict):
    """All of it.

    Attributes:
        fewest_votes: with fewer answers nothing is shown.
        same_address: from so many answers of one device address the lecturer is told.
        next_options, plan_options, plan_items: how much there is to choose from, and how many items at most.
        moved: points from which a belief counts as changed.
        belief_edges: ends of the bins of stated belief, in per cent.
        history_weeks, follow_weeks: of a class runner: weeks that are shown, and weeks that follow.
        population: runners of the population that the class is compared with.
        ordinary: yearly chance up to which a runner is at ordinary chance.
        guess_edges: ends of the groups of guesses, in per cent.
        questions: belief, next, plan.
        steps: how a lesson goes, for the empty board.
        worths: what a plan item is worth, in words, given what was asked so far.
        sentences: name -> words, with gaps in braces.
    """

    fewest_votes: Quantity
    same_address: Quantity
    next_options: Quantity
    plan_options: Quantity
    plan_items: Quantity
    moved: Quantity
    belief_edges: tuple[int, ...] = Field(min_length=3)
    history_weeks: Quantity
    follow_weeks: Quantity
    population: Quantity
    ordinary: Quantity
    guess_edges: tuple[int, ...] = Field(min_length=3)
    questions: Annotated[dict[Id, AskedOf], Field(min_length=3, max_length=3)]
    steps: tuple[Text, ...] = Field(min_length=2)
    worths: Worths
    sentences: dict[Id, Text]
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for edges in (self.belief_edges, self.guess_edges):
            if edges[0] != 0 or edges[-1] != 100 or list(edges) != sorted(set(edges)):
                raise ValueError("the ends of the groups rise from 0 to 100")
        if set(self.questions) != {"belief", "next", "plan"}:
            raise ValueError("the questions are belief, next and plan")
        if set(self.sentences) != set(SENTENCES):
            wrong = set(self.sentences) ^ set(SENTENCES)
            raise ValueError(f"the sentences are not those that the board needs; look at '{min(wrong)}'")
        for name, words in self.sentences.items():
            gaps = {gap for _, gap, _, _ in Formatter().parse(words) if gap is not None}
            if not gaps <= SENTENCES[name]:
                known = ", ".join(sorted(SENTENCES[name])) or "none"
                raise ValueError(f"'{name}' has a gap that is not filled; its gaps are: {known}")
        return self

    def say(self, sentence: str, **gaps: object) -> str:
        """Fill the gaps of a sentence.

        >>> board_content().say("waiting")
        'You are in. The lecturer has not shown a patient yet.'
        """
        return self.sentences[sentence].format(**gaps)


@cache
def board_content() -> BoardContent:
    """Return the board's words and numbers.

    >>> board_content().fewest_votes.value
    3.0
    """
    return read_yaml("board.yaml", BoardContent)
