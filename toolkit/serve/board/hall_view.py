"""What the lecturer's page shows: the desk with the next steps, and the view for the back row."""

from collections.abc import Sequence

from toolkit.content.board import board_content
from toolkit.content.findings import finding_groups, findings
from toolkit.serve.board import drawing
from toolkit.serve.board.board import Board
from toolkit.serve.board.charts import (
    calibration_chart,
    change_reading,
    cohort_charts,
    cohort_readings,
)
from toolkit.serve.board.class_record import NOTE, stated_against_truth
from toolkit.serve.board.tally import enough, fewest
from toolkit.serve.board.vote import Phase, Vote

CaseGroups = Sequence[tuple[str, Sequence[tuple[str, str]]]]

_STEPS: dict[Phase, tuple[tuple[str, str, bool], ...]] = {
    "round_1": (("close_show", "Close and show", True), ("close", "Close, keep covered", False)),
    "covered_1": (
        ("again", "Open round 2", True),
        ("show", "Show round 1", False),
        ("reveal", "Reveal", False),
        ("aside", "Put aside", False),
    ),
    "shown_1": (("again", "Open round 2", True), ("reveal", "Reveal", False), ("aside", "Put aside", False)),
    "round_2": (("close_show", "Close and show both", True), ("close", "Close, keep covered", False)),
    "covered_2": (
        ("show", "Show both rounds", True),
        ("reveal", "Reveal", False),
        ("aside", "Put aside", False),
    ),
    "shown_2": (("reveal", "Reveal", True), ("aside", "Put aside", False)),
    "revealed": (),
}
_HEADINGS: dict[Phase, str] = {
    "round_1": "Round 1 is open",
    "covered_1": "Round 1 is closed and covered",
    "shown_1": "Discussion",
    "round_2": "Round 2 is open",
    "covered_2": "Round 2 is closed and covered",
    "shown_2": "Both rounds are shown",
    "revealed": "Revealed",
}
_VOTES = (
    ("vote_belief", "Vote: belief, sliders", True),
    ("vote_words", "Vote: belief, in words", False),
    ("vote_next", "Vote: the next question", False),
    ("vote_plan", "Vote: urgency and plan", False),
)


def hall_parts(
    board: Board, now: float, place: dict[str, str], *, cases: CaseGroups, seed: int, kept: tuple[str, str]
) -> dict[str, str]:
    """Return the parts of the lecturer's page as HTML.

    Args:
        board: the lesson.
        now: the time, for who is here.
        place: addresses, and the token of the forms: 'do', 'export', 'token'.
        cases: heading -> (id, title), for the choice of a patient.
        seed: number of a population that is offered.
        kept: name of the file in which the lesson is kept, and what is wrong with it; empty where nothing is.
    """
    words = board_content().say
    heading, hints = _now(board)
    return {
        "say": heading,
        "now": drawing.draw(
            "now.html",
            heading=heading,
            hints=hints,
            steps=_steps(board),
            may_ask=_may_ask(board),
            everybodys=_everybodys(board),
            open_findings=_open_findings(board),
            **place,
        ),
        "desk": drawing.draw(
            "desk.html",
            played=board.played,
            cohort=board.cohort,
            case_groups=cases,
            seed=seed if board.cohort is None else board.cohort.seed,
            days=7 * round(board_content().follow_weeks.value),
            one_each=words("one_each"),
            few=words("few", fewest=fewest()),
            **place,
        ),
        "record": _record(board, place, kept),
        "count": _count(board, now),
        "view": _view(board),
    }


def _now(board: Board) -> tuple[str, tuple[str, ...]]:
    words, vote = board_content().say, board.vote
    if board.showing == "cohort" and board.cohort is not None:
        return ("The cohort is on" if board.cohort.open else "The cohort is closed"), ()
    if board.played is None:
        return "Choose a patient", ()
    if vote is not None and vote.phase != "revealed":
        covered = vote.phase in {"covered_1", "covered_2"}
        hints = (words("covered"),) if covered else (words("talk_first"),) if vote.phase == "round_1" else ()
        return _HEADINGS[vote.phase], hints
    return ("The truth is told" if board.told else "Ask, or let the class vote"), ()


