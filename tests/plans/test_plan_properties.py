"""What holds of every plan, whatever the situation."""

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.exercises import exercises
from toolkit.content.plan_items import Level, Phase
from toolkit.content.plan_settings import plan_settings
from toolkit.content.words import words
from toolkit.plans import (
    Answer,
    Deficit,
    Irritability,
    RunRecord,
    Severity,
    Situation,
    Topic,
    Trend,
    keep_running,
    make_plan,
    unsound,
)

TYPES = sorted(words().types)
PROBABILITY = st.floats(0, 1).map(lambda p: round(p, 3))
DEFICITS = st.builds(
    Deficit,
    root=st.sampled_from(["L3", "L4", "L5", "S1", "none"]),
    modality=st.sampled_from(["motor", "sensory", "reflex"]),
    side=st.sampled_from(["left", "right", "both", "saddle"]),
    mrc=st.sampled_from([None, 1.0, 3.0, 4.0, 5.0]),
    change=st.sampled_from(["new", "stable", "improving", "worse"]),
)
SITUATIONS = st.builds(
    Situation,
    belief=st.dictionaries(st.sampled_from(TYPES), PROBABILITY, min_size=1, max_size=6),
    level=st.sampled_from(Level),
    severity=st.sampled_from(Severity),
    irritability=st.sampled_from(Irritability),
    trend=st.sampled_from(Trend),
    weeks=st.sampled_from([0.0, 1.0, 3.0, 8.0, 30.0]),
    phase=st.sampled_from([None, *Phase]),
    deficits=st.lists(DEFICITS, max_size=2).map(tuple),
    deficits_assessed=st.booleans(),
    sleep_lost=st.booleans(),
    not_coping=st.booleans(),
    beliefs=st.frozensets(st.sampled_from(["expects_long", "fears_damage", "wants_scan", "wants_cure"])),
    gait_changed=st.booleans(),
    medicine_for_this_episode=st.booleans(),
    daily_activities_normal=st.booleans(),
    brisk_walk_free=st.booleans(),
    still_running=st.booleans(),
    factors=st.dictionaries(
        st.sampled_from(["training", "sleep", "stress", "genetics", "biomechanics"]), PROBABILITY
    ),
    weeks_to_race=st.sampled_from([None, 0, 9, 40]),
    energy_availability_low=st.booleans(),
    bone_suspected=st.booleans(),
    bone_site=st.sampled_from([None, "sacral", "femoral_neck"]),
    tolerated=st.sampled_from([frozenset(), frozenset({"cat_camel", "knee_rolls"})]),
)
PAIN = st.floats(0, 10).map(lambda x: round(x, 1))
RUNS = st.lists(
    st.builds(RunRecord, day=st.integers(-30, 0), during=PAIN, after=PAIN, next_morning=st.none() | PAIN),
    max_size=6,
)


def loads(plan):
    return {item.id for item in plan.now if item.topic.loads}


def changed(situation, **new):
    return Situation(**{**dict(situation), **new})


@settings(max_examples=400, deadline=None)
@given(SITUATIONS)
def test_no_plan_is_empty_contradictory_or_unsafe(situation):
    assert unsound(make_plan(situation)) == ()


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, st.sampled_from(Severity), RUNS)
def test_worse_severity_never_permits_more_running(situation, severity, runs):
    milder, worse = sorted([situation.severity, severity])
    one, two = make_plan(changed(situation, severity=milder)), make_plan(changed(situation, severity=worse))
    assert one.running <= two.running
    assert one.phase >= two.phase
    answers = [keep_running(runs, plan.situation).answer for plan in (one, two)]
    assert answers[0] <= answers[1]


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, st.sampled_from(Level))
def test_a_higher_level_never_yields_a_milder_plan(situation, level):
    low, high = sorted([situation.level, level])
    one, two = make_plan(changed(situation, level=low)), make_plan(changed(situation, level=high))
    assert one.level <= two.level
    assert loads(one) >= loads(two)
    assert one.running <= two.running
    urgent = {Topic.EMERGENCY, Topic.REFERRAL}
    if one.stops_everything:
        assert {i.topic for i in two.now} & urgent


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, DEFICITS)
def test_adding_a_deficit_never_removes_assessment(situation, deficit):
    before = make_plan(situation)
    after = make_plan(changed(situation, deficits=(*situation.deficits, deficit)))
    assert "chart_deficits" in after.now_ids
    assert {
        i for i in before.now_ids if i == "assess_professionally"
    } <= after.now_ids or after.phase > before.phase
    assert after.level >= before.level
    assert after.running >= before.running


