"""The class's figures as plain data: bars that a page draws, the sentence that reads them, their table twin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from toolkit.content.board import board_content
from toolkit.content.look import look
from toolkit.figures.figure import Table
from toolkit.serve.board.reveal import Revealed, TruthTold
from toolkit.serve.board.tally import bin_names, changed, counts, enough, fewest, levels, spreads
from toolkit.serve.board.vote import Vote


@dataclass(frozen=True)
class Pair:
    """A bar of the first and one of the second series; none where a series does not show it.

    Attributes:
        label: of the place; first, second: heights as shares of the figure's highest, 0 to 1.
        said_first, said_second: their numbers in words.
        note: what is told beside it.
        mark: how it stands out: none, 'best' or 'harm'.
    """

    label: str
    first: float | None
    second: float | None
    said_first: str = ""
    said_second: str = ""
    note: str = ""
    mark: Literal["", "best", "harm"] = ""


@dataclass(frozen=True)
class Panel:
    """One family's histogram.

    Attributes:
        family, label, symbol, plain: as everywhere.
        columns: one pair of bars a bin; ticks: what stands at the bins' ends.
        summary: the averages in words.
        model: the model's belief in per cent, once revealed; truth: whether it is there, once told.
    """

    family: str
    label: str
    symbol: str
    plain: str
    columns: tuple[Pair, ...]
    ticks: tuple[int, ...]
    summary: str
    model: float | None = None
    truth: bool | None = None


@dataclass(frozen=True)
class Chart:
    """One figure.

    Attributes:
        title: its heading.
        panels: histograms, or none; rows: bars in rows, or none.
        series: what the first and the second bars are; one name where there is one series.
        readings: sentences that read it aloud.
        table: its twin.
    """

    title: str
    panels: tuple[Panel, ...]
    rows: tuple[Pair, ...]
    series: tuple[str, ...]
    readings: tuple[str, ...]
    table: Table


def vote_charts(
    vote: Vote, told: Revealed | None = None, truth: TruthTold | None = None
) -> tuple[Chart, ...]:
    """Return the figures of a vote's rounds that may be looked at; none where there are too few answers.

    Args:
        vote: whose shown rounds are drawn.
        told: the model's side, once revealed.
        truth: what is really there, once told.
    """
    shown = tuple(number for number in vote.shown_rounds if enough(vote.rounds[number - 1]))
    if not shown:
        return ()
    if vote.question.kind == "belief":
        return (_belief(vote, shown, told, truth),)
    options = [(option.id, option.label) for option in vote.question.options]
    held = [counts(vote.rounds[number - 1], [key for key, _ in options]) for number in shown]
    title = board_content().questions[vote.question.kind].title
    if vote.question.kind == "next":
        return (_choice(vote, shown, title, options, held, told),)
    ladder = [(option.id, option.label) for option in vote.question.levels]
    by_level = [levels(vote.rounds[number - 1]) for number in shown]
    return (
        _choice(vote, shown, "Level of concern", ladder, by_level, told),
        _choice(vote, shown, title, options, held, told, several=True),
    )


@lru_cache(maxsize=32)
def change_reading(vote: Vote) -> str:
    """Say how many changed, and in which direction; empty where it may not be said. Every phone shows the same."""
    if 2 not in vote.shown_rounds:
        return ""
    moves = changed(vote)
    if moves.both < fewest():
        return ""
    if not moves.changed:
        return board_content().say("no_changes", both=moves.both)
    directions = ", ".join(f"{way} ({count})" for way, count in moves.directions[:5])
    return board_content().say("changes", both=moves.both, changed=moves.changed, directions=directions)


def brier_words(brier: float) -> str:
    """Write a Brier score.

    >>> brier_words(0.1234), brier_words(0.0002)
    ('0.123', 'less than 0.001')
    """
    return f"{brier:.3f}" if brier >= 0.001 else "less than 0.001"


def _belief(vote: Vote, shown: tuple[int, ...], told: Revealed | None, truth: TruthTold | None) -> Chart:
    signs = look().families
    held = [spreads(vote.rounds[number - 1]) for number in shown]
    most = max(max(spread.bins) for each in held for spread in each.values())
    panels = []
    for key in vote.question.option_ids:
        of = [each[key] for each in held]
        columns = tuple(
            Pair(
                name,
                *_two([each.bins[at] / most for each in of]),
                *_words([str(each.bins[at]) for each in of]),
            )
            for at, name in enumerate(bin_names())
        )
        summary = " → ".join(f"{each.mean:.0f} %" for each in of)
        panels.append(
            Panel(
                key,
                signs[key].label,
                signs[key].symbol,
                signs[key].patient,
                columns,
                board_content().belief_edges,
                summary,
                None if told is None else 100 * told.model[key],
                None if truth is None else key in truth.families,
            )
        )
    series = tuple(f"round {number}" for number in shown)
    head = ["Family", *(f"{name} %, round {number}" for number in shown for name in bin_names())]
    head += [f"Average, round {number}" for number in shown] + (["Model"] if told else [])
    rows = [
        [
            signs[key].label,
            *(str(count) for each in held for count in each[key].bins),
            *(f"{each[key].mean:.0f} %" for each in held),
            *([f"{100 * told.model[key]:.0f} %"] if told else []),
        ]
        for key in vote.question.option_ids
    ]
    title = board_content().questions["belief"].title
    return Chart(title, tuple(panels), (), series, (_belief_reading(vote, shown),), Table(title, head, rows))


def _belief_reading(vote: Vote, shown: tuple[int, ...]) -> str:
    held = [spreads(vote.rounds[number - 1]) for number in shown]
    leader = max(held[-1], key=lambda key: held[-1][key].mean)
    name = look().families[leader].label.lower()
    last = held[-1][leader]
    if len(held) == 1:
        return board_content().say(
            "belief_one", leader=name, mean=f"{last.mean:.0f}", spread=f"{last.deviation:.0f}"
        )
    return board_content().say(
        "belief_two",
        leader=name,
        first=f"{held[0][leader].mean:.0f}",
        second=f"{last.mean:.0f}",
        spread_first=f"{held[0][leader].deviation:.0f}",
        spread_second=f"{last.deviation:.0f}",
    )


def _choice(
    vote: Vote,
    shown: tuple[int, ...],
    title: str,
    options: Sequence[tuple[str, str]],
    held: Sequence[Mapping[str, int]],
    told: Revealed | None,
    *,
    several: bool = False,
) -> Chart:
    most = max(1, *(count for each in held for count in each.values()))
    voters = [len(vote.rounds[number - 1]) for number in shown]
    rows = []
    for key, label in options:
        worth = told.options.get(key) if told else None
        of = [each[key] for each in held]
        rows.append(
            Pair(
                label,
                *_two([count / most for count in of]),
                *_words([str(count) for count in of]),
                worth.words if worth else "",
                "" if worth is None else "harm" if worth.harmful else "best" if worth.marked else "",
            )
        )
    leader = max(options, key=lambda option: held[-1][option[0]])
    numbers = {
        "leader": leader[1],
        "count": held[-1][leader[0]],
        "all": voters[-1],
        "first": held[0][leader[0]],
        "all_first": voters[0],
    }
    said = "choice_two" if len(shown) == 2 else "choice_one"
    readings = [board_content().say(said, **numbers)]
    if several:
        readings.append(board_content().say("several", most=round(board_content().plan_items.value)))
    head = [title, *(f"Round {number}" for number in shown), *(["By the model"] if told else [])]
    cells = [
        [
            row.label,
            *(each for each in (row.said_first, row.said_second) if each),
            *([row.note] if told else []),
        ]
        for row in rows
    ]
    series = tuple(f"round {number}" for number in shown)
    return Chart(title, (), tuple(rows), series, tuple(readings), Table(title, head, cells))


def _two(values: Sequence[float]) -> tuple[float | None, float | None]:
    return (values[0], values[1]) if len(values) == 2 else (values[0], None)


def _words(values: Sequence[str]) -> tuple[str, str]:
    return (values[0], values[1]) if len(values) == 2 else (values[0], "")
