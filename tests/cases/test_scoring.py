"""Scores tell reasoning from luck, put a missed emergency above all, and reward no half-and-half."""

import pytest

from toolkit.cases.case import CaseError, load_case
from toolkit.cases.judging import judge
from toolkit.cases.scoring import families_of, forecast, score
from toolkit.cases.session import CaseSession
from toolkit.content.clinic import clinic
from toolkit.content.findings import findings
from toolkit.content.plan_items import Topic, plan_items
from toolkit.history.luck import uniform
from toolkit.pain import PainModel

FAMILIES = ("radicular", "radiculopathy", "referred", "lookalike")
ALWAYS = [key for key, finding in findings().items() if finding.always]
TELLING = [
    *ALWAYS,
    "sharp_or_electric",
    "stops_running",
    "slr",
    "warms_up",
    "ankle_jerk",
    "touch_s1",
    "heel_raises",
]


def _played(case_id, asked=TELLING, belief=None, urgency=None, items=None):
    session = CaseSession(load_case(case_id))
    for key in asked:
        session = session.ask(key)
    case = session.case
    if belief is None:
        belief = {key: 100 * p for key, p in case.belief(session.asked()).family_probabilities.items()}
    plan = case.plan(case.found())
    session = session.believe(belief).commit()
    chosen = plan.now_ids if items is None else items
    return session.decide(urgency or plan.level.value, chosen, "").reveal()


def _points(session):
    return {part.id: part.points for part in score(session).parts}


def test_parts_sum_to_100_and_a_perfect_case_earns_nearly_all():
    assert sum(part.most for part in score(_played("calf_line")).parts) == 100
    assert score(_played("calf_line")).total > 90


def test_a_perfect_reasoner_and_a_lucky_guesser_are_told_apart_over_200_cases():
    model = PainModel("running_clinic")
    asked = [*ALWAYS, "buttock", "below_knee", "sharp_or_electric", "dull_ache", "warms_up", "sit_bone_tender",
             "slr", "touch_s1", "touch_l5", "ankle_jerk", "back_movement", "hip_rotation", "sacroiliac_cluster"]  # fmt: skip
    patients = model.sample(200, seed=5)
    lucky = uniform(3, "guess", range(200), 0)
    reasoner, guesser, fifty, both_right = [], [], [], []
    for at in range(200):
        found = model.posterior(patients.answers(at, asked)).family_probabilities
        full = model.posterior(patients.answers(at)).family_probabilities
        truth = families_of(patients.truth(at).types)
        # the guesser asks nothing, and is right by luck more often than anybody could be
        told = truth if lucky[at] < 0.75 else frozenset({FAMILIES[at % 4]})
        guess = {key: 0.95 if key in told else 0.05 for key in FAMILIES}
        prior = model.posterior({}).family_probabilities
        reasoner.append(forecast(found, found, full, truth))
        guesser.append(forecast(guess, prior, full, truth))
        fifty.append(forecast(dict.fromkeys(FAMILIES, 0.5), found, full, truth))
        if told == truth:
            both_right.append(guesser[-1])

    def mean(many, what):
        return sum(getattr(each, what) for each in many) / len(many)

    assert mean(reasoner, "brier_model") == 0
    assert mean(guesser, "brier_model") > 0.1
    assert mean(fifty, "brier_model") > 0.1
    # where the guesser was right he beats everybody against the truth, and is told apart all the same
    assert mean(both_right, "brier_truth") < mean(reasoner, "brier_truth")
    assert mean(both_right, "brier_model") > 0.1
    assert mean(fifty, "miss") > clinic().scoring.miss_allowed.value
    assert mean(fifty, "brier_truth") > mean(reasoner, "brier_truth")
    assert mean(reasoner, "log_truth") < mean(fifty, "log_truth")


