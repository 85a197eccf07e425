"""When a pool lets nobody in, and whose page gives way."""

import asyncio
import time

import pytest

from toolkit.serve.kernels.kernel import PageKernel
from toolkit.serve.kernels.memory import Memory
from toolkit.serve.kernels.places import NoPlaceError
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


def come(pool, visitor, kernel_id):
    async def enter():
        async with pool.place(visitor):
            pool.places.seat(kernel_id)

    asyncio.run(enter())


def away(pool, kernel_id, seconds):
    pool._gone_since[kernel_id] = time.monotonic() - seconds


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
