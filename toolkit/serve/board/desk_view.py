"""The lecturer's desk: where the lesson stands, the next steps, what else can be done, what is left of it."""

from collections.abc import Sequence

from toolkit.content.board import board_content
from toolkit.content.findings import finding_groups, findings
from toolkit.serve.board import drawing
from toolkit.serve.board.board import Board
from toolkit.serve.board.class_record import NOTE
from toolkit.serve.board.lesson_charts import lesson_table
from toolkit.serve.board.tally import fewest
from toolkit.serve.board.vote import Phase

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
_LOOKS = {"case": "Back to the patient", "cohort": "Back to the cohort", "record": "Show the lesson so far"}


def desk_parts(
    board: Board, place: dict[str, str], *, cases: CaseGroups, seed: int, students: int, kept: tuple[str, str]
) -> dict[str, str]:
    """Return the parts of the desk as HTML.

    Args:
        board: the lesson.
        place: addresses, and the token of the forms: 'do', 'export', 'token'.
        cases: heading -> (id, title), for the choice of a patient.
        seed: number of a population that is offered.
        students: how many are expected.
        kept: name of the file in which the lesson is kept, and what is wrong with it; empty where nothing is.
    """
    words = board_content().say
    heading, hints = _now(board)
    return {
        "say": heading,
        "flag": _flag(board),
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
            students=students,
            sheet=board.voters.seats.sheet if board.voters.seats else None,
            codes_why=words("codes_why"),
            one_each=words("one_each_code" if board.voters.seats else "one_each"),
            few=words("few", fewest=fewest()),
            **place,
        ),
        "record": drawing.draw(
            "record.html",
            table=lesson_table(board.voted),
            note=NOTE,
            kept=kept[0],
            problem=kept[1],
            **place,
        ),
    }


def _flag(board: Board) -> str:
    most, answers = board.from_one_address()
    if most < round(board_content().same_address.value):
        return ""
    return drawing.draw("flag.html", flag=board_content().say("same_address", most=most, answers=answers))


def _now(board: Board) -> tuple[str, tuple[str, ...]]:
    words, vote = board_content().say, board.vote
    if board.showing == "record":
        return "The lesson so far", ()
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
    voting = vote is not None and vote.phase != "revealed"
    if board.showing == "cohort" and board.cohort is not None:
        steps = [("close_cohort", "Close the cohort", True)] if board.cohort.open else []
    elif board.showing == "record" or board.played is None:
        steps = []
    elif vote is not None and voting:
        steps = list(_STEPS[vote.phase])
    elif board.told:
        steps = []
    else:
        later = [("come_back", "Two weeks later: next visit", False)] if board.played.more_visits else []
        steps = [*_VOTES, *later, ("tell", "Tell what was really there", False)]
    if vote is not None and vote.open_round:
        return steps
    there = {"case": board.played, "cohort": board.cohort, "record": board.voted}
    return steps + [
        (f"look_{name}", words, False)
        for name, words in _LOOKS.items()
        if there[name] and name != board.showing
    ]


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
