"""When a pool lets nobody in, and whose page gives way."""

import asyncio
import time

import pytest

from toolkit.serve.kernels.kernel import PageKernel
from toolkit.serve.kernels.memory import Memory
from toolkit.serve.kernels.places import NoPlaceError, NoShareError
from toolkit.serve.kernels.pool import PagePool


@pytest.fixture
def pool(monkeypatch):
    one = PagePool(max_kernels=2, max_of_one=2)
    ended = []

    async def end(kernel_id):
        ended.append(kernel_id)
        one._forget(kernel_id)

    monkeypatch.setattr(one, "end", end)
    one.ended = ended
    yield one
    one.context.destroy()


def come(pool, visitor, kernel_id, address=""):
    async def enter():
        async with pool.place(visitor, address):
            pool.places.seat(kernel_id)

    asyncio.run(enter())


def away(pool, kernel_id, seconds):
    pool.absences.since[kernel_id] = time.monotonic() - seconds


def test_page_that_was_left_for_good_gives_way_the_longest_gone_first(pool):
    come(pool, "ann", "a")
    come(pool, "ben", "b")
    assert pool.places_left() == 0
    with pytest.raises(NoPlaceError):
        come(pool, "cleo", "c")
    away(pool, "a", 5)
    with pytest.raises(NoPlaceError):
        come(pool, "cleo", "c")
    away(pool, "a", 30)
    away(pool, "b", 60)
    assert pool.places_left() == 2
    assert pool.here() == []
    come(pool, "cleo", "c")
    assert pool.ended == ["b"]
    assert pool.places.guests == {"a": "ann", "c": "cleo"}


def test_page_that_is_open_never_gives_way(pool):
    come(pool, "ann", "a")
    come(pool, "ben", "b")
    away(pool, "a", 60)
    pool.notify_connect("a")
    with pytest.raises(NoPlaceError):
        come(pool, "cleo", "c")
    assert pool.ended == []


def test_low_memory_turns_away_who_comes_and_nobody_who_is_there(pool, monkeypatch):
    come(pool, "ann", "a")
    pool.least_free_mb = 400.0
    monkeypatch.setattr("toolkit.serve.kernels.pool.memory", lambda: Memory(16_000, 399))
    with pytest.raises(NoPlaceError):
        come(pool, "ben", "b")
    assert pool.places.guests == {"a": "ann"}
    assert pool.ended == []
    pool.places.hosts.add("lecturer")
    come(pool, "lecturer", "l")
    assert "l" in pool.places.guests


def test_low_memory_ends_pages_that_were_left_for_good_and_no_more_than_needed(pool, monkeypatch):
    pool.places.most = 20
    pool.least_free_mb = 400.0
    for name in ("a", "b", "c", "d"):
        come(pool, f"visitor {name}", name)
    away(pool, "a", 30)
    away(pool, "b", 60)
    away(pool, "c", 40)
    away(pool, "d", 5)
    monkeypatch.setattr(
        "toolkit.serve.kernels.pool.memory", lambda: Memory(16_000, 360 + 25 * len(pool.ended))
    )
    come(pool, "ann", "e")
    assert pool.ended == ["b", "c"]
    monkeypatch.setattr("toolkit.serve.kernels.pool.memory", lambda: Memory(16_000, 100))
    with pytest.raises(NoPlaceError):
        come(pool, "ben", "f")
    assert pool.ended == ["b", "c", "a"]
    assert set(pool.places.guests) == {"d", "e"}


def test_one_address_leaves_places_for_others(pool):
    """A machine without cookies is a new visitor each time; its address is the same."""
    pool.places.most, pool.places.most_of_address = 8, 6
    for number in range(6):
        come(pool, f"v{number}", f"k{number}", "10.0.0.66")
    with pytest.raises(NoShareError):
        come(pool, "v6", "k6", "10.0.0.66")
    come(pool, "ann", "a", "10.0.0.1")
    come(pool, "ben", "b", "10.0.0.2")
    with pytest.raises(NoPlaceError) as full:
        come(pool, "cleo", "c", "10.0.0.3")
    assert not isinstance(full.value, NoShareError)
    pool.places.hosts.add("lecturer")
    come(pool, "lecturer", "l", "10.0.0.66")
    assert len(pool.places.from_address("10.0.0.66")) == 6


def test_an_address_with_its_share_ends_its_own_pages_first(pool):
    pool.places.most, pool.places.most_of_address = 8, 2
    come(pool, "ann", "a", "10.0.0.1")
    come(pool, "ben", "b", "10.0.0.2")
    come(pool, "cleo", "c", "10.0.0.2")
    away(pool, "a", 90)
    away(pool, "b", 60)
    come(pool, "dora", "d", "10.0.0.2")
    assert pool.ended == ["b"]
    assert pool.places.whence == {"a": "10.0.0.1", "c": "10.0.0.2", "d": "10.0.0.2"}


def test_lecturer_may_have_many_pages(pool):
    pool.places.hosts.add("lecturer")
    for number in range(5):
        come(pool, "lecturer", f"l{number}")
    assert pool.ended == []


def test_pages_that_one_visitor_asks_for_at_once_are_no_more_than_those_one_after_the_other(pool):
    pool.places.most = 20

    async def enter(number):
        async with pool.place("ann"):
            await asyncio.sleep(0)
            pool.places.seat(f"a{number}")

    async def at_once():
        await asyncio.gather(*(enter(number) for number in range(10)))

    asyncio.run(at_once())
    assert len(pool.places.guests) == 2
    assert pool.places.coming == 0


def test_kernel_that_is_still_being_made_can_be_looked_at_for_idleness(pool, caplog):
    pool.cull_idle_timeout = 1
    pool._kernels["a"] = PageKernel(parent=pool)
    asyncio.run(pool.cull_kernels())
    assert not caplog.records, caplog.text