def test_always_saying_half_earns_next_to_nothing():
    most = clinic().scoring.weights
    earned = []
    for case_id in ("calf_line", "sit_bone", "quiet_heel", "ice", "stiff_legs", "dull_back", "sprint_pull"):
        half = _points(_played(case_id, belief=dict.fromkeys(FAMILIES, 50)))
        earned.append((half["belief"] + half["reach"]) / (most.belief.value + most.reach.value))
    # where belief truly stands at one half, saying so is right; on the whole it earns little
    assert sum(earned) / len(earned) < 0.15
    assert max(earned) < 0.35


def test_who_asks_nothing_and_states_the_prior_does_not_get_far():
    idle, busy = _points(_played("calf_line", asked=())), _points(_played("calf_line"))
    assert idle["belief"] > 24
    assert idle["reach"] < 0.4 * busy["reach"]
    assert idle["inquiry"] == 0
    assert idle["safety"] < busy["safety"]


def test_a_missed_emergency_stands_above_all():
    right, wrong = score(_played("cannot_feel_paper")), score(_played("cannot_feel_paper", urgency="watch"))
    assert right.missed == ""
    assert "bladder" in wrong.missed
    assert wrong.total <= clinic().scoring.missed_cap.value
    almost = score(_played("cannot_feel_paper", urgency="urgent"))
    assert almost.missed
    assert almost.total <= clinic().scoring.missed_cap.value


def test_caution_costs_less_than_a_miss():
    low, right, high = (
        _points(_played("foot_slaps", urgency=level))["safety"] for level in ("watch", "urgent", "same_day")
    )
    assert right > high > low


def test_each_question_of_everybody_counts():
    some = _points(_played("calf_line", asked=[key for key in TELLING if key != "saddle"]))
    assert _points(_played("calf_line"))["safety"] - some["safety"] == clinic().scoring.unasked_cost.value


def test_efficiency_counts_gently():
    every = [key for key, finding in findings().items() if finding.kind == "asked" and key not in TELLING]
    long = _played("calf_line", asked=[*TELLING, *every[:30]])
    short, slow = score(_played("calf_line")), score(long)
    assert _points(long)["inquiry"] < _points(_played("calf_line"))["inquiry"]
    assert short.total - slow.total < 10


def test_a_test_that_loads_a_suspected_bone_is_told():
    asked = [
        *ALWAYS,
        "past_bone_stress",
        "low_energy",
        "periods",
        "standing_hurts",
        "bone_tender",
        "hop_test",
    ]
    parts = {part.id: part for part in score(_played("deep_when_landing", asked=asked)).parts}
    assert any("loads a bone" in text for text in parts["inquiry"].why)


def test_actions_are_judged_by_the_patient():
    def worth(case_id):
        case = load_case(case_id)
        return {v.item: v for v in judge(case, case.plan(case.found()), frozenset())}

    emergency, calm = worth("cannot_feel_paper"), worth("dull_back")
    assert emergency["emergency_now"].worth == "critical"
    assert calm["emergency_now"].worth == "unnecessary"
    assert all(v.worth == "harmful" for key, v in emergency.items() if plan_items()[key].topic.loads)
    assert worth("quiet_heel")["chart_deficits"].worth == "critical"
    assert worth("calf_line")["keep_running_referred"].worth == "harmful"
    for verdicts in (emergency, calm):
        assert verdicts["safety_net"].worth == "critical"
        assert all(v.why for v in verdicts.values() if v.worth in {"harmful", "unnecessary"})


def test_a_harmful_item_costs():
    case = load_case("groin_stop")
    now = case.plan(case.found()).now_ids
    running = next(key for key, item in plan_items().items() if item.topic is Topic.RUNNING)
    assert (
        _points(_played("groin_stop", items=[*now, running]))["plan"] < _points(_played("groin_stop"))["plan"]
    )


def test_no_score_before_the_plan_stands():
    with pytest.raises(CaseError, match="Commit to a belief"):
        score(CaseSession(load_case("calf_line")))


def test_single_scores_are_said_to_be_unreliable():
    assert "One case says little" in score(_played("calf_line")).reliability


def test_what_was_missed_says_each_meaning_once():
    said = score(_played("cannot_feel_paper", urgency="watch")).missed
    assert said.count("The nerves of the cauda equina may be compressed.") == 1
    assert "saddle" in said
