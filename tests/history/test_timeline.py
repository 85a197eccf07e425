import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.history import EventError, LongRun, Race, ShortNights, Timeline

WEEKS = st.integers(-26, -1)
EVENTS = st.lists(st.one_of(st.builds(LongRun, week=WEEKS), st.builds(ShortNights, week=WEEKS)), max_size=4)


@given(start=EVENTS, added=EVENTS)
def test_undoing_every_step_leads_back_and_redoing_them_forth(start, added):
    first = Timeline.of(start)
    now = first
    for event in added:
        now = now.add(event)
    back = now
    for _ in added:
        back = back.undo()
    assert back.events == first.events
    for _ in added:
        back = back.redo()
    assert back.events == now.events
    assert back.redo() == back
    assert first.undo() == first


def test_events_stand_in_the_order_of_weeks():
    timeline = Timeline.of([LongRun(week=-3), Race(week=-9)]).add(ShortNights(week=-5))
    assert [event.week for event in timeline.events] == [-9, -5, -3]
    assert timeline.remove(1).events == (Race(week=-9), LongRun(week=-3))
    assert timeline.change(0, Race(week=-9, distance_km=10)).events[0].distance_km == 10


def test_a_new_step_forgets_what_was_undone():
    timeline = Timeline.of([]).add(LongRun(week=-3)).undo().add(Race(week=-4))
    assert timeline.redo().events == (Race(week=-4),)
    same = timeline.set_all(timeline.events)
    assert same is timeline, "no step where nothing changes"


def test_what_cannot_be_is_refused_and_leaves_the_timeline():
    timeline = Timeline.of([LongRun(week=-3)])
    with pytest.raises(EventError, match="outside -104 to -1"):
        timeline.move(0, 0)
    for step in (
        lambda: timeline.remove(1),
        lambda: timeline.move(-1, -2),
        lambda: timeline.change(5, Race()),
    ):
        with pytest.raises(IndexError, match="There are 1 events"):
            step()
    assert timeline.events == (LongRun(week=-3),)
