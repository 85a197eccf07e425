"""A diary in few bytes, for the address of a page: 26 weeks of an imported log take about 1 KB."""

import struct
import zlib
from datetime import date

import numpy as np

from toolkit.history.diary import RATINGS, Diary, DiaryError, Episode, Floats, Run

VERSION = 1
_HEAD = struct.Struct(
    "<BHIBH"
)  # version, days, first day as an ordinal (0: none), which ratings there are, runs
_EPISODE = struct.Struct("<HBB")  # day, severity in tenths, length of the cause's name
_NO_BYTE, _NO_TRIPLE = 255, 0xFFFFFF
_MOST_BYTES = 1 << 20
_BROKEN = "The diary in this code is broken: it was cut or changed on its way. Open the whole address again."


def pack_diary(diary: Diary) -> bytes:
    """Return a diary as bytes. Notes stay behind: they are words of a person, and not for an address.

    >>> d = Diary.build(7, runs=[(2, Run(10.5, 61, 4))], sleep_h=[7.5] * 7)
    >>> unpack_diary(pack_diary(d)) == d
    True
    """
    rated = [name for name in RATINGS if not np.isnan(getattr(diary, name)).all()]
    present = sum(1 << RATINGS.index(name) for name in rated)
    first = diary.first_day.toordinal() if diary.first_day else 0
    parts = [
        _HEAD.pack(VERSION, diary.days, first, present, len(diary.run_day)),
        np.packbits(diary.training_known).tobytes(),
        np.diff(diary.run_day, prepend=0).astype("<u2").view(np.uint8).reshape(-1, 2).T.tobytes(),
        _triples(diary.run_km),
        _triples(diary.run_min),
        _single_bytes(diary.run_effort),
        *(_single_bytes(getattr(diary, name)) for name in rated),
        bytes([len(diary.episodes)]),
    ]
    for episode in diary.episodes:
        cause = episode.cause.encode()
        parts += [_EPISODE.pack(episode.day, round(episode.severity * 10), len(cause)), cause]
    return zlib.compress(b"".join(parts), 9)


def unpack_diary(packed: bytes) -> Diary:
    """Return the diary that `pack_diary` packed, checked like any other.

    Raises:
        DiaryError: the bytes are cut, forged or from a newer version.

    >>> unpack_diary(b"something else")
    Traceback (most recent call last):
    toolkit.history.diary.DiaryError: The diary in this code is broken: it was cut or changed on its way. ...
    """
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(packed, _MOST_BYTES)
        if not reader.eof or len(raw) < _HEAD.size:
            raise DiaryError(_BROKEN)
        version, days, first, present, runs = _HEAD.unpack_from(raw)
        if version != VERSION:
            raise DiaryError(
                f"The diary in this code is of version {version}; this toolkit reads version {VERSION}."
                " Open it with the toolkit that made it."
            )
        return _unpacked(_Reader(raw[_HEAD.size :]), days, first, present, runs)
    except (zlib.error, struct.error, ValueError, OverflowError) as error:
        if isinstance(error, DiaryError):
            raise
        raise DiaryError(_BROKEN) from None


class _Reader:
    """Hands out the bytes one part after the other."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def take(self, count: int) -> bytes:
        part = self.raw[self.at : self.at + count]
        if len(part) != count:
            raise DiaryError(_BROKEN)
        self.at += count
        return part

    def triples(self, count: int) -> Floats:
        planes = np.frombuffer(self.take(3 * count), np.uint8).reshape(3, count).astype(np.int64)
        values = planes[0] + (planes[1] << 8) + (planes[2] << 16)
        return np.where(values == _NO_TRIPLE, np.nan, values / 100.0)

    def single_bytes(self, count: int) -> Floats:
        values = np.frombuffer(self.take(count), np.uint8)
        return np.where(values == _NO_BYTE, np.nan, values / 10.0)


def _unpacked(reader: _Reader, days: int, first: int, present: int, runs: int) -> Diary:
    known = np.unpackbits(np.frombuffer(reader.take((days + 7) // 8), np.uint8), count=days).astype(bool)
    steps = np.frombuffer(reader.take(2 * runs), np.uint8).reshape(2, runs).astype(np.int64)
    run_day = np.cumsum(steps[0] + (steps[1] << 8)).tolist()
    columns = (
        reader.triples(runs).tolist(),
        reader.triples(runs).tolist(),
        reader.single_bytes(runs).tolist(),
    )
    rated = {name: reader.single_bytes(days) for at, name in enumerate(RATINGS) if present >> at & 1}
    episodes = []
    for _ in range(reader.take(1)[0]):
        day, severity, length = _EPISODE.unpack(reader.take(_EPISODE.size))
        episodes.append(Episode(day, severity / 10, reader.take(length).decode()))
    return Diary.build(
        days,
        runs=[(day, Run(*values)) for day, *values in zip(run_day, *columns, strict=True)],
        unknown_days=np.flatnonzero(~known).tolist(),
        sleep_h=rated.get("sleep_h"),
        sleep_quality=rated.get("sleep_quality"),
        stress=rated.get("stress"),
        soreness=rated.get("soreness"),
        pain=rated.get("pain"),
        episodes=episodes,
        first_day=date.fromordinal(first) if first else None,
    )


def _triples(values: Floats) -> bytes:
    """Return hundredths in three bytes each, all low bytes first: like bytes beside like ones pack better."""
    whole = np.where(np.isnan(values), _NO_TRIPLE, np.rint(np.nan_to_num(values) * 100)).astype(np.int64)
    return b"".join((whole >> shift & 255).astype(np.uint8).tobytes() for shift in (0, 8, 16))


def _single_bytes(values: Floats) -> bytes:
    tenths = np.where(np.isnan(values), _NO_BYTE, np.rint(np.nan_to_num(values) * 10))
    return tenths.astype(np.uint8).tobytes()
