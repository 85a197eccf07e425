import pytest

from toolkit.content.claims import claims
from toolkit.content.runners import runner_file
from toolkit.history import EVENTS, Runner, RunnerError, named_runners


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"weekly_km": 900}, "Usual distance a week: 900 km is outside 0 to 250 km."),
        ({"stress": "high"}, "Usual stress: a number from 0 to 10 of 10 is needed, not 'high'."),
        ({"sleep_h": float("nan")}, "Sleep a night: nan h is outside 3 to 12 h."),
        ({"runs_per_week": 3.5}, "Runs a week: a whole number is needed, not 3.5."),
        ({"runs_per_week": 0}, "Runs a week: at least 1 is needed for a weekly distance above 0 km."),
        ({"family_history": "yes"}, "Family history: true or false is needed, not 'yes'."),
        ({"goal": 7}, "Goal: text is needed, not 7."),
        ({"sex": "runner"}, "Sex: 'female' or 'male' is needed, not 'runner'."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(values, said):
    with pytest.raises(RunnerError) as refused:
        Runner(**values)
    assert str(refused.value) == said


def test_every_number_of_a_runner_has_a_control():
    numbers = {name for name, value in Runner().to_dict().items() if isinstance(value, int | float)}
    numbers -= {"family_history", "energy_availability_low", "past_bone_stress", "periods_changed"}
    assert numbers <= set(Runner.controls())
    assert set(Runner.controls()) <= set(Runner().to_dict())


def test_plain_values_make_the_same_runner():
    for named in named_runners().values():
        assert Runner.from_dict(named.runner.to_dict()) == named.runner
    with pytest.raises(RunnerError, match="no field 'wings'"):
        Runner.from_dict({"wings": 2})


def test_there_are_eight_named_runners_or_more_and_they_differ():
    runners = [named.runner for named in named_runners().values()]
    assert len(runners) >= 8
    assert len({r.name for r in runners}) == len(runners)
    assert {"female", "male"} == {r.sex for r in runners}
    assert min(r.age_years for r in runners) < 25
    assert max(r.age_years for r in runners) > 60
    assert max(r.weekly_km for r in runners) > 4 * min(r.weekly_km for r in runners)


def test_the_runners_of_the_brief_are_there():
    named = named_runners()
    kinds = {id_: {event.kind for event in one.events} for id_, one in named.items()}
    assert any("first_month" in k for k in kinds.values())
    assert any("training_break" in k for k in kinds.values())
    assert any("heavy_block" in k for k in kinds.values())
    assert any("race" in k and "training_spike" in k for k in kinds.values())
    assert any(
        "stress_period" in k and "long_run" not in k and "training_spike" not in k for k in kinds.values()
    )
    assert any(one.runner.past_episodes >= 3 for one in named.values())
    assert any(one.runner.energy_availability_low for one in named.values())
    assert any(one.runner.family_history for one in named.values())
    assert any(one.runner.biomechanics_z > 1 for one in named.values())
    assert any(not one.events for one in named.values()), "somebody to whom nothing happened"


def test_each_combined_factor_of_the_article_is_shown_by_somebody():
    shown = {claim for named in named_runners().values() for claim in named.shows}
    assert {f"article:D{n}" for n in range(1, 8)} <= shown
    assert all(claim.removeprefix("article:") in claims().claims for claim in shown)


def test_characters_say_that_they_are_characters():
    file = runner_file()
    assert file.mark == "teaching"
    assert file.why
    for entry in file.runners.values():
        assert entry.words.endswith(".")
        assert len(entry.words.split()) > 8
        assert entry.reviewed_by is None
        assert all(event["kind"] in EVENTS for event in entry.events)
