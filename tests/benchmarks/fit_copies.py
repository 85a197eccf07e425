"""Copies of a real watch file on other days: the same bytes but for the times, so that none is taken for another."""

import struct

_DAY = 86_400  # a multiple of 32 seconds: the short times that count on from a full one stay right
_TIMES = {
    253: None,
    2: {18, 19},
    4: {0},
}  # timestamp anywhere; start of a session or lap; when the file was made


def on_another_day(data: bytes, days: int) -> bytes:
    """Return the file as if it had been recorded so many days earlier.

    Args:
        data: of a FIT file with one part, as watches write them.
        days: earlier.
    """
    out = bytearray(data)
    size, length = data[0], struct.unpack_from("<I", data, 4)[0]
    at, end = size, size + length
    kinds: dict[int, tuple[str, int, list[tuple[int, int]]]] = {}
    while at < end:
        head = data[at]
        at += 1
        if head & 0x80:
            at += kinds[(head >> 5) & 3][1]
        elif head & 0x40:
            kinds[head & 15], at = _definition(data, at, developer=bool(head & 0x20))
        else:
            order, width, times = kinds[head & 15]
            for offset, _ in times:
                (seconds,) = struct.unpack_from(order + "I", data, at + offset)
                if seconds != 0xFFFFFFFF:
                    struct.pack_into(order + "I", out, at + offset, seconds - days * _DAY)
            at += width
    struct.pack_into("<H", out, end, _check_sum(out[:end]))
    return bytes(out)


def _definition(data, at, *, developer):
    order = ">" if data[at + 1] else "<"
    (message,) = struct.unpack_from(order + "H", data, at + 2)
    fields, width, times = data[at + 4], 0, []
    at += 5
    for _ in range(fields):
        number, size = data[at], data[at + 1]
        if number in _TIMES and size == 4 and (_TIMES[number] is None or message in _TIMES[number]):
            times.append((width, number))
        width += size
        at += 3
    if developer:
        for place in range(data[at]):
            width += data[at + 2 + 3 * place]
        at += 1 + 3 * data[at]
    return (order, width, times), at


def _table():
    found = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)  # noqa: PLW2901
        found.append(value)
    return found


_CRC = _table()


def _check_sum(data):
    crc = 0
    for byte in data:
        crc = crc >> 8 ^ _CRC[(crc ^ byte) & 255]
    return crc
