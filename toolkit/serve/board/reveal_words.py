"""What is said when the lecturer reveals: levels of concern first, then the model, then what everyone missed."""

from toolkit.content.board import board_content
from toolkit.content.concern_rules import LEVELS, concern_rules
from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.pain import Concern
from toolkit.serve.board.charts import brier_words
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.reveal import Calibration, best_share, level_words, revealed, truth_told
from toolkit.serve.board.tally import enough
from toolkit.serve.board.vote import Vote

_MOST_MISSED = 6


def concern_said(concern: Concern, *, full: bool) -> tuple[str, tuple[str, ...]]:
    """Return the level of concern in a sentence, and why and what is done.

    Args:
        concern: the level.
        full: whether everything was asked and examined.
    """
    level = concern_rules().levels[concern.level]  # type: ignore[index]
    if not full and concern.level == "none" and concern.unasked:
        return board_content().say("level_not_known", words=level_words(concern)), (concern.safety_net[0],)
    said = board_content().say("level_full" if full else "level_so_far", level=level.name, plain=level.plain)
    reasons = tuple(each.sentence for each in concern.reasons if each.level == concern.level)
    return said, (*reasons, *concern.actions)


def model_said(vote: Vote) -> tuple[str, ...]:
    """Return what the model holds given what was asked, how far the class lies from it, and what it is worth."""
    say, told = board_content().say, revealed(vote)
    said: list[str] = []
    if vote.question.kind == "belief":
        signs = look().families
        order = sorted(told.model, key=lambda key: -told.model[key])
        beliefs = ", ".join(f"{signs[key].label.lower()} {100 * told.model[key]:.0f} %" for key in order)
        said.append(say("model_belief", beliefs=beliefs))
        if told.calibration:
            said += _calibration_said(vote, told.calibration)
    if vote.question.kind == "next":
        said += _best_said(vote)
    if vote.question.kind == "plan" and told.too_low is not None:
        said += _level_said(vote, told.too_low, told.concern)
    return (*said, say("model_note"))


def missed_so_far(vote: Vote) -> tuple[str, ...]:
    """Return what nobody has asked yet although everybody is asked, or although an answer calls for it."""
    say, told, known = board_content().say, revealed(vote), findings()
    asks = ", ".join(_named(known[key].ask) for key in told.unasked)
    said = [say("unasked", asks=asks) if asks else say("none_unasked")]
    calls: dict[str, list[str]] = {}
    for ask, because in told.called:
        calls.setdefault(because, []).append(_named(ask))
    said += [
        say("called", because=because, asks=", ".join(asked)) for because, asked in list(calls.items())[:3]
    ]
    return tuple(said)


def truth_said(played: PlayedCase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what was really there in sentences, and what nobody asked for."""
    say, told = board_content().say, truth_told(played)
    words = [say("truth", words=f"{told.words[:1].upper()}{told.words[1:]}")]
    words += [say("unknowable", words=each) for each in told.unknowable]
    names = concern_rules().levels
    missed = [
        say("missed_alarm", ask=each.ask, words=_stopped(each.words), level=names[each.level].name)  # type: ignore[index]
        if LEVELS.index(each.level or "none") >= LEVELS.index("watch")
        else say("missed_part", ask=each.ask, words=_stopped(each.words))
        for each in told.missed[:_MOST_MISSED]
    ]
    return tuple(words), tuple(missed or [say("none_missed")])


def _calibration_said(vote: Vote, held: Calibration) -> list[str]:
    say = board_content().say
    first, second = (enough(ballots) for ballots in vote.rounds)
    if not first and not second:
        return []
    if not (first and second):
        at = 0 if first else 1
        return [
            say(
                "calibration_one",
                miss=_points(held.miss[at]),
                brier=brier_words(held.brier[at] or 0),
                crowd=_points(held.crowd[at]),
            )
        ]
    moved = [say("nearer", nearer=held.nearer, farther=held.farther)] if held.nearer or held.farther else []
    return [
        say(
            "calibration_two",
            miss=_points(held.miss[0]),
            miss_second=_points(held.miss[1]),
            brier=brier_words(held.brier[0] or 0),
            brier_second=brier_words(held.brier[1] or 0),
            crowd=_points(held.crowd[0]),
            crowd_second=_points(held.crowd[1]),
        ),
        *moved,
    ]


def _best_said(vote: Vote) -> list[str]:
    say, told, known = board_content().say, revealed(vote), findings()
    last = 2 if enough(vote.rounds[1]) else 1
    share = best_share(vote, last) if enough(vote.rounds[last - 1]) else None
    marked = [key for key, each in told.options.items() if each.marked]
    said = []
    if marked and share is not None:
        said.append(say("best_listed", ask=_named(known[marked[0]].ask), share=f"{100 * share:.0f}"))
    if told.best and told.best not in marked:
        said.append(say("best_open", ask=_named(known[told.best].ask)))
    return said


def _level_said(vote: Vote, too_low: tuple[int, int], concern: Concern) -> list[str]:
    last = 1 if enough(vote.rounds[1]) else 0
    if not enough(vote.rounds[last]) or concern.level == "none":
        return []
    level = concern_rules().levels[concern.level].name  # type: ignore[index]
    if not too_low[last]:
        return [board_content().say("not_too_low", level=level)]
    return [board_content().say("too_low", count=too_low[last], all=len(vote.rounds[last]), level=level)]


def _points(value: float | None) -> str:
    return f"{value or 0:.0f}"


def _named(ask: str) -> str:
    return ask.split(" (", maxsplit=1)[0]


def _stopped(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
