"""Short classic patients: the model believes of them what an experienced clinician would, within bands of words.

The vignettes and what is expected stand in `vignettes.yaml`, each with its reason. They test face validity: that
nobody in the field would laugh. They do not show that the numbers are right.
"""

from pathlib import Path

import pytest
import yaml

from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import OUTSIDE
from toolkit.pain import PainModel, concern, screening
from toolkit.pain.marginals import band

FILE = yaml.safe_load(Path(__file__).with_name("vignettes.yaml").read_text(encoding="utf-8"))
VIGNETTES = FILE["vignettes"]
BANDS = [each.words for each in pain_rules().bands]


def findings_of(vignette):
    """All findings of a vignette; its own stand above the shorthands."""
    found = {}
    for name in vignette.get("with", []):
        found |= FILE["shorthand"][name]
    return found | vignette["findings"]


def believed(belief, key):
    """Probability of a type, of all forms that begin with a key, of pain outside all types, or of none."""
    if key == "none":
        return float(belief.joint[0].sum())
    if key in belief.probabilities:
        return belief.probabilities[key]
    forms = [p for form, p in belief.forms.items() if form == key or form.startswith(f"{key}.")]
    assert forms, f"'{key}' is no condition"
    return sum(forms)


def limits(words):
    """First and last band of 'at least likely', 'at most unlikely' or 'unlikely to likely'.

    >>> limits("at most unlikely")
    (0, 1)
    """
    if words.startswith("at least "):
        return BANDS.index(words.removeprefix("at least ")), len(BANDS) - 1
    if words.startswith("at most "):
        return 0, BANDS.index(words.removeprefix("at most "))
    first, last = words.split(" to ")
    return BANDS.index(first), BANDS.index(last)


@pytest.mark.parametrize("name", list(VIGNETTES))
def test_the_belief_is_one_that_a_clinician_could_hold(name):
    vignette = VIGNETTES[name]
    belief = PainModel(vignette["setting"]).posterior(findings_of(vignette))
    if "refused" in vignette:
        assert any(vignette["refused"] in problem for problem in belief.problems)
        assert belief.is_prior
        return
    assert belief.problems == ()
    wrong = []
    for key, words in vignette["believed"].items():
        p = believed(belief, key)
        first, last = limits(words)
        if not first <= BANDS.index(band(p)) <= last:
            wrong.append(f"{key}: {band(p)} ({p:.3f}); a clinician would say {words}: {vignette['why']}")
    shares = clinic_settings().settings[vignette["setting"]].priors
    for key, times in vignette.get("times_the_share", {}).items():
        if belief.probabilities[key] < times * shares[key].value:
            wrong.append(f"{key}: only {belief.probabilities[key] / shares[key].value:.0f} times its share")
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in VIGNETTES if "level" in VIGNETTES[name]])
def test_the_level_of_concern_is_the_one_that_safety_asks_for(name):
    assert concern(findings_of(VIGNETTES[name])).level == VIGNETTES[name]["level"]


@pytest.mark.parametrize("name", [name for name in VIGNETTES if {"asks", "asks_not"} & set(VIGNETTES[name])])
def test_what_is_asked_next_is_what_a_clinician_would_ask(name):
    vignette = VIGNETTES[name]
    found = findings_of(vignette)
    asked = {each.id for each in PainModel(vignette["setting"]).best_questions(found, 5)}
    asked |= {each.finding for each in screening(found).called}
    assert set(vignette.get("asks", ())) <= asked
    assert not set(vignette.get("asks_not", ())) & asked


def test_every_pain_type_leads_somewhere_and_every_vignette_has_a_reason():
    expected = [key for each in VIGNETTES.values() for key, words in each.get("believed", {}).items()
                if limits(words)[0] >= BANDS.index("as likely as not") or key == "sacroiliac"]  # fmt: skip
    led = {key.partition(".")[0] for key in expected}
    assert led == {*clinic_settings().settings["gp"].priors, OUTSIDE}
    assert all(len(each["why"].split()) >= 5 for each in VIGNETTES.values())
    assert len(VIGNETTES) >= 30


def test_who_comes_moves_the_belief_and_does_not_turn_a_clear_picture():
    """A textbook root is a root in every setting; a vague buttock is more often a tendon in a running clinic."""
    root = findings_of(VIGNETTES["l5_pain_no_loss"])
    vague = {"buttock": "sit_bone", "sitting_worse": "present"}
    tendon = {}
    for setting, shown in clinic_settings().settings.items():
        if shown.shown:
            assert PainModel(setting).posterior(root).probabilities["radicular"] > 0.85
            tendon[setting] = PainModel(setting).posterior(vague).probabilities["hamstring_tendinopathy"]
    assert tendon["running_clinic"] > tendon["gp"] > tendon["spinal_triage"]


@pytest.mark.parametrize("cause", ["spine", "tendon", "muscle", "bone"])
def test_a_diary_turns_no_clear_picture(cause):
    """However odd the weeks before, findings decide once they are clear."""
    for name in ("l5_pain_no_loss", "tendon_early", "bone_sacral", "referred_dull"):
        vignette = VIGNETTES[name]
        found = findings_of(vignette)
        plain = PainModel(vignette["setting"]).posterior(found)
        tilted = PainModel(vignette["setting"], {cause: 5.0}).posterior(found)
        for key in vignette["believed"]:
            assert abs(believed(tilted, key) - believed(plain, key)) < 0.2, (name, key)
        assert tilted.leading == plain.leading
