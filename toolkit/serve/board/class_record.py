"""What is left of a lesson: every answer as a line, without names and without the order in which they came."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from toolkit import __version__
from toolkit.cases.scoring import families_of
from toolkit.content.board import board_content
from toolkit.content.factors import FACTORS
from toolkit.reports.results_csv import cell
from toolkit.serve.board.ballot import Ballot, BeliefBallot, NextBallot
from toolkit.serve.board.class_cohort import Turn
from toolkit.serve.board.tally import enough
from toolkit.serve.board.vote import Vote

NOTE = (
    "A teaching simulation. Answers stand without names and in an order that tells nothing; the lines of one vote "
    "cannot be joined to those of another. Rounds with too few answers are left out."
)


@dataclass(frozen=True)
class Line:
    """One thing that one student said in one round.

    Attributes:
        vote, case, question: which vote, on whom, of which kind.
        asked: how many questions had been asked of the patient by then.
        line: joins the two rounds and the items of one student within this vote only.
        round: 1 or 2.
        item: family, finding, 'level' or plan item.
        value: points for a family, the level's id for 'level', 1 for what was chosen.
        model: for a family the model's belief in points, given what was asked; empty otherwise.
    """

    vote: int
    case: str
    question: str
    asked: int
    line: int
    round: int
    item: str
    value: str
    model: str


@dataclass(frozen=True)
class RunnerLine:
    """One runner of the class's cohort: factors present, the guess, and what came."""

    seed: int
    runner: int
    factors: str
    guess: int
    episode: int
    day: str


@dataclass(frozen=True)
class StatedGroup:
    """Statements of belief in one bin, held against the truth.

    Attributes:
        name: of the bin; statements: how many; stated: mean, in per cent; true: share that held, in per cent.
    """

    name: str
    statements: int
    stated: float
    true: float


def lines_of(votes: Sequence[Vote]) -> tuple[Line, ...]:
    """Return every answer of some votes; a round with too few answers is left out.

    The two answers of a student within one vote stand together; students are sorted by what they said.
    """
    found: list[Line] = []
    for vote in votes:
        kept = [ballots if enough(ballots) else {} for ballots in vote.rounds]
        visitors = {*kept[0], *kept[1]}
        pairs = sorted(((kept[0].get(visitor), kept[1].get(visitor)) for visitor in visitors), key=_sorting)
        for number, pair in enumerate(pairs, start=1):
            for round_, ballot in enumerate(pair, start=1):
                if ballot is not None:
                    found += _lines(vote, number, round_, ballot)
    return tuple(found)


def runner_lines(seed: int, done: Sequence[Turn]) -> tuple[RunnerLine, ...]:
    """Return every runner with a guess, by the runner's number; none where there are too few guesses."""
    if len(done) < round(board_content().fewest_votes.value):
        return ()
    return tuple(
        RunnerLine(
            seed,
            turn.runner.number,
            " ".join(key for key in FACTORS if key in turn.runner.present),
            turn.guess or 0,
            int(turn.runner.day is not None),
            "" if turn.runner.day is None else str(turn.runner.day),
        )
        for turn in done
    )


def csv_of(lines: Sequence[Line] | Sequence[RunnerLine], kind: type[Line] | type[RunnerLine]) -> str:
    r"""Return lines as CSV; no cell is one that a spreadsheet would take for a formula.

    >>> csv_of((), RunnerLine)
    'seed,runner,factors,guess,episode,day\n'
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    names = list(kind.__dataclass_fields__)
    writer.writerow(names)
    for line in lines:
        writer.writerow([cell(str(getattr(line, name))) for name in names])
    return sheet.getvalue()


def json_of(lines: Sequence[Line], runners: Sequence[RunnerLine]) -> str:
    """Return all lines as JSON, with what they are."""
    whole = {
        "made_by": f"Sciatica Toolkit {__version__}",
        "note": NOTE,
        "votes": [asdict(line) for line in lines],
        "runners": [asdict(line) for line in runners],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False)


def stated_against_truth(votes: Sequence[Vote]) -> tuple[StatedGroup, ...]:
    """Return the class's calibration over votes on belief whose truth was told, last answers only.

    Bins with too few statements are left out.
    """
    edges = board_content().belief_edges
    said: list[tuple[int, bool]] = []
    for vote in votes:
        there = families_of(vote.played.case.truth.types)
        for visitor in {*vote.rounds[0], *vote.rounds[1]}:
            ballot = vote.ballot(visitor, 2) or vote.ballot(visitor, 1)
            if isinstance(ballot, BeliefBallot):
                said += [(points, key in there) for key, points in ballot.families.items()]
    groups = []
    for at, (low, high) in enumerate(pairwise(edges)):
        inside = [one for one in said if low <= one[0] < high or (high == edges[-1] == one[0])]
        if len(inside) >= round(board_content().fewest_votes.value):
            ends = f"{low}–{high if at == len(edges) - 2 else high - 1} %"
            stated = sum(points for points, _ in inside) / len(inside)
            true = 100 * sum(held for _, held in inside) / len(inside)
            groups.append(StatedGroup(ends, len(inside), stated, true))
    return tuple(groups)


def _lines(vote: Vote, number: int, round_: int, ballot: Ballot) -> list[Line]:
    model = vote.played.belief.family_probabilities
    items: list[tuple[str, str, str]]
    if isinstance(ballot, BeliefBallot):
        items = [(key, str(points), f"{100 * model[key]:.1f}") for key, points in ballot.families.items()]
    elif isinstance(ballot, NextBallot):
        items = [(ballot.finding, "1", "")]
    else:
        items = [("level", ballot.level, ""), *((item, "1", "") for item in ballot.items)]
    case, asked = vote.played.case.id, len(vote.played.said)
    return [
        Line(vote.number, case, vote.question.kind, asked, number, round_, item, value, said)
        for item, value, said in items
    ]


def _sorting(pair: tuple[Ballot | None, Ballot | None]) -> tuple[str, str]:
    first, second = (each.model_dump_json() if each else "" for each in pair)
    return first, second