@settings(max_examples=200, deadline=None)
@given(SITUATIONS)
def test_an_excluded_exercise_never_appears(situation):
    plan = make_plan(situation)
    for key, exercise in exercises().exercises.items():
        excluded = {t for rule in exercise.not_for for t in rule.types} & set(plan.types)
        if excluded:
            assert all(item.exercise != key for item in plan.items)


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, RUNS)
def test_a_suspected_bone_never_passes(situation, runs):
    suspected = changed(situation, belief={**situation.belief, "bone_stress": 0.3})
    assert keep_running(runs, suspected).answer is Answer.NO
    assert not any(item.topic is Topic.RUNNING for item in make_plan(suspected).items)


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, PROBABILITY, PROBABILITY)
def test_a_likelier_bone_never_permits_more(situation, p, q):
    less, more = sorted([p, q])
    plans = [
        make_plan(changed(situation, belief={**situation.belief, "bone_stress": x})) for x in (less, more)
    ]
    assert plans[0].running <= plans[1].running
    assert plans[0].level <= plans[1].level


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, RUNS)
def test_growing_weakness_never_passes(situation, runs):
    weaker = Deficit(root="L5", modality="motor", mrc=4, change="worse")
    growing = changed(situation, deficits=(*situation.deficits, weaker))
    assert keep_running(runs, growing).answer is Answer.NO
    plan = make_plan(growing)
    assert "growing_weakness" in plan.running_rules
    assert plan.stops_everything
    assert len(plan.phases) == 1
    assert not any(item.topic.loads for item in plan.items)


@settings(max_examples=100, deadline=None)
@given(SITUATIONS)
def test_a_saddle_that_feels_less_is_always_a_same_day_emergency(situation):
    saddle = Deficit(root="S4", modality="sensory", side="saddle")
    plan = make_plan(changed(situation, deficits=(*situation.deficits, saddle)))
    assert plan.level is Level.SAME_DAY
    assert "emergency_now" in plan.now_ids


@settings(max_examples=100, deadline=None)
@given(SITUATIONS)
def test_safety_net_words_and_a_date_always_stand(situation):
    plan = make_plan(situation)
    assert len(plan.safety_net) >= len(words().safety_net)
    assert 0 < plan.review_weeks <= 2
    assert all(item.why for item in plan.items)
    assert all(left.why for left in plan.left_out)


@settings(max_examples=100, deadline=None)
@given(SITUATIONS)
def test_the_runner_and_the_rule_agree(situation):
    plan = make_plan(situation)
    runs = [item.id for item in plan.now if item.topic is Topic.RUNNING]
    if plan.running is not Answer.YES:
        assert runs == []


BETTER_TO_WORSE = (Trend.IMPROVING, Trend.STEADY, Trend.UNKNOWN, Trend.WORSENING)


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, st.sampled_from(BETTER_TO_WORSE), st.sampled_from(BETTER_TO_WORSE), RUNS)
def test_a_worse_trend_never_permits_more(situation, one, other, runs):
    better, worse = sorted([one, other], key=BETTER_TO_WORSE.index)
    a, b = (make_plan(changed(situation, trend=trend)) for trend in (better, worse))
    assert a.running <= b.running
    assert a.phase >= b.phase
    assert a.level == b.level, "how it goes lowers no level of concern"
    assert keep_running(runs, a.situation).answer <= keep_running(runs, b.situation).answer
    specialist = [{i.id for i in plan.now if i.topic is Topic.SPECIALIST} for plan in (a, b)]
    assert specialist[0] <= specialist[1] or a.phase > b.phase
    assert a.safety_net == b.safety_net


@settings(max_examples=200, deadline=None)
@given(SITUATIONS)
def test_more_is_added_only_as_it_eases_and_where_nothing_forbids_it(situation):
    plan = make_plan(changed(situation, trend=Trend.IMPROVING))
    free = not (
        plan.stops_everything
        or plan.situation.deficits
        or plan.situation.severity is Severity.SEVERE
        or set(plan.types) & set(plan_settings().dangerous_types)
        or plan.phase > Phase.REBUILD
    )
    if free:
        assert "more_as_it_eases" in plan.now_ids
    if plan.stops_everything or plan.situation.severity is Severity.SEVERE or "bone_stress" in plan.types:
        assert "more_as_it_eases" not in plan.ids
    for trend in BETTER_TO_WORSE[1:]:
        assert "more_as_it_eases" not in make_plan(changed(situation, trend=trend)).ids
