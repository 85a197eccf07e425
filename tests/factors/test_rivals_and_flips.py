import pytest

from toolkit.content.factors import FACTORS, factors_file
from toolkit.content.quantity import Mark
from toolkit.factors import CombinedFactorModel, Rival, assumption_sheet, flip_test, parting, rival_views
from toolkit.factors.flip import _leader, _moved
from toolkit.history import LongRun, Runner, ShortNights, StressPeriod, simulate

ANA = Runner(name="Ana", past_episodes=1, weeks_since_last_episode=30)
DIARY = simulate(ANA, [LongRun(week=-2), ShortNights(week=-3), StressPeriod(week=-4, weeks=4)], seed=7)


def test_all_rivals_read_the_same_history_with_the_same_baseline():
    views = rival_views(DIARY, ANA)
    assert [view.rival for view in views] == list(Rival)
    assert len({view.attribution.reference.value for view in views}) == 1
    assert all(view.words and view.predicts for view in views)


def test_rivals_keep_the_models_own_settings():
    views = rival_views(DIARY, ANA, CombinedFactorModel(off={"training"}, dials={"sleep": 3}))
    for view in views:
        assert view.attribution.parts["training"].value == 0
    assert views[2].attribution.chance.value == pytest.approx(views[2].attribution.reference.value)


def test_two_factors_together_part_the_rivals():
    views = rival_views(DIARY, ANA)
    apart = parting(views)
    assert {apart.one, apart.other} == set(views[0].attribution.ranked[:2])
    for rival in (Rival.INTERACTING, Rival.ADDITIVE):
        assert apart.neither[rival] < min(apart.only_one[rival], apart.only_other[rival])
    excess = {
        rival: apart.both[rival] - apart.only_one[rival] - apart.only_other[rival] + apart.neither[rival]
        for rival in Rival
    }
    assert excess[Rival.INTERACTING] > 0
    assert excess[Rival.ADDITIVE] == pytest.approx(0, abs=1e-4)
    assert "no such cohort exists" in apart.words


def test_a_flip_is_the_smallest_move_that_changes_the_leader():
    model = CombinedFactorModel()
    result = flip_test(DIARY, ANA, model)
    split = model.attribute(DIARY, ANA)
    assert result.leading == split.leading
    assert result.flips
    window = model.doses(DIARY, ANA).last(182, 28)
    for flip in result.flips:
        moved = _moved(model.coefficients(), flip.element, flip.deviations)
        assert _leader(window, moved, model.rival) == flip.after != flip.before
        less = _moved(model.coefficients(), flip.element, flip.deviations * 0.99)
        assert _leader(window, less, model.rival) == flip.before
    sizes = [abs(flip.deviations) for flip in result.flips]
    assert sizes == sorted(sizes)
    assert result.words == result.flips[0].words
    assert "standard deviations" in result.words


def test_a_leader_far_ahead_is_not_flipped():
    runner = Runner(past_episodes=3, weeks_since_last_episode=2)
    diary = simulate(runner, [], seed=1)
    result = flip_test(
        diary, runner, CombinedFactorModel(dials={"past_history": 3}, off={"training", "sleep"})
    )
    assert result.leading == "past_history"
    assert not result.flips
    assert "No single coefficient" in result.words


def test_without_a_leader_there_is_nothing_to_flip():
    result = flip_test(DIARY, ANA, CombinedFactorModel(off=FACTORS))
    assert result.leading is None
    assert "None of the seven factors stands out" in result.words


def test_the_sheet_holds_every_number_with_its_mark_and_source():
    sheet = assumption_sheet()
    file = factors_file()
    effects = sum(len(element.effects) for element in file.elements.values())
    effects += sum(len(pair.effects) for pair in file.interactions.values())
    windows = sum(element.window_days is not None for element in file.elements.values())
    assert len(sheet.numbers) == 7 + 2 * 4 + effects + 2 * len(file.elements) + windows
    assert sum(sheet.count(mark) for mark in Mark) == len(sheet.numbers)
    for each in sheet.numbers:
        assert each.number.mark.symbol in each.words
        assert each.words in sheet.text
    assert "Frandsen and colleagues 2025" in sheet.text
    assert "not yet reviewed by a clinician" in sheet.text
    assert all(words in sheet.text for words in file.not_in_it)


def test_the_sheet_follows_the_model_in_use():
    sheet = assumption_sheet(CombinedFactorModel("load_only", dials={"training": 2}))
    named = {each.factor for each in sheet.numbers}
    assert named == {"The whole model", "Increase in training"}
    assert "Turned to 2 times" in sheet.text
    assert "Left out here: genetics" in assumption_sheet(CombinedFactorModel(off={"genetics"})).text
