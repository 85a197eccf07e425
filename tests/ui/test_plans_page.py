"""The page on plans as a person uses it, without a browser."""

import re

import pytest

from toolkit.cases import Scenario, decode, encode
from toolkit.cases.planning import planning_of
from toolkit.content.concern_rules import concern_rules
from toolkit.history import named_runners
from toolkit.ui.pages.plans import PlansPage

NERVE = {
    "burning": "present",
    "below_knee": "present",
    "slr": 35,
    "stops_running": "present",
    "worst_pain": 8,
}
EMERGENCY = {"bladder": "changed"}


def opened(scenario=None):
    page = PlansPage()
    if scenario is not None:
        page.opening = encode(scenario)
    page.view()
    return page


@pytest.fixture
def page():
    return opened()


def touch(group, name, value):
    group._handle_custom_msg({"set": name, "value": value, "n": 1}, [])


def press(prose, name):
    prose._handle_custom_msg({"act": name}, [])


def said(markup):
    return " ".join(re.sub("<[^>]+>", " ", str(markup)).replace("&#39;", "'").split())


def shown_claims(page):
    html = "".join([page.concern.html, page.words.html, page.plan.html])
    return {claim for group in re.findall(r'data-claims="([^"]*)"', html) for claim in group.split()}


def test_opens_with_the_plan_that_is_safe_under_the_prior_and_says_so(page):
    assert "no finding was entered yet" in said(page.words.html)
    assert "03_pain_types.ipynb" in page.words.html
    assert "not known yet" in said(page.concern.html)
    assert page.address.code == ""
    assert "Safety-net:" in said(page.words.html)


def test_findings_of_the_page_before_make_the_plan():
    page = opened(Scenario(findings=NERVE))
    assert "no finding was entered" not in said(page.words.html)
    assert "Radicular pain" in said(page.words.html)
    assert page.planning.plan.situation.severity.value == "severe"
    assert "F4" in shown_claims(page)


def test_a_same_day_concern_replaces_every_exercise_and_run():
    page = opened(Scenario(findings=EMERGENCY))
    assert "st-alarm" in page.concern.html
    assert "It replaces every exercise, load and run" in said(page.concern.html)
    text = said(page.plan.html).split("Left out of this plan")[0]
    assert "Cat and camel" not in text
    assert "Walk and run" not in text
    assert "Later:" not in text
    assert text.index("First") < text.index("Examine")


def test_without_a_concern_there_is_no_alarm(page):
    assert "st-alarm" not in page.concern.html


def test_every_item_of_now_shows_reason_source_date_and_stop(page):
    plan, text = page.planning.plan, said(page.plan.html)
    for item in plan.now:
        assert item.what in text
        assert f'data-act="item:{item.id}"' in page.plan.html
        assert item.stop in text
        own = [reason.text for reason in item.why if reason.kind == "item"]
        assert all(each in text for each in own)
    assert text.count("Look again in 2 weeks") >= sum(i.review_weeks == 2 for i in plan.now)
    for left in plan.left_out:
        assert left.what in text
        assert all(why in text for why in left.why)


def test_severity_moves_plan_words_and_address(page):
    before = page.plan.html
    touch(page.settings, "severity", "severe")
    assert page.plan.html != before
    assert "Running: ✕ no" in said(page.words.html)
    assert "Cat and camel, as relaxed exploration." not in said(page.plan.html).split("Later:")[0]
    other = opened()
    other.arrive(page.address.code)
    assert other.plan.html == page.plan.html
    assert decode(page.address.code).choices == {"plans.severity": "severe"}


@pytest.mark.parametrize(
    ("name", "value", "item"),
    [
        ("sleep_lost", True, "medicine"),
        ("not_coping", True, "medicine"),
        ("wants_scan", True, "scan"),
        ("fears_damage", True, "damage"),
    ],
)
def test_switches_put_their_items_on_the_plan(page, name, value, item):
    before = page.planning.plan.now_ids
    touch(page.settings, name, value)
    more = page.planning.plan.now_ids - before
    assert more, item
    assert all(f'data-act="item:{each}"' in page.plan.html for each in more)


def test_gait_changed_stops_running(page):
    touch(page.settings, "severity", "mild")
    touch(page.settings, "daily_activities_normal", True)
    assert page.planning.plan.running.value == "yes"
    touch(page.settings, "gait_changed", True)
    assert page.planning.plan.running.value == "no"
    assert "way of running or walking has changed" in said(page.words.html)


def test_back_to_what_the_earlier_pages_found(page):
    first = page.plan.html
    for name, value in (("severity", "none"), ("trend", "worsening"), ("tolerated", True), ("weeks", 20)):
        touch(page.settings, name, value)
    assert page.plan.html != first
    touch(page.settings, "as_found", "as_found")
    assert page.plan.html == first
    assert page.scenario == Scenario()


