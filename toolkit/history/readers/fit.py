"""Read FIT files, as watches write them."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from toolkit.history.readers.activity import Activity
from toolkit.history.readers.fit_messages import FitPart, parts_of
from toolkit.history.readers.found import Found, UnreadableError, counted
from toolkit.history.readers.words import family_of

Message = dict[str, Any]


def read_fit(name: str, data: bytes) -> Found:
    """Read the activities of a FIT file: each session on its own, chained files one by one.

    Distance and time are the session's `total_distance` (m) and `total_timer_time` (s: pauses taken out).
    Where the file broke off before its session was written, they come from the recorded seconds. Days are
    local where the file holds the watch's local time.

    Raises:
        UnreadableError: the file is no FIT file.
    """
    parts, after = parts_of(data)
    if not parts:
        raise UnreadableError(f"{name} is not a FIT file: {after or 'it is empty'}.")
    activities: list[Activity] = []
    notes: list[str] = []
    for index, part in enumerate(parts):
        place = name if len(parts) == 1 else f"{name}, part {index + 1}"
        found, words = _part(name, place, part)
        activities += found
        notes += words
    if after:
        notes.append(f"{name}: {after}; the {counted(len(parts), 'part')} before it was read.")
    return Found(tuple(activities), notes=tuple(notes))


def _part(name: str, place: str, part: FitPart) -> tuple[list[Activity], list[str]]:
    messages = _decoded(part.small)
    kind = next((str(m.get("type")) for number, m in messages if number == "file_id"), "")
    sessions = [m for number, m in messages if number == "session"]
    closing = next((m for number, m in messages if number == "activity"), {})
    named = next((m.get("sport") for number, m in messages if number == "sport"), None)
    notes: list[str] = []
    if not sessions:
        records = [m for number, m in messages if number == "record"]
        activity = _from_records(name, records, named, closing)
        if activity is None:
            what = f"it holds '{kind.replace('_', ' ')}' data" if kind not in {"", "None", "activity"} else ""
            what = what or part.broken or "it holds no summary and no recorded seconds"
            return [], [f"{place} holds no activity: {what}."]
        broken = f" ({part.broken})" if part.broken else ""
        notes.append(
            f"{place} has no summary{broken}; its figures come from"
            f" {counted(part.records, 'recorded point')}: {activity.figures}."
        )
        return [activity], notes
    activities = []
    for session in sessions:
        read = _from_session(name, session, named, closing)
        if read is None:
            notes.append(
                f"{place}: an activity without a date was left out, because no day can be given to it."
            )
            continue
        activity, said = read
        activities.append(activity)
        notes += [f"{place}: {said}"] if said else []
    if part.broken:
        figures = " and ".join(activity.figures for activity in activities) or "nothing"
        notes.append(
            f"{place}: {part.broken}. Read before that: {counted(part.records, 'recorded point')}"
            f" and the file's own summary ({figures})."
        )
    return activities, notes


def _decoded(small: bytes) -> list[tuple[str, Message]]:
    import fitdecode  # noqa: PLC0415 - only who brings a FIT file pays for the decoder

    messages: list[tuple[str, Message]] = []
    try:
        with fitdecode.FitReader(
            io.BytesIO(small),
            check_crc=fitdecode.CrcCheck.DISABLED,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            frames = (frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA)
            for frame in frames:
                messages.append((str(frame.name), _fields(frame)))  # noqa: PERF401 - kept when a later one fails
    except Exception:  # noqa: BLE001 - whatever the decoder throws at damaged bytes, what came before stays
        return messages
    return messages


WANTED = frozenset(
    {"type", "sport", "start_time", "timestamp", "local_timestamp", "total_distance", "total_timer_time"}
    | {"total_elapsed_time", "distance", "enhanced_distance", "workout_rpe"}
)
"""Fields that are taken. Positions, names and serial numbers are not among them."""


def _fields(frame: Any) -> Message:
    fields: Message = {}
    for field in frame.fields:
        if field.name in WANTED and field.value is not None:
            fields.setdefault(field.name, field.value)
    return fields


@dataclass(frozen=True)
class _Moment:
    """When an activity began: its day and, as far as known, local clock and UTC seconds."""

    day: date
    clock: datetime | None = None
    utc: float | None = None
    said: str = ""


def _from_session(name: str, session: Message, named: Any, closing: Message) -> tuple[Activity, str] | None:
    when = _when(session.get("start_time", session.get("timestamp")), closing)
    if when is None:
        return None
    sport = session.get("sport", named)
    seconds = _figure(session.get("total_timer_time"))
    if seconds is None:
        seconds = _figure(session.get("total_elapsed_time"))
    rpe = _figure(session.get("workout_rpe"))
    activity = Activity(
        day=when.day,
        family="other" if str(sport) == "generic" else family_of("" if sport is None else sport),
        distance_m=_figure(session.get("total_distance")),
        duration_s=seconds,
        effort=rpe / 10 if rpe is not None and 0 <= rpe <= 100 else None,
        clock=when.clock,
        utc=when.utc,
        file=name,
    )
    return activity, when.said


def _from_records(name: str, records: list[Message], named: Any, closing: Message) -> Activity | None:
    moments = [m["timestamp"] for m in records if isinstance(m.get("timestamp"), datetime)]
    distances = [_figure(m.get("distance", m.get("enhanced_distance"))) for m in records]
    known = [d for d in distances if d is not None]
    when = _when(min(moments), closing) if len(moments) > 1 else None
    if when is None:
        return None
    return Activity(
        day=when.day,
        family=family_of("" if named is None else named),
        distance_m=max(known) if known else None,
        duration_s=(max(moments) - min(moments)).total_seconds(),
        clock=when.clock,
        utc=when.utc,
        file=name,
    )


def _when(start: Any, closing: Message) -> _Moment | None:
    """Find the start; local where the watch wrote its local time beside its UTC."""
    stamp, local = closing.get("timestamp"), closing.get("local_timestamp")
    quarter = timedelta(minutes=15)
    try:
        if isinstance(start, datetime):
            if isinstance(stamp, datetime) and isinstance(local, datetime):
                offset = quarter * round((local - stamp) / quarter)
                if abs(offset) <= timedelta(hours=15):
                    clock = (start + offset).replace(tzinfo=None)
                    return _Moment(clock.date(), clock, start.timestamp())
            return _Moment(start.date(), None, start.timestamp())
        if isinstance(start, int) and isinstance(stamp, int) and isinstance(local, datetime):
            # A watch whose clock was not set counts seconds, but may have written the local time at the end.
            clock = (local - timedelta(seconds=stamp - start)).replace(tzinfo=None)
            said = (
                f"the watch's clock was not set; the day {clock.date()} is the local one it wrote at the end."
            )
            return _Moment(clock.date(), clock, None, said)
    except (OverflowError, ValueError):
        return None
    return None


def _figure(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1e9:
        return None
    return float(value)
