"""Read daily ratings from a JSON file of intervals.icu's wellness list, whole or shortened."""

import json
from typing import Any

from toolkit.content.logs import log_words
from toolkit.history.readers.activity import DayRating
from toolkit.history.readers.found import Found, UnreadableError, counted
from toolkit.history.readers.ratings import RatingError, rescaled, said
from toolkit.history.readers.table import decoded
from toolkit.history.readers.words import WordError, moment

MOST_DAYS = 20_000

_KEYS = {
    "day": ("d", "id", "date"),
    "sleep": ("sleepSecs",),
    "sleep_quality": ("sleepQuality", "sleepQ"),
    "stress": ("stress",),
    "soreness": ("soreness",),
}


def read_wellness_json(name: str, data: bytes) -> Found:
    """Read hours of sleep and ratings; of quality, stress and soreness 1 is the good end, 4 the bad one.

    Raises:
        UnreadableError: it is no JSON, or no list of days with sleep or ratings.
    """
    try:
        raw = json.loads(decoded(name, data))
    except (ValueError, RecursionError):
        raise UnreadableError(f"{name} is not whole JSON, so nothing can be read from it.") from None
    listed = raw.get("days") if isinstance(raw, dict) else raw
    entries = listed[:MOST_DAYS] if isinstance(listed, list) else []
    entries = [entry for entry in entries if isinstance(entry, dict)]
    days: list[DayRating] = []
    wrong = 0
    for entry in entries:
        rating = _rating(name, entry)
        if rating is None:
            wrong += 1
        elif not rating.empty:
            days.append(rating)
    if not days:
        raise UnreadableError(
            f"{name} is JSON, but no list of days with sleep or ratings as intervals.icu writes."
        )
    notes = [said(name, log_words().scales["intervals"])]
    if wrong:
        notes.append(
            f"{name}: {counted(wrong, 'entry', 'entries')} without a day or with impossible values left out."
        )
    return Found((), tuple(days), tuple(notes), is_list=False)


def _rating(name: str, entry: dict[str, Any]) -> DayRating | None:
    scale, longest = log_words().scales["intervals"], log_words().bounds.longest_sleep.value
    try:
        day = moment(str(_first(entry, "day")))[0]
        seconds = _number(_first(entry, "sleep"))
        rated = {rating: _number(_first(entry, rating)) for rating in ("sleep_quality", "stress", "soreness")}
        ratings = {key: rescaled(value, key, scale) if value else None for key, value in rated.items()}
    except (WordError, RatingError):
        return None
    hours = seconds / 3600 if seconds and seconds / 3600 <= longest else None
    return DayRating(day, sleep_h=hours, file=name, **ratings)  # type: ignore[arg-type]


def _first(entry: dict[str, Any], meaning: str) -> Any:
    return next((entry[key] for key in _KEYS[meaning] if entry.get(key) is not None), None)


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1e9 < value < 1e9:
        raise WordError(str(value)[:20])
    return float(value)
