"""From values to the HTML of a page's parts. The templates escape what is put into them."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tornado.template import Loader

from toolkit.content.findings import findings
from toolkit.serve.board.charts import Chart, vote_charts
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.reveal import revealed, truth_told
from toolkit.serve.board.reveal_words import concern_said, missed_so_far, model_said, truth_said
from toolkit.serve.board.vote import Vote


@cache
def templates() -> Loader:
    """Return the loader of the board's templates."""
    return Loader(str(Path(__file__).parent / "pages"))


def draw(template: str, **values: Any) -> str:
    """Fill a template.

    >>> "&lt;b&gt;" in draw("own.html", heading="<b>", lines=())
    True
    """
    return str(templates().load(template).generate(**values).decode())


@lru_cache(maxsize=32)
def patient(played: PlayedCase | None) -> str:
    """Return the patient as all may see her: card, first sentence, what was asked and answered."""
    if played is None:
        return ""
    known = findings()
    asked = []
    for reply in reversed(played.said):
        finding = known[reply.finding]
        words = f"“{reply.words}”" if finding.kind == "asked" else reply.words
        note = {
            "vague": "vague: worth asking once more",
            "forgotten": "no answer to be had; missing is not ‘no’",
        }
        clinical = reply.clinical if reply.number is None else ""
        asked.append((finding.plain or finding.ask, words, note.get(reply.kind, clinical)))
    always = [key for key, finding in known.items() if finding.always]
    return draw(
        "patient.html",
        played=played,
        asked=asked,
        card=" · ".join(_line(name, value) for name, value in played.case.card),
        always=len(always),
        always_asked=sum(key not in played.open for key in always),
    )


def charts(every: Sequence[Chart]) -> str:
    """Return figures, each with its sentence and its table."""
    return draw("charts.html", charts=every) if every else ""


@lru_cache(maxsize=32)
def vote_figures(vote: Vote, *, truth: bool) -> str:
    """Return the figures of a vote as far as it is shown; the model's side once it is revealed.

    Args:
        vote: the vote.
        truth: whether the truth is told.
    """
    if vote.phase != "revealed":
        return charts(vote_charts(vote))
    return charts(vote_charts(vote, revealed(vote), truth_told(vote.played) if truth else None))


@lru_cache(maxsize=32)
def told(played: PlayedCase, vote: Vote | None, *, truth: bool) -> tuple[str, str]:
    """Return what is revealed: the level of concern, which comes first, and what everyone missed and the model.

    Args:
        played: the patient.
        vote: a vote that was revealed; none where only the truth is told.
        truth: whether the truth is told.
    """
    values: Mapping[str, Any] = {}
    if truth:
        full = truth_told(played)
        level, why = concern_said(full.concern, full=True)
        words, missed = truth_said(played)
        values = {
            "level": level,
            "why": why,
            "alarm": full.concern.stops_running,
            "truth": words,
            "missed": missed,
            "model": model_said(vote) if vote else (),
            "reasoning": full.reasoning,
            "explanation": full.explanation,
        }
    elif vote is not None:
        level, why = concern_said(vote.played.concern, full=False)
        values = {
            "level": level,
            "why": why,
            "alarm": vote.played.concern.stops_running,
            "truth": (),
            "missed": missed_so_far(vote),
            "model": model_said(vote),
            "reasoning": (),
            "explanation": "",
        }
    return (draw("level.html", told=values), draw("told.html", told=values)) if values else ("", "")


def _line(name: str, value: str) -> str:
    return value if name in {"Name", "Age"} else f"{name.lower()} {value[:1].lower()}{value[1:]}"
