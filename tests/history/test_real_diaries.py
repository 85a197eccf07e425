"""Simulated diaries beside real ones that nobody here wrote: PMData, SoccerMon, one runner's four years."""

import csv
import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from toolkit.content.resemblance import resemblance
from toolkit.history import named_runners, simulate
from toolkit.history.likeness import RATED, likeness, named_runners_likeness, weekly_change
from toolkit.history.load import acwr_rolling, monotony, rolling_mean, strain

pytestmark = pytest.mark.real_data

REAL_DATA = Path(__file__).resolve().parents[2].parent / "shared" / "real-data"
PMDATA, SOCCERMON = ("p03", "p08", "p15"), ("7", "10")


def rows_of(*parts):
    path = REAL_DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the real data are not beside this project: {'/'.join(parts)}")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text not in {"", "nan"} else np.nan


def pmdata(person):
    """Return one column a rating, on our scale: 5 of 5 is the good end there for stress and soreness too."""
    by_day = {}
    for row in rows_of("diaries", "pmdata", person, "pmsys", "wellness.csv"):
        by_day[dt.date.fromisoformat(row["effective_time_frame"][:10])] = row
    first = min(by_day)
    columns = {name: np.full((max(by_day) - first).days + 1, np.nan) for name in RATED}
    for day, row in by_day.items():
        at = (day - first).days
        columns["sleep_h"][at] = number(row["sleep_duration_h"])
        columns["sleep_quality"][at] = (number(row["sleep_quality"]) - 1) * 2.5
        columns["stress"][at] = (5 - number(row["stress"])) * 2.5
        columns["soreness"][at] = (5 - number(row["soreness"])) * 2.5
    return columns


def soccermon(player):
    rows = rows_of("diaries", f"soccermon_TeamA_{player}.csv")
    column = {
        name: np.array([number(row[name]) for row in rows])
        for name in rows[0]
        if name not in {"date", "player_id", "team"}
    }
    rated = np.flatnonzero(~np.isnan(column["stress"]))
    days = slice(rated[0], rated[-1] + 1)
    return column, {
        "sleep_h": column["sleep_duration"][days],
        "sleep_quality": (column["sleep_quality"][days] - 1) * 2.5,
        "stress": (5 - column["stress"][days]) * 2.5,
        "soreness": (5 - column["soreness"][days]) * 2.5,
    }


@pytest.fixture(scope="module")
def real():
    each = [likeness(pmdata(person)) for person in PMDATA] + [
        likeness(soccermon(player)[1]) for player in SOCCERMON
    ]
    return {name: [one[name] for one in each if name in one] for name in {key for one in each for key in one}}


@pytest.fixture(scope="module")
def simulated():
    return named_runners_likeness()


@pytest.mark.parametrize("figure", [f"{name} {what}" for name in RATED for what in ("sd", "commonest")])
def test_spread_and_clumping_lie_among_those_of_real_diaries(real, simulated, figure):
    # Five people are few: the median runner lies within their range, every runner within a quarter beyond it.
    low, high = min(real[figure]), max(real[figure])
    assert low <= np.median(simulated[figure]) <= high, (figure, real[figure], simulated[figure])
    assert min(simulated[figure]) > 0.75 * low, (figure, real[figure], simulated[figure])
    assert max(simulated[figure]) < 1.25 * high, (figure, real[figure], simulated[figure])


@pytest.mark.parametrize("name", RATED)
def test_one_day_says_as_little_of_the_next_as_in_real_diaries(real, simulated, name):
    figure = f"{name} day before"
    low, high = min(real[figure]), max(real[figure])
    assert low - 0.1 <= np.median(simulated[figure]) <= high + 0.1, (figure, real[figure], simulated[figure])


def test_gaps_are_as_many_and_as_short_as_in_real_diaries(real, simulated):
    assert min(real["days missing"]) < np.median(simulated["days missing"]) < max(real["days missing"])
    assert abs(np.median(simulated["median gap"]) - np.median(real["median gap"])) <= 1


