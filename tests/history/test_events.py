from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.content.claims import claims
from toolkit.content.factors import FACTORS
from toolkit.history import (
    EVENTS,
    EventError,
    LongRun,
    Race,
    Runner,
    ShortNights,
    TrainingSpike,
    event_from_dict,
    simulate_many,
)


@pytest.mark.parametrize("kind", EVENTS)
def test_each_event_has_words_and_a_control_for_each_field(kind):
    event = EVENTS[kind]
    about = event.about()
    assert about.label
    assert about.words.endswith(".")
    assert set(event.controls()) == {f.name for f in fields(event)}
    assert next(iter(event.controls())) == "week"
    assert all(claim.removeprefix("article:") in claims().claims for claim in about.cites)


def test_labels_are_unlike_each_other_and_factors_are_known():
    assert {event.about().factor for event in EVENTS.values()} <= {None, *FACTORS}
    assert len({event.about().label for event in EVENTS.values()}) == len(EVENTS)


@pytest.mark.parametrize("kind", EVENTS)
@given(data=st.data())
def test_what_the_controls_allow_is_an_event_and_what_they_do_not_is_none(kind, data):
    event = EVENTS[kind]
    values = {}
    for name, control in event.controls().items():
        steps = round((control.high - control.low) / control.step)
        value = control.low + control.step * data.draw(st.integers(0, steps))
        values[name] = int(value) if control.step == 1 else min(value, control.high)
    made = event(**values)
    assert event_from_dict(made.to_dict()) == made
    name, control = data.draw(st.sampled_from(sorted(event.controls().items(), key=lambda item: item[0])))
    beyond = data.draw(st.sampled_from([control.low - control.step, control.high + control.step]))
    with pytest.raises(EventError, match="outside"):
        event(**{**values, name: beyond})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: TrainingSpike(week=0), "Training spike: Starts in week: 0 wk is outside -104 to -1 wk."),
        (
            lambda: TrainingSpike(week=-2.5),
            "Training spike: Starts in week: a whole number is needed, not -2.5.",
        ),
        (lambda: LongRun(percent="big"), "is needed, not 'big'"),
        (lambda: Race(distance_km=True), "is needed, not True"),
        (lambda: ShortNights(hours=float("inf")), "inf h is outside 0 to 4 h."),
        (lambda: event_from_dict({"kind": ["race"]}), "There is no kind of event"),
        (lambda: event_from_dict({"kind": "comet"}), "There is no kind of event 'comet'"),
        (lambda: event_from_dict({"kind": "race", "moon": 1}), "Race: 'moon' is not a field"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(make, said):
    with pytest.raises(EventError) as refused:
        make()
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_whole_number_written_with_a_point_is_the_same_event():
    written = event_from_dict({"kind": "race", "week": -5.0, "rest_days": 3.0})
    assert written == event_from_dict({"kind": "race", "week": -5, "rest_days": 3})
    assert type(written.week) is int
    assert len(written.span) == 1


def test_an_event_can_be_moved():
    assert LongRun(week=-3, percent=40).moved(-8) == LongRun(week=-8, percent=40)


@pytest.mark.parametrize("kind", EVENTS)
def test_the_span_holds_the_days_that_the_event_marks_on_the_diary(kind):
    event = EVENTS[kind](week=-4)
    days = np.array(list(event.span))
    assert days.min() >= -28
    assert days.max() <= -1
    plain = simulate_many(Runner(), lives=40, weeks=20)
    marked = simulate_many(Runner(), [event], lives=40, weeks=20)
    before = slice(None, 140 - 28)
    changed = np.zeros(140, dtype=bool)
    for column in ("distance_km", "sleep_h", "stress", "soreness"):
        changed |= (getattr(plain, column) != getattr(marked, column)).any(axis=0)
    assert changed[140 + days[0] : 140 + days[-1] + 2].any()
    if kind != "first_month":
        assert not changed[before].any()


def test_spikes_upon_spikes_give_no_run_beyond_what_a_person_runs():
    spikes = [TrainingSpike(week=-3, percent=200, weeks=3)] * 8
    many = simulate_many(Runner(), spikes, seed=3, lives=4)
    assert many.distance_km.max() == 100
