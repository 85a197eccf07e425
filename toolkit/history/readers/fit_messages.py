"""Walk through the messages of a FIT file and keep the few that tell of an activity.

A watch writes one message a second; a year of them takes minutes to decode. Their lengths stand in the
file, so they can be stepped over, and only the summaries go to the decoder.

Source: the FIT protocol, 'Record format' (header, definition and data messages, compressed time stamps).
"""

from collections import deque
from dataclasses import dataclass
from functools import cache

KEPT = frozenset({0, 12, 18, 34, 206, 207})
"""Message numbers: file id, sport, session, activity, and the descriptions of developers' own fields."""

RECORD = 20
MOST_KEPT = 2_000
MOST_MESSAGES = 1_000_000
MOST_PARTS = 50
FIRST_RECORDS, LAST_RECORDS = 10, 100


@dataclass(frozen=True)
class FitPart:
    """One FIT file, or one of several chained in a file, without its seconds.

    Attributes:
        small: a complete FIT file that holds the kept messages only.
        sessions: how many session messages are in it.
        records: how many seconds (record messages) the part had.
        intact: whether it ends where its header says and its checksum is right.
        broken: what is wrong with it, in words; empty where all is well.
    """

    small: bytes
    sessions: int
    records: int
    intact: bool
    broken: str = ""


def parts_of(data: bytes) -> tuple[list[FitPart], str]:
    """Split a FIT file into its chained parts.

    Returns:
        The parts, and what is wrong after the last of them ('' where nothing is).
    """
    parts: list[FitPart] = []
    at = 0
    while at < len(data) and len(parts) < MOST_PARTS:
        header = data[at : at + 14]
        size = header[0] if header else 0
        if size not in {12, 14} or len(header) < 12 or header[8:12] != b".FIT":
            return parts, f"what stands from byte {at:,} on is no FIT data"
        length = int.from_bytes(header[4:8], "little")
        start, end = at + size, at + size + length
        part = _part(data, at, start, min(end, len(data)), whole=end + 2 <= len(data))
        parts.append(part)
        at = end + 2
    return parts, ("" if at >= len(data) else "more parts follow than are read")


def checksum(data: bytes, start: int = 0) -> int:
    """Compute the checksum (CRC-16, polynomial 0xA001) of FIT data.

    >>> hex(checksum(b"123456789"))
    '0xbb3d'
    """
    table, crc = _table(), start
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc


@cache
def _table() -> tuple[int, ...]:
    table = []
    for index in range(256):
        value = index
        for _ in range(8):
            value = (value >> 1) ^ (0xA001 if value & 1 else 0)
        table.append(value)
    return tuple(table)


def _part(data: bytes, at: int, start: int, end: int, *, whole: bool) -> FitPart:
    walk = _Walk(data, start, end)
    broken = walk.go()
    if not broken and not whole:
        broken = _EARLY
    if not broken and checksum(data[at:end]) != int.from_bytes(data[end : end + 2], "little"):
        broken = "its checksum is wrong, so a figure may be damaged"
    kept = b"".join(walk.kept)
    if not walk.sessions:
        kept += b"".join(walk.record_definitions) + b"".join([*walk.first, *walk.last])
    header = bytes([12, 0x20]) + (2_000).to_bytes(2, "little") + len(kept).to_bytes(4, "little") + b".FIT"
    small = header + kept
    small += checksum(small).to_bytes(2, "little")
    return FitPart(small, walk.sessions, walk.records, not broken, broken)


_EARLY = "it ends early"


class _BrokenError(Exception):
    """Where a walk stops; the text says why."""


class _Walk:
    """One walk through the messages of a part."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self.data, self.at, self.end = data, start, end
        self.kept: list[bytes] = []
        self.sessions = self.records = 0
        self.record_definitions: list[bytes] = []
        self.first: list[bytes] = []
        self.last: deque[bytes] = deque(maxlen=LAST_RECORDS)
        self._sizes: list[int] = [0] * 16
        self._numbers: list[int | None] = [None] * 16

    def go(self) -> str:
        """Walk to the end; say what stopped the walk, '' where nothing did."""
        try:
            self._walk()
        except _BrokenError as error:
            return str(error)
        return ""

    def _walk(self) -> None:
        data, end, sizes, numbers = self.data, self.end, self._sizes, self._numbers
        at = self.at
        for _ in range(MOST_MESSAGES):
            if at >= end:
                return
            head = data[at]
            if head & 0xC0 == 0x40:
                at += self._define(at, head)
                continue
            local = (head >> 5) & 3 if head & 0x80 else head & 15
            number = numbers[local]
            if number is None:
                raise _BrokenError(f"it is damaged at byte {at:,}")
            after = at + 1 + sizes[local]
            if after > end:
                raise _BrokenError(_EARLY)
            if number == RECORD:
                self._record(data[at:after])
            elif number in KEPT:
                self.sessions += number == 18
                self._keep(data[at:after])
            at = after
        raise _BrokenError("it holds more messages than a week of running has seconds")

    def _keep(self, message: bytes) -> None:
        self.kept.append(message)
        if len(self.kept) > MOST_KEPT:
            raise _BrokenError("it holds more summaries than a watch writes")

    def _record(self, message: bytes) -> None:
        self.records += 1
        if len(self.first) < FIRST_RECORDS:
            self.first.append(message)
        else:
            self.last.append(message)

    def _define(self, at: int, head: int) -> int:
        data, end = self.data, self.end
        if at + 6 > end:
            raise _BrokenError(_EARLY)
        order = "big" if data[at + 2] & 1 else "little"
        number = int.from_bytes(data[at + 3 : at + 5], order)  # type: ignore[arg-type]
        fields = data[at + 5]
        after = at + 6 + 3 * fields
        if after > end:
            raise _BrokenError(_EARLY)
        size = sum(data[at + 7 : after : 3])
        if head & 0x20:
            own = data[after] if after < end else 255
            size += sum(data[after + 2 : after + 1 + 3 * own : 3])
            after += 1 + 3 * own
            if after > end:
                raise _BrokenError(_EARLY)
        local = head & 15
        self._sizes[local], self._numbers[local] = size, number
        if number in KEPT:
            self._keep(data[at:after])
        elif number == RECORD:
            # Records of an older definition cannot be read with a newer one: keep those of the newest.
            self.record_definitions = [d for d in self.record_definitions if d[0] & 15 != local][-15:]
            self.record_definitions.append(data[at:after])
            self.first, self.last = self.first[:0], deque(maxlen=LAST_RECORDS)
        return after - at
