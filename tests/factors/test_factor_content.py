"""The numbers of data/factors.yaml say truly how they were made from what was published."""

import math
from statistics import NormalDist

import pytest
import yaml

from toolkit.content.evidence import Status, evidence
from toolkit.content.factors import CAUSES, FACTORS, FactorsFile, Measure, factors_file
from toolkit.content.fault import ContentError
from toolkit.content.place import data_dir
from toolkit.content.yaml_file import read_yaml
from toolkit.factors.coefficients import hazard_ratio_of_odds

NORMAL = NormalDist()


def effects():
    elements = factors_file().elements.items()
    return [
        pytest.param(effect, id=f"{name}-{cause}")
        for name, element in elements
        for cause, effect in element.effects.items()
    ]


def liability_ratio(heritability, affected):
    """Hazard ratio between people one standard deviation of liability above the median, and at the median."""
    threshold = NORMAL.inv_cdf(affected)

    def hazard(z):
        share = NORMAL.cdf((threshold + math.sqrt(heritability) * z) / math.sqrt(1 - heritability))
        return -math.log1p(-share)

    return hazard(1) / hazard(0)


def as_hazard_ratio(effect, published):
    if effect.measure is Measure.HERITABILITY:
        return liability_ratio(published, effect.reference_risk)
    if effect.reference_risk is not None:
        return hazard_ratio_of_odds(published, effect.reference_risk)
    return published


@pytest.mark.parametrize("effect", effects())
def test_an_effect_is_its_published_figure_converted_and_shrunk(effect):
    if effect.measure is Measure.CHOSEN:
        assert effect.mark.value == "teaching"
        return
    figure = evidence().figures[effect.source.removeprefix("evidence:")]
    assert effect.value == pytest.approx(as_hazard_ratio(effect, figure.value) ** effect.kept, abs=0.002)
    assert effect.high == pytest.approx(as_hazard_ratio(effect, figure.high) ** effect.kept, abs=0.002)
    low = as_hazard_ratio(effect, figure.low) ** effect.kept
    # an interval may be widened towards nothing where other studies contradict, and says so; never narrowed
    assert effect.low <= low + 0.002
    if effect.low < low - 0.002:
        assert "ower end" in effect.why


@pytest.mark.parametrize("effect", effects())
def test_an_effect_on_another_outcome_is_halved(effect):
    if effect.measure is Measure.CHOSEN:
        return
    figure = evidence().figures[effect.source.removeprefix("evidence:")]
    whole = "runners" in figure.population and "overuse" in figure.outcome + "overuse" * (
        figure.reference == "sleepcohort2025"
    )
    if effect.kept == 1.0:
        assert whole
        assert "kept whole" in effect.why
    else:
        assert effect.kept == 0.5


def test_no_effect_claims_to_be_measured_in_runners_on_back_or_leg_pain():
    assert all(param.values[0].mark.value != "runners" for param in effects())


def test_only_seen_or_surely_remembered_figures_stand_in_the_evidence():
    assert {figure.status for figure in evidence().figures.values()} <= set(Status)


def test_the_bands_of_a_single_run_stay_non_monotone_as_published():
    elements = factors_file().elements
    low, middle, high = (
        elements[name].effects["tendon"].value
        for name in ("session_10_30", "session_30_100", "session_over_100")
    )
    assert (low, middle, high) == (1.64, 1.52, 2.28)


def test_trigger_odds_of_two_hours_are_no_effect():
    for param in effects():
        assert "steffens" not in param.values[0].source


def test_causes_and_factors_come_in_their_order():
    assert tuple(factors_file().causes) == CAUSES
    assert tuple(factors_file().factors) == FACTORS


def test_every_factor_demonstrates_its_statement_of_the_article():
    cited = {cite for factor in factors_file().factors.values() for cite in factor.cites}
    assert {f"article:D{number}" for number in range(1, 8)} <= cited
    assert {"article:C4", "article:C5"} <= cited


def changed(tmp_path, change):
    raw = yaml.safe_load((data_dir() / "factors.yaml").read_text(encoding="utf-8"))
    change(raw)
    path = tmp_path / "factors.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def drop_factor(raw):
    del raw["factors"]["sleep"]


def break_ratio(raw):
    raw["elements"]["stress"]["effects"]["spine"] |= {"value": -1.0, "low": -2.0}


def break_gap(raw):
    raw["sentences"]["most_well"] = "Most stay well: {threshold}."


def break_measure(raw):
    raw["elements"]["break_return"]["effects"]["spine"]["measure"] = "hazard ratio"


def add_key(raw):
    raw["causes"]["spine"]["colour"] = "red"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (drop_factor, "sleep"),
        (break_ratio, "hazard ratio is above 0"),
        (break_gap, "threshold"),
        (break_measure, "measure: chosen"),
        (add_key, "colour"),
    ],
)
def test_what_is_wrong_is_refused(tmp_path, change, says):
    with pytest.raises(ContentError, match=says):
        read_yaml(changed(tmp_path, change), FactorsFile)


def test_the_file_itself_fits(tmp_path):
    assert read_yaml(changed(tmp_path, lambda raw: None), FactorsFile) == factors_file()
