"""The content files of the plans: sources, marks, hedges, names, no drug, nothing stopped."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from pydantic import BaseModel

from toolkit.content.checking import leads_somewhere
from toolkit.content.courses import courses
from toolkit.content.evidence import evidence
from toolkit.content.exercises import exercises
from toolkit.content.imaging import imaging
from toolkit.content.place import data_dir
from toolkit.content.plan_items import Level, Topic, plan_items
from toolkit.content.plan_matrix import matrix_content
from toolkit.content.plan_settings import partings, plan_settings, tensions
from toolkit.content.running import running
from toolkit.content.words import words
from toolkit.plans import Situation
from toolkit.plans.mixed_belief import mixed_belief
from toolkit.plans.standing import Standing

FILES = [
    *sorted((data_dir() / "plan_items").glob("*.yaml")),
    *(
        data_dir() / f"{n}.yaml"
        for n in ("exercises", "words", "running", "plan_matrix", "tensions", "imaging", "courses")
    ),
]
DRUGS = (Path(__file__).parents[1] / "content" / "drug_names.txt").read_text("utf-8").split()


def quantities(value):
    if hasattr(value, "mark") and hasattr(value, "unit"):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from quantities(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from quantities(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from quantities(part)


ALL_QUANTITIES = [
    q
    for content in (plan_items(), courses(), imaging(), running(), plan_settings(), partings())
    for q in quantities(content)
]


def test_there_are_quantities_to_check():
    assert len(ALL_QUANTITIES) > 60


@pytest.mark.parametrize("quantity", [q for q in ALL_QUANTITIES if q.mark != "teaching"])
def test_a_borrowed_number_is_the_published_one(quantity):
    figure = evidence().figures[quantity.source.removeprefix("evidence:")]
    assert quantity.value == figure.value
    if figure.low is not None and quantity.source != "evidence:traffic-light-safe":
        assert (quantity.low, quantity.high) == (figure.low, figure.high)


def test_no_number_claims_to_be_measured_in_runners_without_being_so():
    assert [q for q in ALL_QUANTITIES if q.mark == "runners"] == []
    for key, item in plan_items().items():
        if item.mark == "runners":
            population = evidence().figures[item.source.removeprefix("evidence:")].population
            assert "runner" in population.lower(), key


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_no_drug_is_named_and_nothing_prescribed_is_stopped(file):
    text = file.read_text("utf-8").lower()
    found = [drug for drug in DRUGS if re.search(rf"\b{re.escape(drug)}", text)]
    assert found == []
    for sentence in re.split(r"[.\n]", text):
        if "medicine" in sentence and "stop" in sentence:
            assert re.search(r"never|not stop|nobody|alone|do not", sentence), sentence


def test_every_source_of_an_item_leads_somewhere():
    for key, item in plan_items().items():
        assert all(leads_somewhere(s) for s in (item.source, *item.cites)), key
    for row in matrix_content().rows.values():
        assert all(leads_somewhere(cell.source) for cell in row.cells)
    for tension in tensions().tensions.values():
        assert all(s.startswith("article:") for s in tension.cites)
        assert all(s.startswith("evidence:") for s in tension.sources)


def test_an_item_that_loads_says_when_to_stop_and_is_reviewed():
    for key, item in plan_items().items():
        if item.topic in {Topic.EXERCISE, Topic.RUNNING, Topic.WALKING}:
            assert item.stop, key
            assert item.up_to <= Level.WATCH, key


def test_all_content_is_marked_as_not_yet_reviewed():
    for item in plan_items().values():
        assert item.reviewed_by is None
    for own in words().types.values():
        assert own.reviewed_by is None


def test_every_type_has_words_a_course_and_running_rules():
    types = set(words().types)
    assert types == set(courses().types) == set(running().types)
    assert len(types) == 19


def test_types_are_those_of_the_pain_model():
    from toolkit.content.pain_types import pain_types

    assert set(words().types) == set(pain_types().types)


def test_every_pair_of_types_has_something_that_parts_it():
    for a, b in combinations(words().types, 2):
        (pair,) = mixed_belief(Standing(Situation(belief={a: 0.5, b: 0.5}))).pairs
        assert pair.parts
        assert pair.look_again_weeks <= 4


def test_rephrasings_have_one_good_way_and_feedback():
    for key, task in words().rephrasings.items():
        assert sum(option.good for option in task.options) == 1, key
        assert all(option.feedback for option in task.options)


def test_good_words_do_not_hold_harmful_ones():
    for key, own in words().types.items():
        said = f"{own.explain} {own.expect} {own.say}".lower()
        for task in words().rephrasings.values():
            assert not [sign for sign in task.signs if sign in said], key


def test_exercises_name_a_drawing_that_is_there():
    for key, own in exercises().exercises.items():
        assert (data_dir() / "drawings" / own.drawing).is_file(), key


def test_thresholds_of_pain_scales_say_that_they_are_for_the_achilles_tendon():
    limits = running().limits
    for name in ("during", "after", "next_morning"):
        assert "Achilles tendon" in getattr(limits, name).why
    assert limits.bone.value == 0
