"""The drawings: one for each exercise, a group for each pose, no words, colours of the page."""

import re
import xml.etree.ElementTree as ET

import pytest

from toolkit.content.exercises import exercises
from toolkit.content.place import data_dir
from toolkit.plans import Situation, drawing, exercise_states
from toolkit.ui.static_module import static_dir

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("exercise", sorted(exercises().exercises))
def test_each_pose_is_a_group_of_its_own(exercise):
    root = ET.fromstring(drawing(exercise))
    assert root.get("viewBox") == "0 0 320 180"
    assert root.get("stroke") == "currentColor"
    groups = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert groups == [f"pose{i + 1}" for i in range(len(exercises().exercises[exercise].poses))]
    assert not list(root.iter(f"{SVG}text"))
    assert all(list(group) for group in root.iter(f"{SVG}g"))


@pytest.mark.parametrize("exercise", sorted(exercises().exercises))
def test_nothing_is_drawn_outside_the_frame_or_fetched(exercise):
    text = drawing(exercise)
    assert not re.search(r"href|url\(|<script|<style", text)
    for x, y in re.findall(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", text):
        assert 0 <= float(x) <= 320
        assert 0 <= float(y) <= 180


def test_an_unknown_exercise_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="No exercise is called 'plank'"):
        drawing("plank")


def test_exercise_states_say_why_not():
    tendon = {
        s.id: s for s in exercise_states(Situation(belief={"referred": 0.5, "hamstring_tendinopathy": 0.5}))
    }
    assert tendon["childs_pose"].state == "ruled_out"
    assert "sitting bone" in tendon["childs_pose"].why[0]
    urgent = exercise_states(Situation(belief={"referred": 0.8}, level="urgent"))
    assert {s.state for s in urgent if s.exercise.kind == "movement"} == {"ruled_out"}
    assert [s.exercise.order for s in urgent] == list(range(1, 8))


def test_every_picture_says_that_it_was_made_for_this_project():
    own = [*(data_dir() / "drawings").glob("*.svg"), *static_dir().glob("*.svg")]
    assert len(own) >= 9
    for file in own:
        assert "Drawn for this project" in file.read_text(encoding="utf-8"), file.name
