"""The lecturer's steps: which button does what."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from toolkit.content.findings import findings
from toolkit.serve.board.lesson import Lesson
from toolkit.serve.board.question import belief_question, next_question, plan_question
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.seat_codes import new_sheet, read_sheet

Fields = Mapping[str, Sequence[str]]

_LONGEST = 80


async def act(lesson: Lesson, fields: Fields) -> None:
    """Do one step.

    Args:
        lesson: the lesson.
        fields: name -> values, as the browser sent them; 'action' names the step.

    Raises:
        BoardError: there is no such step, or it is not possible now.
    """
    step = _STEPS.get(_field(fields, "action"))
    if step is None:
        raise BoardError("There is no such step.")
    await step(lesson, fields)
    lesson.save_soon()


async def _choose(lesson: Lesson, fields: Fields) -> None:
    code = _field(fields, "code").strip()
    lesson.board.choose(await lesson.find(code or _field(fields, "case")))


async def _ask(lesson: Lesson, fields: Fields) -> None:
    finding = _field(fields, "finding")
    if finding not in findings():
        raise BoardError("Choose a question or a test from the list.")
    lesson.board.ask(finding)
    await lesson.warm_up()


async def _ask_everybodys(lesson: Lesson, _: Fields) -> None:
    lesson.board.ask_everybodys()
    await lesson.warm_up()


async def _come_back(lesson: Lesson, _: Fields) -> None:
    lesson.board.come_back()
    await lesson.warm_up()


async def _vote_belief(lesson: Lesson, _: Fields) -> None:
    lesson.board.open_vote(belief_question("sliders"))


async def _vote_words(lesson: Lesson, _: Fields) -> None:
    lesson.board.open_vote(belief_question("words"))


async def _vote_next(lesson: Lesson, _: Fields) -> None:
    if lesson.board.played is None:
        raise BoardError("Show a patient first.")
    lesson.board.open_vote(next_question(lesson.board.played))


async def _vote_plan(lesson: Lesson, _: Fields) -> None:
    if lesson.board.played is None:
        raise BoardError("Show a patient first.")
    lesson.board.open_vote(plan_question(lesson.board.played))


async def _cohort(lesson: Lesson, fields: Fields) -> None:
    seed = _field(fields, "seed").strip()
    if not seed.isascii() or not seed.isdigit() or len(seed) > 6:
        raise BoardError("A population has a number of at most six digits.")
    lesson.board.look_at("case")  # a round that is open is closed first
    lesson.board.begin_cohort(await lesson.make_cohort(int(seed)))


async def _codes_new(lesson: Lesson, fields: Fields) -> None:
    seats = _field(fields, "seats").strip()
    if not seats.isascii() or not seats.isdigit() or len(seats) > 4:
        raise BoardError("Say how many codes are wanted, as a number.")
    lesson.board.hand_out(new_sheet(int(seats)))


async def _codes_again(lesson: Lesson, fields: Fields) -> None:
    lesson.board.hand_out(read_sheet(_field(fields, "sheet")))


def _plain(step: Callable[[Lesson], None]) -> Callable[[Lesson, Fields], Awaitable[None]]:
    async def done(lesson: Lesson, _: Fields) -> None:
        step(lesson)

    return done


def _field(fields: Fields, name: str) -> str:
    sent = fields.get(name, ("",))
    if len(sent) != 1 or len(sent[0]) > _LONGEST:
        raise BoardError("This step was not understood. Load the page again.")
    return sent[0]


_STEPS: dict[str, Callable[[Lesson, Fields], Awaitable[None]]] = {
    "choose": _choose,
    "ask": _ask,
    "ask_everybodys": _ask_everybodys,
    "come_back": _come_back,
    "vote_belief": _vote_belief,
    "vote_words": _vote_words,
    "vote_next": _vote_next,
    "vote_plan": _vote_plan,
    "close": _plain(lambda lesson: lesson.board.close(show=False)),
    "close_show": _plain(lambda lesson: lesson.board.close(show=True)),
    "show": _plain(lambda lesson: lesson.board.show()),
    "again": _plain(lambda lesson: lesson.board.again()),
    "reveal": _plain(lambda lesson: lesson.board.reveal()),
    "aside": _plain(lambda lesson: lesson.board.put_aside()),
    "tell": _plain(lambda lesson: lesson.board.tell()),
    "codes_new": _codes_new,
    "codes_again": _codes_again,
    "codes_end": _plain(lambda lesson: lesson.board.hand_out(None)),
    "cohort": _cohort,
    "close_cohort": _plain(lambda lesson: lesson.board.close_cohort()),
    "look_case": _plain(lambda lesson: lesson.board.look_at("case")),
    "look_cohort": _plain(lambda lesson: lesson.board.look_at("cohort")),
    "look_record": _plain(lambda lesson: lesson.board.look_at("record")),
}
