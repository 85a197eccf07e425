"""The lesson so far as a figure and a table: what was said against what was so, vote by vote."""

from collections.abc import Sequence

from toolkit.content.board import board_content
from toolkit.figures.figure import Table
from toolkit.serve.board.charts import Chart, Pair
from toolkit.serve.board.class_record import StatedGroup, stated_against_truth
from toolkit.serve.board.reveal import calibration
from toolkit.serve.board.tally import enough
from toolkit.serve.board.vote import Vote


def lesson_table(votes: Sequence[Vote]) -> Table:
    """Return one row a vote: on whom, which question, how many answered, how far from the model on average."""
    rows = [
        [
            vote.played.case.title,
            board_content().questions[vote.question.kind].title,
            answers_said(vote),
            _distance(vote),
        ]
        for vote in votes
    ]
    return Table("Votes so far", ("Patient", "Question", "Answers", "Points from the model"), rows)


def answers_said(vote: Vote) -> str:
    """Say how many answered, round by round."""
    first, second = (len(ballots) for ballots in vote.rounds)
    return f"{first}, then {second}" if vote.rounds[1] else f"{first}"


def lesson_calibration(votes: Sequence[Vote], told: set[str]) -> Chart | None:
    """Return the calibration over the votes whose patients' truth was told; none where there is too little.

    Args:
        votes: all votes that are over.
        told: ids of the cases whose truth was told.
    """
    return calibration_chart(stated_against_truth([vote for vote in votes if vote.played.case.id in told]))


def calibration_chart(groups: Sequence[StatedGroup]) -> Chart | None:
    """Return the class's calibration over the votes whose truth was told; none where there is too little."""
    if not groups:
        return None
    rows = tuple(
        Pair(
            f"said {each.name}",
            each.stated / 100,
            each.true / 100,
            f"{each.stated:.0f} %",
            f"{each.true:.0f} %",
            f"{each.statements} statements",
        )
        for each in groups
    )
    table = Table(
        "What was said, and how often it was so",
        ("Said", "Statements", "Said on average", "Was so"),
        [[each.name, str(each.statements), f"{each.stated:.0f} %", f"{each.true:.0f} %"] for each in groups],
    )
    reading = board_content().say("calibration_over", statements=sum(each.statements for each in groups))
    return Chart("Said and so", (), rows, ("said on average", "was so"), (reading,), table)


def _distance(vote: Vote) -> str:
    """Return the mean distance of each round with enough answers; only of a vote on belief that was revealed."""
    if vote.question.kind != "belief" or vote.phase != "revealed":
        return "–"
    held = calibration(vote).miss
    said = [
        f"{miss:.0f}"
        for miss, ballots in zip(held, vote.rounds, strict=True)
        if miss is not None and enough(ballots)
    ]
    return ", then ".join(said) or "–"
