"""Figures of the lab: days to guess from, estimates by size, and two factors at once."""

from math import exp

import numpy as np
import pytest

from toolkit.cases.recovery_world import SIZES, studied
from toolkit.factors import Banded
from toolkit.factors.recovery_study import study
from toolkit.figures.interaction_figure import Together, interaction_figure
from toolkit.figures.recovery_figures import Found, days_by_dose, ratio_of, what_came_back

WIDE, NARROW = Banded(1.4, 0.1, 12.0), Banded(1.3, 1.1, 1.6)


def shape(figure):
    return [
        {key: value for key, value in trace.items() if not isinstance(value, np.ndarray)}
        for trace in figure.data
    ], figure.layout


def test_the_line_goes_through_as_many_episodes_as_were_seen():
    seen = studied(210, 400)
    for guess in (0.5, 1.0, 3.0):
        line = days_by_dose(seen, "sleep", guess).data[2]
        assert line["y"][-1] / line["y"][0] == pytest.approx(guess)
        per_day = {float(x): y / 36500 for x, y in zip(line["x"], line["y"], strict=True)}
        expected = sum(
            days * per_day[min(per_day, key=lambda x, d=dose: abs(x - d))]
            for dose, days, *_ in seen.rates("sleep")
        )
        assert expected == pytest.approx(seen.episodes)


def test_moving_the_guess_changes_arrays_only():
    seen = studied(210, 400)
    one, two = days_by_dose(seen, "sleep", 1.0), days_by_dose(seen, "sleep", 2.0)
    assert shape(one) == shape(two)
    assert not np.array_equal(one.data[2]["y"], two.data[2]["y"])
    assert one.reading == two.reading


def test_few_episodes_are_not_read_as_rates():
    seen = study(0, 1, weights={}, seed=1)
    figure = days_by_dose(seen, "sleep", 1.5)
    assert "too few to say how often" in figure.reading
    assert "1 runner, a year" in figure.reading
    assert np.isfinite(figure.layout["yaxis"]["range"]).all()
    assert len(figure.table.rows) == len(seen.rates("sleep"))


def test_estimates_stand_beside_hidden_weight_and_guess():
    found = [Found(1, 1, None, None), Found(20, 20, WIDE, None), Found(400, 400, NARROW, None)]
    figure = what_came_back(found, SIZES, hidden=1.11, guess=1.5, factor="sleep")
    words = [note["text"] for note in figure.layout["annotations"]]
    assert words[:2] == ["<b>hidden: 1.11</b>", "your guess: 1.50"]
    assert words.count("too few to tell") == 1
    assert words.count("not studied yet") == 2
    assert figure.data[0]["x"].tolist() == [1.11, 1.11]
    assert np.nanmax(figure.data[2]["x"]) == 8, "an interval ends where the axis ends"
    assert figure.table.rows[1][1] == "1.40 (0.10 to 12.00)"
    assert figure.reading == "Hidden: 1.11 times. Found with 400 runners: alone 1.30 (1.10 to 1.60)."


def test_both_analyses_stand_apart_and_are_read():
    found = [Found(400, 400, WIDE, NARROW)]
    figure = what_came_back(found, SIZES, hidden=1.2, guess=1.5, factor="sleep")
    assert figure.data[3]["y"][0] < figure.data[5]["y"][0]
    assert figure.data[3]["marker"]["symbol"] != figure.data[5]["marker"]["symbol"]
    assert "with the others in the analysis 1.30" in figure.reading


def test_a_study_under_way_stands_in_the_row_it_goes_to():
    figure = what_came_back([Found(2000, 1500, NARROW, None)], SIZES, hidden=1.2, guess=1.5, factor="sleep")
    assert figure.data[3]["y"].round() == [2]
    assert "1,500 runners" in figure.reading


def test_ratios_come_from_log_ratios():
    assert ratio_of(None) is None
    assert ratio_of(Banded(0.1, 0, 0.2)).high == pytest.approx(exp(0.2))


def test_two_factors_are_drawn_beside_what_sum_and_product_would_give():
    two = Together(
        ("smoking alone", "no sport alone", "both"),
        Banded(1.88, 1.29, 2.73),
        Banded(2.38, 1.27, 4.46),
        Banded(1.98, 1.12, 3.48),
        Banded(-1.28, -3.66, 0.42),
    )
    figure = interaction_figure(two)
    assert figure.data[3]["x"][0] == pytest.approx(3.26)
    assert figure.data[4]["x"][0] == pytest.approx(1.88 * 2.38)
    assert figure.data[6]["x"][:2].tolist() == [-3.66, 0.42]
    assert figure.layout["xaxis2"]["range"][0] <= -3.66
    assert "3.26 would be expected; the excess is −1.28 (−3.66 to 0.42)" in figure.reading
    assert figure.table.rows[-1] == ["excess beyond the sum (RERI)", "−1.28", "−3.66 to 0.42"]