def test_the_page_tells_the_figures_of_the_real_diaries(real):
    told = dict(resemblance().figures)
    weeks = told.pop("weekly change")
    for name, figure in told.items():
        assert (figure.low, figure.high) == pytest.approx((min(real[name]), max(real[name])), abs=0.006), name
    rows = rows_of("activities", "csv", "samirrehm_activities.csv")
    days = np.array([dt.date.fromisoformat(row["date"]).toordinal() for row in rows])
    km = np.bincount(days - days.min(), weights=[float(row["dist_m"]) / 1000 for row in rows])
    assert weeks.low == weeks.high == pytest.approx(weekly_change(km), abs=0.006)


def weekly(km):
    weeks = len(km) // 7
    totals = km[-7 * weeks :].reshape(weeks, 7).sum(axis=1)
    both = (totals[1:] > 0) & (totals[:-1] > 0)
    return totals, np.median(np.abs(totals[1:] - totals[:-1])[both] / totals[:-1][both])


def test_weeks_differ_as_a_real_runner_s_do():
    rows = rows_of("activities", "csv", "samirrehm_activities.csv")
    days = np.array([dt.date.fromisoformat(row["date"]).toordinal() for row in rows])
    km = np.bincount(days - days.min(), weights=[float(row["dist_m"]) / 1000 for row in rows])
    totals, real_change = weekly(km)
    halves = [totals[at : at + 26] for at in range(0, len(totals) - 26, 26)]
    real_spread = np.median([half.std() / half.mean() for half in halves if half.mean() > 0])
    spreads, changes = [], []
    for seed, named in enumerate(named_runners().values()):
        own, change = weekly(simulate(named.runner, named.events, seed=seed).distance_km)
        spreads.append(own.std() / own.mean())
        changes.append(change)
    # He is a restless runner: 35 % from week to week and 0.55 over half a year; most of ours are steadier.
    assert 0.3 < real_change < 0.4
    assert 0.4 < real_spread < 0.7
    assert min(changes) > 0.12
    assert max(changes) < 0.55
    assert 0.15 < np.median(changes) < real_change
    assert min(spreads) < real_spread < max(spreads)


@pytest.mark.parametrize("player", SOCCERMON)
def test_soccermon_s_own_load_columns_come_out(player):
    column, _ = soccermon(player)
    load = column["daily_load"]
    ours = {
        "atl": (rolling_mean(load, 7), 0.006),  # written with two decimals
        "ctl28": (rolling_mean(load, 28), 0.006),
        "acwr": (
            rolling_mean(load, 7) / np.where(rolling_mean(load, 28) > 0, rolling_mean(load, 28), np.nan),
            0.002,
        ),
    }
    for name, (values, tolerance) in ours.items():
        known = ~np.isnan(values)
        assert known.sum() > 600
        assert np.abs(values - column[name])[known].max() < tolerance, name


@pytest.mark.parametrize("player", SOCCERMON)
def test_soccermon_s_ratio_monotony_and_strain_come_out_where_they_are_defined(player):
    column, _ = soccermon(player)
    load = column["daily_load"]
    ratio, same, strained = acwr_rolling(load), monotony(load), strain(load)
    assert np.nanmax(np.abs(ratio - column["acwr"])) < 0.002
    assert np.nanmax(np.abs(same - column["monotony"])) < 0.006
    # They multiplied figures already rounded to two decimals.
    rounded = np.round(column["atl"] * 7 * column["monotony"], 1)
    known = ~np.isnan(strained)
    assert np.abs(rounded - column["strain"])[known].max() < 0.2
    assert np.abs(strained - column["strain"])[known].max() < 0.006 * load.max() * 7
    # Where nothing was run they write 0; here that is undefined.
    nothing = rolling_mean(load, 28) == 0
    assert nothing.sum() > 10
    assert np.isnan(ratio[nothing]).all()
    assert (column["acwr"][nothing] == 0).all()
