"""The hazard against a slow, plain reading of its formula."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.factors import CAUSES, ELEMENTS, FACTORS, factors_file
from toolkit.factors.coefficients import coefficients, layout
from toolkit.factors.combining import Rival, daily, fall, hazard
from toolkit.factors.doses import Lived, activity, kept, read_doses
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.history import LongRun, Runner, ShortNights, StressPeriod, TrainingBreak, simulate_many

FILE = factors_file()
RUNNERS = [
    Runner(),
    Runner(past_episodes=2, weeks_since_last_episode=8, susceptibility=1.0, family_history=True),
    Runner(
        years_running=0.5, biomechanics_z=-1.5, energy_availability_low=True, weekly_km=8, runs_per_week=2
    ),
]
EVENTS = [
    LongRun(week=-2, percent=60),
    ShortNights(week=-3),
    StressPeriod(week=-4),
    TrainingBreak(week=-9, weeks=4),
]


def batch(runners=RUNNERS, events=EVENTS, seed=4, weeks=14):
    lived = simulate_many(runners, events, seed=seed, weeks=weeks)
    return read_doses(Lived.of(lived), Usual.of_runners(runners), Standing.of(runners))


def plain_past(doses, life, day):
    shape = FILE.settings.past_shape.value
    since = doses.since[life, day] if doses.since.shape[0] > 1 else doses.since[0, day]
    if since < 0:
        return 0.0
    return float(doses.episodes[life, 0]) * shape * (max(since, 7) / 365) ** (shape - 1)


def plain_logs(doses, life, day, cause):
    """Sum of doses times log effects of each factor."""
    logs = dict.fromkeys(FACTORS, 0.0)
    for at, name in enumerate(ELEMENTS):
        effect = FILE.elements[name].effects.get(cause)
        if effect is None:
            continue
        dose = float(doses.x[at, life, day])
        if name == "past_episodes":
            dose = plain_past(doses, life, day)
        if name == "liability":
            family = FILE.settings.family_shift.value * doses.family_history[life, 0]
            dose = float(doses.liability[life, 0] + family)
        logs[FILE.elements[name].factor] += dose * math.log(effect.value)
    return logs


def plain_hazard(doses, life, day, cause, rival):
    about = FILE.causes[cause]
    base = -math.log(1 - about.incidence.value) / 365
    if cause == "bone" and doses.energy_low[life, 0]:
        base *= FILE.settings.energy_low.value
    share, hours = about.running_share.value, float(doses.hours[life, day])
    base *= 1 - share + share * min(hours, 1)
    logs = plain_logs(doses, life, day, cause)
    parts = {factor: math.exp(log) for factor, log in logs.items()}
    parts["training"] *= 1 - share + share * max(hours, 1)
    if rival is Rival.LOAD_ONLY:
        relative = parts["training"]
    elif rival is Rival.ADDITIVE:
        relative = max(1 + sum(part - 1 for part in parts.values()), 0)
    else:
        relative = math.prod(parts.values())
        for pair in FILE.interactions.values():
            if cause in pair.effects:
                both = math.prod(float(activity(doses, factor)[life, day]) for factor in pair.between)
                relative *= pair.effects[cause].value ** both
    return base * min(relative, FILE.settings.cap.value)


@pytest.mark.parametrize("rival", list(Rival))
def test_the_hazard_is_its_formula(rival):
    doses = batch()
    values = hazard(doses, coefficients(), rival)
    assert values.shape == (3, 98, 4, 1)
    for life in range(3):
        for day in range(0, 98, 3):
            for at, cause in enumerate(CAUSES):
                expected = plain_hazard(doses, life, day, cause, rival)
                assert values[life, day, at, 0] == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("rival", list(Rival))
def test_draws_are_the_formula_with_drawn_numbers(rival):
    doses = batch()
    drawn = hazard(doses, coefficients(30), rival)
    assert drawn.shape == (3, 98, 4, 30)
    middle = hazard(doses, coefficients(), rival)[..., 0]
    low, high = drawn.min(axis=-1), drawn.max(axis=-1)
    assert ((low < middle) & (middle < high)).mean() > 0.99


@pytest.mark.parametrize("rival", list(Rival))
def test_habitual_is_the_same_runner_with_nothing_passing(rival):
    doses = batch()
    usual = kept(kept(doses, rival.counted), frozenset(FACTORS), transient=False)
    still = daily(usual, coefficients(), rival)
    both = daily(doses, coefficients(), rival)
    at_usual_hours = usual.hours == 1
    expected = np.broadcast_to(both.habitual, both.now.shape)
    assert np.allclose(still.now[at_usual_hours], expected[at_usual_hours])


def test_one_life_in_a_batch_is_the_life_alone():
    together = hazard(batch(), coefficients())
    for at, runner in enumerate(RUNNERS):
        lived = simulate_many(runner, EVENTS, seed=4, weeks=14, lives=np.array([at]))
        alone = read_doses(Lived.of(lived), Usual.of_runners([runner]), Standing.of([runner]))
        assert np.allclose(hazard(alone, coefficients())[0], together[at], rtol=1e-12, atol=0)


def test_the_cap_holds():
    runner = Runner(susceptibility=4, family_history=True, past_episodes=9, weeks_since_last_episode=1)
    doses = batch([runner])
    for rival in (Rival.INTERACTING, Rival.ADDITIVE):
        spine = hazard(doses, coefficients(), rival)[0, :, 0, 0]
        capped = coefficients().base[0, 0] * FILE.settings.cap.value
        assert spine.max() <= capped * (1 + 1e-12)
    assert hazard(doses, coefficients())[0, :, 0, 0].max() > 0.9 * capped


def test_past_history_falls_and_is_one_on_average_over_the_first_year():
    shape = np.array(FILE.settings.past_shape.value)
    days = np.arange(1, 3650.0)
    fallen = fall(days, shape)
    assert (np.diff(fallen[7:]) < 0).all()
    assert np.mean(shape * (np.arange(0.005, 365, 0.01) / 365) ** (shape - 1)) == pytest.approx(1, rel=0.02)
    assert fall(np.array([-3.0]), shape)[0] == 0


def test_more_time_since_recovery_never_raises_the_hazard():
    weeks = (1, 4, 12, 52, 260)
    runners = [Runner(past_episodes=2, weeks_since_last_episode=week) for week in weeks]
    lived = simulate_many(runners, [], seed=1, weeks=4, lives=np.zeros(5, dtype=int))
    doses = read_doses(Lived.of(lived), Usual.of_runners(runners), Standing.of(runners))
    last = hazard(doses, coefficients())[:, -1, 0, 0]
    assert (np.diff(last) < 0).all()


def test_trigger_and_standing_layers_are_apart():
    assert layout().standing.sum() == 5
    file = factors_file()
    standing = {name for name, element in file.elements.items() if element.layer.value == "standing"}
    assert standing == {"low_activity", "new_runner", "past_episodes", "liability", "movement"}


@settings(max_examples=30, deadline=None)
@given(
    element=st.sampled_from([n for n in ELEMENTS if n not in ("past_episodes", "liability")]),
    rival=st.sampled_from([Rival.INTERACTING, Rival.ADDITIVE]),
)
def test_more_of_a_harmful_dose_never_lowers_its_own_hazard(element, rival):
    """With everything else at habit, a dose moves each cause the way its effect says."""
    doses = kept(batch([Runner()], []), frozenset())
    more = doses.x.copy()
    more[ELEMENTS.index(element)] = 1.0
    moved = hazard(type(doses)(**{**vars(doses), "x": more}), coefficients(), rival)
    still = hazard(doses, coefficients(), rival)
    for at, cause in enumerate(CAUSES):
        effect = FILE.elements[element].effects.get(cause)
        ratio = 1.0 if effect is None else effect.value
        assert np.allclose(moved[:, :, at] / still[:, :, at], ratio)


def test_an_unknown_runner_has_a_wider_band():
    lived = simulate_many(Runner(), [], seed=2, weeks=8)
    known = read_doses(Lived.of(lived), Usual.of_runners([Runner()]), Standing.of([Runner()]))
    unknown = read_doses(Lived.of(lived), Usual.of_runners([Runner()]), Standing.unknown())
    narrow, wide = (np.std(np.log(hazard(d, coefficients(300))[0, 0, 0])) for d in (known, unknown))
    assert wide > 1.2 * narrow
    assert np.allclose(hazard(known, coefficients()), hazard(unknown, coefficients()))
