"""A mixed population's yearly incidence stays within what was published."""

import pytest

from toolkit.content.factors import CAUSES, factors_file
from toolkit.factors.cohort import cohort

YEAR = cohort(20_000, weeks=52, seed=1, workers=1)


@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_is_within_its_published_range(cause):
    published = factors_file().causes[cause].published
    share = YEAR.incidence(cause)
    assert published.low < share.value < published.high


def test_the_incidences_are_those_that_the_file_says():
    assert YEAR.incidence("spine").value == pytest.approx(0.10, abs=0.015)
    overuse = sum(YEAR.incidence(cause).value for cause in ("tendon", "muscle", "bone"))
    assert 0.045 < overuse < 0.074  # 46 % of runners injured a year, about one in six at hip, pelvis or thigh


def test_episodes_fall_on_the_whole_year():
    quarters = YEAR.by_week.sum(axis=1).reshape(4, 13).sum(axis=1)
    assert quarters.min() > 0.18 * quarters.sum()
    assert quarters.max() < 0.32 * quarters.sum()
