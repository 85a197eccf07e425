"""What a student's page shows: never more than the lecturer has shown, and of answers only the student's own."""

from typing import Any

from toolkit.content.board import board_content
from toolkit.content.factors import FACTORS
from toolkit.content.look import look
from toolkit.content.pain_rules import pain_rules
from toolkit.serve.board import drawing
from toolkit.serve.board.ballot import Ballot, BeliefBallot, NextBallot
from toolkit.serve.board.board import Board
from toolkit.serve.board.charts import change_reading
from toolkit.serve.board.class_cohort import MOST_TURNS, ClassCohort, Turn
from toolkit.serve.board.question import bands
from toolkit.serve.board.reveal import own_miss
from toolkit.serve.board.vote import Vote

_LIVES = 200


def student_parts(board: Board, visitor: str, place: dict[str, str]) -> dict[str, str]:
    """Return the parts of a student's page as HTML.

    Args:
        board: the lesson.
        visitor: whose page.
        place: addresses, and the token of the forms: 'student', 'history', 'token'.
    """
    voter = board.voters.of(visitor)
    seat = _seat(board, visitor, place)
    if board.showing == "cohort" and board.cohort is not None:
        return {
            "say": _cohort_say(board.cohort) if voter else board_content().say("code_first"),
            "seat": seat,
            "task": _runner(board.cohort, voter, place) if voter else "",
            "patient": "",
        }
    vote = board.vote
    task = "" if vote is None or (vote.open_round and not voter) else _task(board, vote, voter, place)
    if board.told and board.played is not None and (vote is None or vote.phase != "revealed"):
        task = "".join(drawing.told(board.played, None, truth=True)) + task
    return {"say": say(board, voter), "seat": seat, "task": task, "patient": drawing.patient(board.played)}


def _seat(board: Board, visitor: str, place: dict[str, str]) -> str:
    if board.voters.seats is None:
        return ""
    code, words = board.voters.seats.code(visitor), board_content().say
    return drawing.draw("seat.html", code=code, ask=words("code_ask"), held=words("code_held"), **place)


def say(board: Board, voter: str) -> str:
    """Say in one sentence where the lesson stands, for this student."""
    vote = board.vote
    if not voter and (board.played is None or vote is None or vote.open_round):
        words = "code_first"
    elif board.played is None:
        words = "waiting"
    elif board.told:
        words = "told"
    elif vote is None:
        words = "listen"
    elif vote.open_round:
        words = f"open_{vote.open_round}"
    elif vote.phase == "revealed":
        words = "revealed"
    elif vote.shown_rounds:
        words = "shown"
    else:
        number = 2 if vote.phase == "covered_2" else 1
        words = "closed_in" if vote.ballot(voter, number) else "closed_out"
    return board_content().say(words)


def _task(board: Board, vote: Vote, visitor: str, place: dict[str, str]) -> str:
    if vote.open_round:
        return _form(vote, visitor, place)
    asked = board_content().questions[vote.question.kind]
    last = vote.ballot(visitor, 2) or vote.ballot(visitor, 1)
    lines = [f"You said: {said_words(vote, last)}."] if last else []
    if vote.phase == "revealed":
        miss = own_miss(vote, visitor)
        if miss is not None:
            lines.append(board_content().say("own_miss", miss=f"{miss:.0f}"))
        level, told = drawing.told(vote.played, vote, truth=board.told)
        figures = drawing.vote_figures(vote, truth=board.told)
        return level + drawing.draw("own.html", heading=asked.ask, lines=lines) + told + figures
    if vote.phase in {"covered_1", "shown_1"}:
        lines.append(asked.discuss)
    if vote.shown_rounds:
        moved = change_reading(vote)
        lines += [moved] if moved else []
    own = drawing.draw("own.html", heading=asked.ask, lines=lines)
    return own + drawing.vote_figures(vote, truth=False)


