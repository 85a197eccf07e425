"""What the lecturer's page shows: the view for the back row, beside the desk."""

from collections.abc import Sequence

from toolkit.content.board import board_content
from toolkit.serve.board import drawing
from toolkit.serve.board.board import Board
from toolkit.serve.board.charts import change_reading
from toolkit.serve.board.cohort_charts import cohort_charts, cohort_readings
from toolkit.serve.board.desk_view import CaseGroups, desk_parts
from toolkit.serve.board.lesson_charts import lesson_calibration, lesson_table
from toolkit.serve.board.tally import enough, fewest
from toolkit.serve.board.vote import Vote


def hall_parts(
    board: Board,
    now: float,
    place: dict[str, str],
    *,
    cases: CaseGroups,
    seed: int,
    students: int,
    kept: tuple[str, str],
) -> dict[str, str]:
    """Return the parts of the lecturer's page as HTML.

    Args:
        board: the lesson.
        now: the time, for who is here.
        place: addresses, and the token of the forms: 'do', 'export', 'token'.
        cases: heading -> (id, title), for the choice of a patient.
        seed: number of a population that is offered.
        students: how many are expected.
        kept: name of the file in which the lesson is kept, and what is wrong with it; empty where nothing is.
    """
    return {
        **desk_parts(board, place, cases=cases, seed=seed, students=students, kept=kept),
        "count": _count(board, now),
        "view": _view(board),
    }


def _count(board: Board, now: float) -> str:
    here, vote = board.voters.presence.count(now), board.vote
    codes = (board.voters.seats.taken, board.voters.seats.sheet.seats) if board.voters.seats else None
    if board.showing == "cohort" and board.cohort is not None:
        result = board.cohort.result()
        return drawing.draw(
            "count.html",
            open_round=board.cohort.open,
            answered=result.students,
            here=max(here, result.students),
            number=None,
            codes=codes,
        )
    number = vote.open_round if vote else None
    answered = len(vote.rounds[number - 1]) if vote and number else 0
    return drawing.draw(
        "count.html",
        open_round=number,
        answered=answered,
        here=max(here, answered),
        number=number,
        codes=codes,
    )


def _view(board: Board) -> str:
    if board.showing == "record":
        chart = lesson_calibration(board.voted, board.truths)
        table = drawing.draw("lesson.html", table=lesson_table(board.voted))
        return _drawn("The lesson so far", (), figures=drawing.charts([chart]) if chart else "", last=table)
    if board.showing == "cohort" and board.cohort is not None:
        readings = cohort_readings(board.cohort)
        figures = drawing.charts(cohort_charts(board.cohort))
        last = (*readings[2:], board_content().say("no_cohort_exists"))
        return _drawn("The class as a cohort", readings[:2], figures=figures, readings=last)
    if board.played is None:
        one_each = board_content().say("one_each_code" if board.voters.seats else "one_each")
        steps = drawing.draw("steps.html", steps=board_content().steps, last=one_each)
        return _drawn("Class board", (), steps)
    patient = drawing.patient(board.played)
    if board.vote is None:
        level, told = drawing.told(board.played, None, truth=board.told)
        return _drawn("", (), level, told, patient=patient)
    return _of_vote(board, board.vote, patient)


def _of_vote(board: Board, vote: Vote, patient: str) -> str:
    asked = board_content().questions[vote.question.kind]
    readings = [each for each in (change_reading(vote), _too_few(vote)) if each]
    if vote.phase == "revealed":
        level, told = drawing.told(vote.played, vote, truth=board.told)
        figures = drawing.vote_figures(vote, truth=board.told)
        before, after = (told, "") if board.told else ("", told)
        return _drawn(asked.ask, (), level + before, after, figures, readings, patient)
    lines = []
    if vote.open_round:
        lines.append(board_content().say(f"open_{vote.open_round}"))
    elif vote.phase in {"covered_1", "shown_1"}:
        lines.append(asked.discuss)
    return _drawn(
        asked.ask, lines, figures=drawing.vote_figures(vote, truth=False), readings=readings, patient=patient
    )


def _drawn(
    heading: str,
    lines: Sequence[str],
    first: str = "",
    last: str = "",
    figures: str = "",
    readings: Sequence[str] = (),
    patient: str = "",
) -> str:
    return drawing.draw(
        "view.html",
        heading=heading,
        lines=lines,
        first=first,
        figures=figures,
        readings=readings,
        last=last,
        patient=patient,
    )


def _too_few(vote: Vote) -> str:
    hidden = [number for number in vote.shown_rounds if not enough(vote.rounds[number - 1])]
    return board_content().say("few", fewest=fewest()) if hidden else ""
