"""Guards against an order of magnitude lost; the figures themselves are measured in tests/benchmarks."""

from time import process_time

from toolkit.history import GivenOnset, named_runners, simulate, simulate_many

MAYA = named_runners()["maya"]


def fastest_ms(work, tries=25):
    work()
    times = []
    for _ in range(tries):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * min(times)


def test_one_life_of_half_a_year_with_pain_is_quick():
    onset = GivenOnset(20)
    assert fastest_ms(lambda: simulate(MAYA.runner, MAYA.events, seed=7, onset=onset)) < 40


def test_two_hundred_lives_are_quick():
    assert fastest_ms(lambda: simulate_many(MAYA.runner, MAYA.events, seed=7, lives=200)) < 250


def test_two_hundred_lives_that_all_have_pain_are_quick():
    onset = GivenOnset(20)
    assert fastest_ms(lambda: simulate_many(MAYA.runner, MAYA.events, seed=7, lives=200, onset=onset)) < 400


def test_time_is_linear_in_lives():
    few = fastest_ms(lambda: simulate_many(MAYA.runner, MAYA.events, lives=1000), tries=5)
    many = fastest_ms(lambda: simulate_many(MAYA.runner, MAYA.events, lives=8000), tries=5)
    assert many < 20 * few
