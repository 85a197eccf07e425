"""The page on plans as a person uses it, without a browser."""

import re
from html import unescape

import pytest
from markupsafe import Markup

from toolkit.cases import Scenario, decode, encode
from toolkit.cases.planning import planning_of
from toolkit.content.claims import claims
from toolkit.content.concern_rules import concern_rules
from toolkit.content.findings import findings
from toolkit.history import named_runners
from toolkit.plans import plan_matrix
from toolkit.ui.pages.plans import CLOSER, PlansPage

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
    html = page.concern.html + page.words.html + page.plan.html
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
    assert page.planning.plan.running_rules == ("trend_unknown",)
    touch(page.settings, "trend", "steady")
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
    touch(page.settings, "gait_changed", True)
    touch(page.settings, "gait_changed", planning_of(Scenario()).found.gait_changed)
    assert page.scenario == Scenario()


def test_what_nobody_asked_can_be_confirmed(page):
    expected = planning_of(Scenario()).found.severity.value
    touch(page.settings, "severity", expected)
    assert page.scenario.choices == {"plans.severity": expected}
    assert "severity" not in page.planning.situation.unasked


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
    press(answer, "rule:severity_unasked")
    assert "The article, G1" in said(page.card.html)


# -- two types -------------------------------------------------------------------------------------


def test_two_types_differ_for_the_same_history(page):
    assert page.panels == {}, "nothing is paid for before it is looked at"
    look_at(page, "two")
    words, table = (said(page.panels["two"]._texts[name].html) for name in ("words", "table"))
    assert "items differ" in words
    assert "Take out for now what presses the tendon" in table
    touch(page.panels["two"]._groups["pair"], "b", "referred")
    assert "Take out for now what presses the tendon" not in said(page.panels["two"]._texts["table"].html)
    assert page.scenario.choices == {"plans.closer": "two", "plans.b": "referred"}
    touch(page.panels["two"]._groups["pair"], "a", "referred")
    assert "Twice the same type" in said(page.panels["two"]._texts["words"].html)


def test_the_two_plans_keep_this_persons_severity(page):
    touch(page.settings, "severity", "severe")
    table = said(look_at(page, "two")._texts["table"].html)
    assert "✕ no ✕ no" in table.split("Phase")[0]


def test_an_item_of_either_plan_opens_its_source(page):
    look_at(page, "two")
    press(page.panels["two"]._texts["table"], "other:tendon_less_compression")
    assert "Goom" in page.card.html
    press(page.panels["two"]._texts["table"], "other:hold_running_radicular")
    assert "The article, F8" in said(page.card.html)


def test_two_runners_with_the_same_findings_differ_by_their_history_only(page):
    panel = look_at(page, "runners")
    people, table = (said(panel._texts[name].html) for name in ("people", "table"))
    assert "each difference comes from the history" in words_of(panel)
    assert "A marathon in 9 weeks" in people
    touch(panel._groups["second"], "runner", "margaret")
    people, table = (said(panel._texts[name].html) for name in ("people", "table"))
    assert "the fifth time in six years" in people
    assert "In the history of Maya: sleep." in table
    assert page.scenario.runner == "maya"
    assert page.scenario.choices["plans.second"] == "margaret"


def test_two_runners_with_other_findings_say_whose_pain_it_is(page):
    touch(page.settings, "severity", "mild")
    panel = look_at(page, "runners")
    touch(panel._groups["second"], "found", "calf_line")
    people, table = (said(panel._texts[name].html) for name in ("people", "table"))
    assert "Both findings and history differ" in words_of(panel)
    assert "severity mild" in people
    assert "Radicular pain" in people
    assert "Called for by radicular pain." in table
    press(panel._texts["table"], "other:modify_and_rest")
    assert "The article, F4" in said(page.card.html)


@pytest.mark.parametrize("look", ["two", "runners"])
def test_a_concern_stops_both_plans_and_no_difference_is_made_of_them(look):
    page = opened(Scenario(findings=EMERGENCY).with_choice("plans.closer", look))
    text = said(page.panels[look]._texts["words"].html)
    assert "stops both plans" in text
    assert "items differ" not in text


def test_the_same_runner_is_never_beside_herself():
    page = opened(Scenario(runner="kofi").but(choices={"plans.closer": "runners", "plans.second": "kofi"}))
    assert page.panels["runners"].second()[0] != "kofi"


def test_where_the_runner_is_seen_is_the_same_on_every_page(page):
    touch(page.settings, "setting", "spinal_triage")
    assert page.scenario.setting == "spinal_triage"
    assert "route_spinal_triage" in page.planning.plan.now_ids
    assert "route_spinal_triage" in page.plan.html


def test_the_words_say_what_is_safe_now_and_what_comes_next(page):
    text = said(page.words.html)
    assert "Safe now: staying as active as it allows" in text
    assert "Next: rebuild. Still open: Waits until it was asked how bad the pain is." in text
    touch(page.settings, "severity", "severe")
    safe = said(page.words.html).split("Safe now:")[1].split("Next:")[0]
    assert "walking" not in safe
    assert "running" not in safe
    assert "Safe now" not in said(opened(Scenario(findings=EMERGENCY)).words.html)


