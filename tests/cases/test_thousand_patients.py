"""A thousand generated patients of each level: each can be, each lies in the band of its level, and the bands rise."""

from collections import Counter

import pytest

from toolkit.cases.case_code import DIFFICULTIES, MOST_SEEDS
from toolkit.cases.generating import case_from_code, entropy, new_code
from toolkit.content.clinic import clinic
from toolkit.content.pain_types import pain_types
from toolkit.pain import check_findings
from toolkit.pain.support import refusal

PATIENTS, BLOCKS = 1000, 8
SETTINGS = ("gp", "running_clinic", "spinal_triage")
FAMILIES = tuple(pain_types().families)


def test_the_bands_rise_and_leave_no_gap():
    bands = [clinic().difficulty[level] for level in DIFFICULTIES]
    assert [band.low.value for band in bands[1:]] == [band.high.value for band in bands[:-1]]
    assert all(band.low.value < band.high.value for band in bands)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_none_is_impossible_and_each_is_as_open_as_its_level(block):
    kinds = pain_types().types
    met = {level: Counter() for level in DIFFICULTIES}
    for at in range(PATIENTS // BLOCKS):
        number = block * (PATIENTS // BLOCKS) + at
        # a seed's weeks are the same at every level: they are lived once
        for level in DIFFICULTIES:
            band = clinic().difficulty[level]
            code = new_code((number * 7013 + 11) % MOST_SEEDS, SETTINGS[number % 3], level)
            case = case_from_code(code)
            found = case.found()
            assert not refusal(list(case.truth.conditions)), code
            assert check_findings(found) == (), code
            belief = case.belief(found)
            assert min(belief.probabilities[kind] for kind in case.truth.types) > 0.02, code
            causes = {kinds[kind].cause for kind in case.truth.types} - {None}
            if case.story.diary.episodes and causes:
                assert case.story.diary.episodes[-1].cause in causes, code
            assert case.visits[0].drawing.strokes or case.truth.types <= {"radiculopathy"}, code
            bits = entropy(belief.family_probabilities)
            assert band.low.value <= bits < band.high.value or bits == pytest.approx(band.high.value), code
            met[level].update({kinds[kind].family for kind in case.truth.types})
    # each family is met often enough to be learned, at every level
    for level in DIFFICULTIES:
        assert min(met[level][family] for family in FAMILIES) >= PATIENTS // BLOCKS // 12, (level, met[level])
