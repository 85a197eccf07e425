"""The clinical picture follows findings, setting and diary, and lives the history once."""

import pytest

from toolkit.cases import Scenario, story_of
from toolkit.cases.picture import DIARY, diary_weights, picture_of
from toolkit.pain import PainModel

FOUND = {"burning": "present", "slr": 40.0}


def test_belief_is_the_models_own():
    scenario = Scenario(findings=FOUND).with_choice(DIARY, value=False)
    same = PainModel("running_clinic").posterior(FOUND)
    assert picture_of(scenario).belief.probabilities == same.probabilities


def test_diary_tilts_a_little_and_only_when_used():
    with_it = picture_of(Scenario()).belief.probabilities
    without = picture_of(Scenario().with_choice(DIARY, value=False)).belief.probabilities
    assert with_it != without
    assert max(abs(with_it[key] - without[key]) for key in with_it) < 0.1


def test_weights_are_ratios_of_shares():
    split = story_of(Scenario()).attribution
    weights = diary_weights(Scenario())
    assert weights["tendon"] == pytest.approx(split.by_cause["tendon"] / split.reference_by_cause["tendon"])


def test_setting_changes_where_belief_begins():
    clinic, triage = (picture_of(Scenario(setting=key)).belief for key in ("running_clinic", "spinal_triage"))
    assert triage.probabilities["radicular"] > clinic.probabilities["radicular"]


def test_unknown_setting_is_refused_in_words():
    with pytest.raises(ValueError, match="There is no setting 'moon'"):
        picture_of(Scenario(setting="moon"))


def test_a_finding_does_not_live_the_history_again(monkeypatch):
    picture_of(Scenario())
    lived = []
    monkeypatch.setattr("toolkit.cases.story.live", lambda *_, **__: lived.append(1))
    picture_of(Scenario(findings=FOUND))
    picture_of(Scenario(findings=FOUND).with_choice("pain_types.panel", "numbers"))
    assert lived == []


def test_contradiction_moves_nothing_and_names_no_mover():
    picture = picture_of(Scenario(findings={"foot_drop": "present", "power_dorsiflexion": "mrc5"}))
    assert picture.moves == ()
    assert picture.belief.problems
    assert picture.concern.level != "none"
