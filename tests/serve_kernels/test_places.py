"""Places for visitors: never more than there are, and each free again when its page is gone."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.serve.kernels.places import Doorway, NoPlaceError, NoShareError, Places
from toolkit.serve.kernels.pool import PagePool
from toolkit.serve.room.size import RoomSize


@given(st.integers(1, 5), st.lists(st.tuples(st.floats(0, 0.002), st.booleans()), max_size=20))
def test_never_more_than_there_are(most, visitors):
    places = Places(most)
    seen = []

    async def visit(number, seconds, succeeds):
        try:
            with places.keep(f"visitor {number}"):
                await asyncio.sleep(seconds)
                if succeeds:
                    places.seat(f"kernel {number}")
        except NoPlaceError:
            pass
        seen.append(places.occupied)

    async def everybody():
        await asyncio.gather(*(visit(n, seconds, succeeds) for n, (seconds, succeeds) in enumerate(visitors)))

    asyncio.run(everybody())
    assert all(count <= most for count in seen)
    assert places.coming == 0
    assert places.occupied == len(places.guests)
    for kernel_id, visitor in places.guests.items():
        assert kernel_id.split()[1] == visitor.split()[1], "a kernel was given to another visitor"


def test_place_is_free_again_when_the_page_does_not_come():
    places = Places(1)
    with pytest.raises(ZeroDivisionError), places.keep("ann"):
        _ = 1 / 0
    with places.keep("ben"):
        places.seat("kernel")
    assert places.guests == {"kernel": "ben"}
    places.leave("kernel")
    assert places.occupied == 0


def test_seat_without_a_place_does_nothing():
    places = Places(1)
    places.seat("a spare")
    assert places.guests == {}


def test_host_always_finds_a_place():
    places = Places(1)
    with places.keep("ann"):
        places.seat("kernel 1")
    with pytest.raises(NoPlaceError), places.keep("ben"):
        pass
    places.hosts.add("lecturer")
    with places.keep("lecturer"):
        places.seat("kernel 2")
    assert places.occupied == 2


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=60))
def test_no_address_gets_more_than_its_share(addresses):
    doorway = Doorway(at_once=5, clock=lambda: 0.0)
    let_in = [address for address in addresses if doorway.lets_in(address)]
    for address in "abc":
        assert let_in.count(address) == min(5, addresses.count(address))


def test_a_class_behind_one_address_pages_on_for_a_whole_lesson():
    """Some campus networks show a server one address for all: sixty students, a page a minute each."""
    now = [0.0]
    doorway = Doorway(RoomSize(60).settings()["PagePool"]["of_one_address"], clock=lambda: now[0])
    for minute in range(45):
        for student in range(60):
            now[0] = 60.0 * minute + student / 6  # within ten seconds, as when the lecturer says so
            assert doorway.lets_in("10.0.0.1"), (minute, student)
    assert not all(doorway.lets_in("10.0.0.1") for _ in range(200)), "a machine asks for more"


@pytest.mark.parametrize("students", [1, 2, 3, 4, 30, 60, 500])
def test_behind_one_address_each_student_still_has_a_page(students):
    size = RoomSize(students)
    assert students <= size.places_of_address <= size.places
    assert students == 1 or size.places_of_address < size.places


@given(st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.booleans()), max_size=40))
def test_shares_are_counted_whatever_comes_of_a_page(pages):
    places = Places(most_of_address=3)
    for number, (address, succeeds) in enumerate(pages):
        try:
            with places.keep(f"visitor {number}", address):
                if succeeds:
                    places.seat(f"kernel {number}")
        except NoShareError:
            assert address
            places.leave(places.from_address(address)[0])
        for each in "ab":
            assert len(places.from_address(each)) <= 3
    for kernel_id in list(places.guests):
        places.leave(kernel_id)
    assert (places.whence, places.occupied, +places._coming_from) == ({}, 0, {})


def test_doorway_remembers_a_bounded_number():
    doorway = Doorway(at_once=1)
    for number in range(6000):
        assert doorway.lets_in(str(number))
    assert len(doorway._seen) <= 5000


def test_ending_all_does_not_stumble_over_one_that_is_gone():
    async def end():
        pool = PagePool()
        pool._pending_kernels["gone"] = None
        await pool.shutdown_all(now=True)

    asyncio.run(end())
