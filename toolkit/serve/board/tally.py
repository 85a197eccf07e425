"""What the answers of a round come to: counts, averages, spread, and who changed in which direction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from toolkit.content.board import board_content
from toolkit.content.concern_rules import LEVELS
from toolkit.serve.board.ballot import Ballot, BeliefBallot, NextBallot, PlanBallot
from toolkit.serve.board.vote import Ballots, Vote


@dataclass(frozen=True)
class Spread:
    """What was said of one family.

    Attributes:
        bins: answers in each bin of `belief_edges`, a tuple of as many counts.
        mean, deviation: in points of 100.
    """

    bins: tuple[int, ...]
    mean: float
    deviation: float


@dataclass(frozen=True)
class Changed:
    """How answers changed from the first round to the second.

    Attributes:
        both: students who answered both rounds.
        changed: how many of them changed their answer.
        directions: what the changes came to, each with how many, the most frequent first.
    """

    both: int
    changed: int
    directions: tuple[tuple[str, int], ...]


def fewest() -> int:
    """Return how many answers there must be before anything is shown of them."""
    return round(board_content().fewest_votes.value)


def enough(ballots: Ballots) -> bool:
    """Whether there are enough answers to show something without showing somebody."""
    return len(ballots) >= fewest()


def spreads(ballots: Ballots) -> dict[str, Spread]:
    """Return, of each family, how the answers of a round are spread.

    >>> spreads({"a": BeliefBallot(radicular=70, radiculopathy=0, referred=20, lookalike=100)})[
    ...     "radicular"
    ... ].bins
    (0, 0, 0, 1, 0)
    """
    said = [each.families for each in ballots.values() if isinstance(each, BeliefBallot)]
    if not said:
        return {}
    return {key: _spread([one[key] for one in said]) for key in said[0]}


def bin_names() -> tuple[str, ...]:
    """Return what the bins of belief are called, in per cent.

    >>> len(bin_names())
    5
    """
    edges = board_content().belief_edges
    last = len(edges) - 2
    return tuple(f"{edges[at]}–{edges[at + 1] - (0 if at == last else 1)}" for at in range(len(edges) - 1))


def counts(ballots: Ballots, option_ids: Sequence[str]) -> dict[str, int]:
    """Return how many chose each option: findings, or plan items (several by each)."""
    found = dict.fromkeys(option_ids, 0)
    for each in ballots.values():
        for chosen in _chosen(each):
            found[chosen] += 1
    return found


def levels(ballots: Ballots) -> dict[str, int]:
    """Return how many chose each level of concern."""
    found = dict.fromkeys(LEVELS, 0)
    for each in ballots.values():
        if isinstance(each, PlanBallot):
            found[each.level] += 1
    return found


def changed(vote: Vote) -> Changed:
    """Return who changed what between the rounds, among those who answered both."""
    first, second = vote.rounds
    pairs = [(first[visitor], second[visitor]) for visitor in first if visitor in second]
    moves: dict[str, int] = {}
    many = 0
    for before, after in pairs:
        ways = _moves(vote, before, after)
        many += bool(ways)
        for way in ways:
            moves[way] = moves.get(way, 0) + 1
    ordered = sorted(moves.items(), key=lambda pair: (-pair[1], pair[0]))
    return Changed(len(pairs), many, tuple(ordered))


def _spread(points: Sequence[int]) -> Spread:
    edges = board_content().belief_edges
    bins = [0] * (len(edges) - 1)
    for each in points:
        bins[sum(each >= edge for edge in edges[1:-1])] += 1
    return Spread(tuple(bins), fmean(points), pstdev(points))


def _chosen(ballot: Ballot) -> tuple[str, ...]:
    if isinstance(ballot, NextBallot):
        return (ballot.finding,)
    return ballot.items if isinstance(ballot, PlanBallot) else ()


def _moves(vote: Vote, before: Ballot, after: Ballot) -> list[str]:
    if isinstance(before, BeliefBallot) and isinstance(after, BeliefBallot):
        return _belief_moves({option.id: option.label for option in vote.question.options}, before, after)
    if isinstance(before, NextBallot) and isinstance(after, NextBallot):
        if before.finding == after.finding:
            return []
        return [f"to ‘{vote.question.label(after.finding)}’"]
    if isinstance(before, PlanBallot) and isinstance(after, PlanBallot):
        steps = LEVELS.index(after.level) - LEVELS.index(before.level)
        said = [] if not steps else ["to a higher level" if steps > 0 else "to a lower level"]
        return said + (["to other items"] if set(before.items) != set(after.items) else [])
    return []


def _belief_moves(names: Mapping[str, str], before: BeliefBallot, after: BeliefBallot) -> list[str]:
    least = board_content().moved.value
    said = []
    for key, name in names.items():
        step = after.families[key] - before.families[key]
        if abs(step) >= least:
            said.append(f"{name.lower()} {'up' if step > 0 else 'down'}")
    return said