def test_a_control_set_back_to_the_finding_is_not_remembered(page):
    touch(page.settings, "severity", "mild")
    touch(page.settings, "severity", planning_of(Scenario()).found.severity.value)
    assert page.scenario == Scenario()


def test_patient_words_take_the_place_of_clinical_ones(page):
    touch(page.settings, "plain", True)
    item = page.planning.plan.item("cat_camel")
    assert item.patient in said(page.plan.html)


def test_cards_open_with_their_source_and_close(page):
    press(page.plan, "item:sleep_plan")
    assert "◉" in page.card.html
    assert "not yet reviewed by a clinician" in page.card.html
    press(page.plan, "item:cat_camel")
    assert "The article, H4" in said(page.card.html)
    press(page.plan, "review")
    assert "Chosen for teaching" in page.card.html or "chosen for teaching" in page.card.html
    press(page.plan, "gate:rebuild")
    assert "The article, F7" in said(page.card.html)
    press(page.concern, "level")
    assert all(level.name in said(page.card.html) for level in concern_rules().levels.values())
    press(page.card, "card:close")
    assert page.card.html == ""


def test_a_forged_button_or_value_does_nothing(page):
    before = page.plan.html
    press(page.plan, "item:nothing_of_the_kind")
    assert page.card.html == ""
    touch(page.settings, "severity", "dreadful")
    touch(page.settings, "weeks", "many")
    assert page.plan.html == before
    assert page.notice.html == "" or "takes" in page.notice.html


def test_choices_that_make_no_sense_are_as_if_not_made():
    odd = Scenario(
        choices={
            "plans.severity": "x",
            "plans.weeks": 999,
            "plans.diary": "x",
            "plans.a": "x",
            "plans.runs": "zz",
        }
    )
    assert opened(odd).plan.html == opened().plan.html


@pytest.mark.parametrize("runner", sorted(named_runners()))
def test_every_runner_has_a_plan(runner):
    page = opened(Scenario(runner=runner))
    assert named_runners()[runner].runner.name in page.words.html
    race = page.planning.found.weeks_to_race
    assert any(control.get("id") == "weeks_to_race" for control in page.settings.spec) is (race is not None)


# -- keep running? ---------------------------------------------------------------------------------


def answer_of(page):
    return said(page.running._texts["answer"].html)


def test_the_rule_answers_after_the_student(page):
    assert "Decide first" in answer_of(page)
    assert "rule agrees" not in answer_of(page)
    touch(page.running._groups["runs"], "person", "referred")
    touch(page.running._groups["runs"], "diary", "creeping_up")
    touch(page.running._groups["decide"], "decision", "yes")
    assert "You said yes. The rule says otherwise: ✕ no." in answer_of(page)
    assert "trend over time is a worsening one" in answer_of(page)
    assert 'data-claims="G2' in page.running._texts["answer"].html


def test_other_runs_ask_for_another_decision(page):
    group = page.running._groups["runs"]
    touch(group, "person", "referred")
    touch(page.running._groups["decide"], "decision", "yes")
    assert "The rule agrees: ✓ yes." in answer_of(page)
    touch(group, "morning", 4)
    assert "Decide first" in answer_of(page)
    touch(page.running._groups["decide"], "decision", "not_yet")
    assert "The rule agrees: ⏸ not yet." in answer_of(page)
    assert "2, 1, 2, 4." in page.running._figures["runs"].reading
    assert decode(page.address.code).choices["plans.runs"].endswith("4")


@pytest.mark.parametrize("person", ["bone", "weakness"])
def test_bone_and_growing_weakness_never_pass(page, person):
    touch(page.running._groups["runs"], "person", person)
    touch(page.running._groups["decide"], "decision", "yes")
    assert "The rule says otherwise: ✕ no." in answer_of(page)


def test_rule_and_limits_open_their_cards(page):
    touch(page.running._groups["decide"], "decision", "no")
    answer = page.running._texts["answer"]
    press(answer, "limits")
    assert "Achilles" in page.card.html
    press(answer, "rule:moderate_pain")
    assert "The article, G1" in said(page.card.html)


# -- two types -------------------------------------------------------------------------------------


def test_two_types_differ_for_the_same_history(page):
    words, table = (said(page.two._texts[name].html) for name in ("words", "table"))
    assert "items differ" in words
    assert "Take out for now what presses the tendon" in table
    touch(page.two._groups["pair"], "b", "referred")
    assert "Take out for now what presses the tendon" not in said(page.two._texts["table"].html)
    assert page.scenario.choices == {"plans.b": "referred"}
    touch(page.two._groups["pair"], "a", "referred")
    assert "Twice the same type" in said(page.two._texts["words"].html)


def test_the_two_plans_keep_this_persons_severity(page):
    touch(page.settings, "severity", "severe")
    table = said(page.two._texts["table"].html)
    assert "✕ no ✕ no" in table.split("Phase")[0]