def test_what_movements_share_is_said_once(page):
    now = page.plan.html.split("Later:")[0]
    assert now.count("No exercise should increase the pain.") == 1
    assert now.count('data-act="item:cat_camel"') == now.count('data-act="item:knee_rolls"') == 1


# -- a closer look ---------------------------------------------------------------------------------


def look_at(page, name):
    touch(page.closer, "closer", name)
    return page.panels[name]


def words_of(panel):
    return said(" ".join(prose.html for prose in panel._texts.values()))


@pytest.mark.parametrize("name", sorted(CLOSER))
@pytest.mark.parametrize("asked", [{}, NERVE, EMERGENCY], ids=["nothing", "nerve", "emergency"])
def test_every_closer_look_opens_and_every_button_in_it_has_a_card(name, asked):
    page = opened(Scenario(findings=asked).with_choice("plans.closer", name))
    panel = page.panels[name]
    assert page.notice.html == ""
    assert "In words." in words_of(panel) or name == "words"
    acts = {
        act: prose for prose in panel._texts.values() for act in re.findall(r'data-act="([^"]+)"', prose.html)
    }
    for act, prose in acts.items():
        if not act.startswith("say:"):
            page.card.show(Markup())
            press(prose, act)
            assert "<dialog" in page.card.html, act
    assert page.notice.html == ""


def test_the_date_of_a_mixed_belief_opens_its_passport(page):
    panel = look_at(page, "mixed")
    press(panel._texts["pairs"], "again:0")
    assert "Look again" in said(page.card.html)
    assert "chosen for teaching" in said(page.card.html)
    page.card.show(Markup())
    press(panel._texts["pairs"], "again:99")
    assert "<dialog" not in page.card.html


def test_every_statement_of_this_page_is_shown_in_some_state():
    shown = set()
    for asked in (NERVE, EMERGENCY, {}):
        for severity in ("mild", "moderate", "severe"):
            scenario = Scenario(findings=asked).but(
                choices={
                    "plans.severity": severity,
                    "plans.sleep_lost": True,
                    "plans.tolerated": True,
                    "plans.decision": "yes",
                    "plans.daily_activities_normal": severity == "mild",
                }
            )
            for name in CLOSER:
                page = opened(scenario.with_choice("plans.closer", name))
                shown |= shown_claims(page) | claims_in(page.running, page.panels[name])
    wanted = {key for key, claim in claims().claims.items() if "04" in claim.pages}
    assert wanted - shown == set()


def claims_in(*panels):
    html = "".join(prose.html for panel in panels for prose in panel._texts.values())
    return {claim for group in re.findall(r'data-claims="([^"]*)"', html) for claim in group.split()}


def test_course_says_what_is_known_or_that_nothing_was_found(page):
    panel = look_at(page, "course")
    assert "A plan moves none of these curves unless a trial did" in words_of(panel)
    touch(panel._groups["type"], "of", "deep_gluteal")
    assert "No published course was found" in words_of(panel)
    assert panel._figures["course"] not in page.closer_box.children
    touch(panel._groups["type"], "of", "hamstring_strain")
    assert panel._figures["course"] in page.closer_box.children
    assert "73 days" in panel._figures["course"].reading


def test_course_is_narrowed_to_a_grade_or_a_stage(page):
    panel = look_at(page, "course")
    assert "subacute" in panel._figures["course"].reading
    touch(panel._groups["type"], "stage", "acute")
    assert "subacute" not in panel._figures["course"].reading
    touch(panel._groups["type"], "of", "hamstring_strain")
    assert "plans.stage" not in page.scenario.choices
    touch(panel._groups["type"], "grade", "3")
    reading = panel._figures["course"].reading
    assert "73 days" in reading
    assert "17 days" not in reading
    assert "one was back by day 22, half by day 56 and nine by day 142" in reading
    press(panel._texts["said"], "curves")
    assert "Hamstring strain, MRI grade 3" in page.card.html
    assert "MRI grade 1" not in page.card.html


def test_the_chance_of_recurrence_falls_month_by_month(page):
    panel = look_at(page, "course")
    assert "Within a year of recovery" in words_of(panel)
    touch(panel._groups["again"], "monthly", "month")
    assert "In the first month after recovery, 26 of 100" in words_of(panel)
    assert "5 of 100 have one in the twelfth" in words_of(panel)


def test_matrix_shows_this_runners_types_and_all_on_request(page):
    panel = look_at(page, "matrix")
    few = panel._texts["table"].html.count('scope="col"')
    assert "no trial was found" in words_of(panel)
    touch(panel._groups["which"], "which", "all")
    assert panel._texts["table"].html.count('scope="col"') == 1 + len(plan_matrix().types) > few
    press(panel._texts["table"], "cell:run_through:bone_stress")
    assert "A reaction can turn into a fracture." in said(page.card.html)
    assert "✕ Harm." in said(page.card.html)