def _steps(board: Board) -> list[tuple[str, str, bool]]:
    vote = board.vote
    if board.showing == "cohort" and board.cohort is not None:
        steps = [("close_cohort", "Close the cohort", True)] if board.cohort.open else []
        return steps + ([("look_case", "Back to the patient", False)] if board.played else [])
    steps = []
    if board.played is not None:
        if vote is not None and vote.phase != "revealed":
            steps += list(_STEPS[vote.phase])
        elif not board.told:
            steps += list(_VOTES)
            if board.played.more_visits:
                steps.append(("come_back", "Two weeks later: next visit", False))
            steps.append(("tell", "Tell what was really there", False))
    if board.cohort is not None and not (vote is not None and vote.open_round):
        steps.append(("look_cohort", "Back to the cohort", False))
    return steps


def _may_ask(board: Board) -> bool:
    busy = board.vote is not None and board.vote.phase != "revealed"
    return board.played is not None and board.showing == "case" and not board.told and not busy


def _everybodys(board: Board) -> int:
    """Return how many questions of everybody can still be asked at once."""
    if not _may_ask(board) or board.played is None:
        return 0
    return sum(findings()[key].always for key in board.played.open)


def _open_findings(board: Board) -> list[tuple[str, list[tuple[str, str]]]]:
    if not _may_ask(board) or board.played is None:
        return []
    open_now = set(board.played.open)
    always = [
        (key, finding.ask)
        for file in finding_groups()
        for key, finding in file.findings.items()
        if finding.always and key in open_now
    ]
    groups = [("Asked of everybody", always)] if always else []
    for file in finding_groups():
        rows = [
            (key, finding.ask)
            for key, finding in file.findings.items()
            if key in open_now and not finding.always
        ]
        if rows:
            groups.append((file.group.title, rows))
    return groups


def _count(board: Board, now: float) -> str:
    here, vote = board.here(now), board.vote
    if board.showing == "cohort" and board.cohort is not None:
        result = board.cohort.result()
        return drawing.draw(
            "count.html",
            open_round=board.cohort.open,
            answered=result.students,
            here=max(here, result.students),
            number=None,
        )
    number = vote.open_round if vote else None
    answered = len(vote.rounds[number - 1]) if vote and number else 0
    return drawing.draw(
        "count.html", open_round=number, answered=answered, here=max(here, answered), number=number
    )


def _view(board: Board) -> str:
    if board.showing == "cohort" and board.cohort is not None:
        readings = cohort_readings(board.cohort)
        figures = drawing.charts(cohort_charts(board.cohort))
        last = (*readings[1:], board_content().say("no_cohort_exists"))
        return _drawn("The class as a cohort", readings[:1], figures=figures, readings=last)
    if board.played is None:
        steps = drawing.draw("steps.html", steps=board_content().steps, last=board_content().say("one_each"))
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


def _record(board: Board, place: dict[str, str], kept: tuple[str, str]) -> str:
    votes = [
        (vote.played.case.title, board_content().questions[vote.question.kind].title, _answers(vote))
        for vote in board.voted
    ]
    groups = stated_against_truth([vote for vote in board.voted if vote.played.case.id in board.truths])
    chart = calibration_chart(groups)
    return drawing.draw(
        "record.html",
        votes=votes,
        calibration=drawing.charts([chart]) if chart else "",
        note=NOTE,
        kept=kept[0],
        problem=kept[1],
        **place,
    )


def _answers(vote: Vote) -> str:
    first, second = (len(ballots) for ballots in vote.rounds)
    return f"{first}, then {second}" if vote.rounds[1] else f"{first}"
