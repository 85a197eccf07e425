"""What the page says of real patients is what was recorded when the model met them."""

from pathlib import Path

import pytest
import yaml

from toolkit.content.real_patients import real_patients

RECORD = Path(__file__).resolve().parents[1] / "pain" / "real_patients.yaml"


def test_every_recorded_result_is_told_and_none_is_better_than_recorded():
    recorded = yaml.safe_load(RECORD.read_text(encoding="utf-8"))["results"]
    told = real_patients().results
    assert len(told) == len(recorded)
    for result, record in zip(told, recorded, strict=True):
        figures = record["figures"]
        for name in ("sensitivity", "specificity", "auc", "calibration_error"):
            assert getattr(result, name) == pytest.approx(figures["dependent"][name], abs=5e-4), name
            assert getattr(result.independent, name) == figures["independent"][name], name
        assert result.third_called_radicular == figures["central_called_radicular_very_likely"]
        assert f"{figures['patients']} people" in real_patients().about
        assert real_patients().yardsticks[0].auc == figures["auc_of_the_three_sign_count"]


def test_what_it_cannot_show_is_said():
    assert len(real_patients().cannot_show) >= 3


def test_that_a_plain_count_beats_the_model_is_said_plainly():
    from toolkit.ui.pain_panels.how_sure import real_patients_text

    text = real_patients_text()
    assert "finds 90 of 100" in text
    assert "the model 76" in text
    assert "beats the model" in text