def test_on_a_narrow_screen_each_type_holds_all_plans_with_harm_first(page):
    panel = look_at(page, "matrix")
    touch(panel._groups["which"], "which", "all")
    _, _, narrow = panel._texts["table"].html.partition("st-by-type")
    matrix = plan_matrix()
    for key, _, _ in matrix.types:
        own = narrow.partition(f'data-fold="matrix-{key}"')[2].partition("</details>")[0]
        assert own.count('data-act="cell:') == len(matrix.lines), key
        cells = [matrix.cell(line.id, key) for line in matrix.lines]
        harm = [cell for cell in cells if cell.difference.value == "harm"]
        first = re.findall(r'data-act="cell:([a-z_]+):', own)[: len(harm)]
        assert set(first) == {cell.plan for cell in harm}, key
        assert all(cell.words in unescape(own) for cell in harm)


def test_the_day_after_decides(page):
    panel = look_at(page, "back")
    group = panel._groups["after"]
    assert "→ the next step (step 2)" in words_of(panel)
    touch(group, "step", "3")
    touch(group, "step_later", 2)
    assert "← one step back (step 2)" in words_of(panel)
    touch(group, "spread", True)
    assert "✕ stop" in words_of(panel)
    touch(panel._groups["way"], "scheme", "ten_levels")
    assert "9 min walk, 1 min run" in words_of(panel)
    assert page.notice.html == ""


def test_no_calendar_while_something_urgent_is_open():
    page = opened(Scenario(findings=EMERGENCY).with_choice("plans.closer", "back"))
    assert "no way back to running before that is cleared up" in words_of(page.panels["back"])
    assert "calendar" not in page.panels["back"]._texts
    assert "calendar" not in [sheet["id"] for sheet in page.paper.sheets]
    ways = look_at(page, "ways")
    assert not ways._figures


def test_three_ways_are_compared_with_their_bands(page):
    panel = look_at(page, "ways")
    assert "of 200 (band" in panel._figures["lived"].reading
    assert "nobody is forecast" in words_of(panel)


def test_an_excluded_exercise_is_shown_with_its_reason(page):
    panel = look_at(page, "exercises")
    cards = panel._texts["cards"].html
    assert cards.count("<svg") == 14
    assert cards.index("How it is done; feel, stop") > cards.index("Child")
    assert "presses the hamstring tendon" in said(cards)
    assert "st-moving" not in cards
    touch(panel._groups["moving"], "moving", True)
    assert "st-moving" in panel._texts["cards"].html
    assert page.scenario.choices["plans.moving"] is True


def test_rephrasing_answers_after_the_choice(page):
    panel = look_at(page, "words")
    assert "That may harm" not in words_of(panel)
    press(panel._texts["said"], "say:1")
    assert "That may harm." in words_of(panel)
    touch(panel._groups["task"], "task", "wear_and_tear")
    assert "That may harm" not in words_of(panel)
    press(panel._texts["said"], "say:0")
    assert "That helps." in words_of(panel)


def test_closer_look_travels_in_the_address(page):
    look_at(page, "tensions")
    other = opened()
    other.arrive(page.address.code)
    assert other.shown() == "tensions"
    assert "Guidelines and studies" in words_of(other.panels["tensions"])


# -- paper -----------------------------------------------------------------------------------------


def test_a_sheet_crosses_once_on_a_press(page, monkeypatch):
    sent = []
    monkeypatch.setattr(page.paper, "send", sent.append)
    page.paper._handle_custom_msg({"sheet": "handout"}, [])
    page.paper._handle_custom_msg({"sheet": "nothing"}, [])
    page.paper._handle_custom_msg("noise", [])
    assert [message["sheet"] for message in sent] == ["handout"]
    assert sent[0]["html"].startswith("<!DOCTYPE html>")
    assert page.planning.plan.safety_net[0] in sent[0]["html"]


@pytest.mark.parametrize("sheet", ["handout", "note", "letter", "calendar"])
def test_every_sheet_is_made_from_the_present_plan(page, monkeypatch, sheet):
    sent = []
    monkeypatch.setattr(page.paper, "send", sent.append)
    page.paper._handle_custom_msg({"sheet": sheet}, [])
    touch(page.settings, "severity", "severe")
    page.paper._handle_custom_msg({"sheet": sheet}, [])
    assert len(sent) == 2
    if sheet != "calendar":
        assert sent[0]["html"] != sent[1]["html"]


def test_a_level_is_not_called_none_before_everybody_was_asked(page, monkeypatch):
    sent = []
    monkeypatch.setattr(page.paper, "send", sent.append)
    page.paper._handle_custom_msg({"sheet": "note"}, [])
    unasked = page.planning.picture.concern.unasked
    assert unasked
    assert all(findings()[key].ask in unescape(sent[0]["html"]) for key in unasked)
    assert "not known yet" in said(look_at(page, "two")._texts["table"].html)
    known = opened(Scenario(findings={key: findings()[key].level_ids[0] for key in unasked}))
    assert "Level of concern: no concern recorded." in said(known.concern.html)
    assert "reassures nobody" in said(known.concern.html)