def _form(vote: Vote, visitor: str, place: dict[str, str]) -> str:
    number = vote.open_round or 1
    mine = vote.ballot(visitor, number)
    before = mine or vote.ballot(visitor, 1)
    signs = look().families
    return drawing.draw(
        "ballot.html",
        vote=vote,
        asked=board_content().questions[vote.question.kind],
        families=[(option, signs[option.id]) for option in vote.question.options if option.id in signs],
        said=_said(before),
        is_in=mine is not None,
        in_words=board_content().say("answered"),
        bands=bands(),
        band_text="|".join(f"{each.below:g}:{each.words}" for each in pain_rules().bands),
        most_items=round(board_content().plan_items.value),
        **place,
    )


def _said(ballot: Ballot | None) -> dict[str, Any]:
    if ballot is None:
        return {}
    return ballot.families if isinstance(ballot, BeliefBallot) else ballot.model_dump(exclude={"kind"})


def said_words(vote: Vote, ballot: Ballot) -> str:
    """Say an answer in words, to the student whose it is."""
    if isinstance(ballot, BeliefBallot):
        return ", ".join(
            f"{vote.question.label(key).lower()} {points} %" for key, points in ballot.families.items()
        )
    if isinstance(ballot, NextBallot):
        return f"‘{vote.question.label(ballot.finding)}’"
    items = ", ".join(vote.question.label(item) for item in ballot.items)
    level = vote.question.label(ballot.level)
    return f"{level}; {items}" if items else level


def _cohort_say(cohort: ClassCohort) -> str:
    return board_content().say("cohort_open" if cohort.open else "cohort_waiting")


def _runner(cohort: ClassCohort, visitor: str, place: dict[str, str]) -> str:
    turn = cohort.turn(visitor)
    words = board_content().say
    if turn is None:
        return drawing.draw(
            "own.html",
            heading="The class as a cohort",
            lines=[words("cohort_soon" if cohort.open else "cohort_waiting")],
        )
    runner = turn.runner
    days = 7 * round(board_content().follow_weeks.value)
    hurt = max(1, round(_LIVES * runner.chance))
    return drawing.draw(
        "runner.html",
        turn=turn,
        factors=[look().factors[key] for key in FACTORS if key in runner.present],
        sparks=_sparks(turn),
        weeks=[
            (at - len(runner.km), f"{km:.0f}", f"{sleep:.1f}", f"{stress:.1f}")
            for at, (km, sleep, stress) in enumerate(
                zip(runner.km, runner.sleep_h, runner.stress, strict=True)
            )
        ],
        is_open=cohort.open,
        ask=words("cohort_ask", days=days),
        closed=words("cohort_waiting"),
        came=words("cohort_well", days=days)
        if runner.day is None
        else words("cohort_pain", day=runner.day, cause=runner.cause),
        chance=words("cohort_chance", chance=f"{100 * runner.chance:.1f}", hurt=hurt, well=_LIVES - hurt),
        hedge=words("cohort_hedge"),
        may_more=cohort.open and cohort.taken(visitor) < MOST_TURNS,
        more=words("cohort_more", taken=cohort.taken(visitor)),
        log_note=words("cohort_log"),
        invented=words("no_cohort_exists"),
        **place,
    )


def _sparks(turn: Turn) -> list[tuple[str, list[float], str, str]]:
    runner = turn.runner
    rows = (
        (
            "Distance a week",
            runner.km,
            f"{runner.km[-1]:.0f} km in the last, at most {max(runner.km):.0f}",
            "km",
        ),
        ("Sleep a night", runner.sleep_h, f"{runner.sleep_h[-1]:.1f} h in the last week", "sleep"),
        ("Stress", runner.stress, f"{runner.stress[-1]:.1f} of 10 in the last week", "stress"),
    )
    tops = {"km": max(*runner.km, 1.0), "sleep": 10.0, "stress": 10.0}
    return [
        (name, [min(1.0, value / tops[css]) for value in values], text, f"sb-{css}")
        for name, values, text, css in rows
    ]
