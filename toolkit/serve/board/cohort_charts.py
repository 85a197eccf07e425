"""The class's runners as figures: by number of factors, and what was guessed beside what came."""

from toolkit.content.board import board_content
from toolkit.content.factors import factors_file
from toolkit.figures.figure import Table
from toolkit.figures.population_figures import who_reading
from toolkit.serve.board.charts import Chart, Pair, brier_words
from toolkit.serve.board.class_cohort import ClassCohort
from toolkit.serve.board.tally import fewest

_YEAR = 365
_WEEK = 7


def cohort_charts(cohort: ClassCohort) -> tuple[Chart, ...]:
    """Return the class's runners by number of factors, and what was guessed beside what came."""
    result = cohort.result()
    if result.guess is None:
        return ()
    return (_by_guess(cohort), _by_number(cohort))


def cohort_readings(cohort: ClassCohort) -> tuple[str, ...]:
    """Read the cohort aloud: what came, what was guessed, the base rate, and who has the episodes."""
    say, result, base = board_content().say, cohort.result(), cohort.base
    days = _WEEK * round(board_content().follow_weeks.value)
    if result.guess is None:
        return (say("cohort_few", runners=result.runners, fewest=fewest()),)
    shares = {"base": _percent(base.share), "low": _percent(base.low), "high": _percent(base.high)}
    return (
        say(
            "cohort_reading",
            runners=result.runners,
            episodes=result.episodes,
            days=days,
            guess=f"{result.guess:.0f}",
        ),
        say("cohort_base", **shares, well=f"{base.well:,}", expected=f"{result.expected:.1f}"),
        say(
            "cohort_brier",
            base=shares["base"],
            brier=brier_words(result.brier or 0),
            brier_base=brier_words(result.brier_base or 0),
        ),
        _paradox(cohort),
    )


def _by_guess(cohort: ClassCohort) -> Chart:
    groups = [each for each in cohort.result().by_guess if each.guess is not None]
    observed = [each.episodes / each.runners for each in groups]
    rows = tuple(
        Pair(
            f"said {each.name}",
            (each.guess or 0) / 100,
            share,
            f"{each.guess:.0f} %",
            f"{100 * share:.0f} %",
            f"{each.episodes} of {each.runners}",
        )
        for each, share in zip(groups, observed, strict=True)
    )
    table = Table(
        "What was guessed, and how often pain came",
        ("Guess", "Runners", "Guess on average", "Episodes"),
        [[each.name, str(each.runners), f"{each.guess:.0f} %", str(each.episodes)] for each in groups],
    )
    few = sum(each.runners for each in cohort.result().by_guess if each.guess is None)
    readings = (board_content().say("guess_few", runners=few),) if few else ()
    return Chart("Guessed and came", (), rows, ("guessed on average", "pain came"), readings, table)


def _by_number(cohort: ClassCohort) -> Chart:
    rates = {number: rate for number, _, _, rate in cohort.population.by_number()}
    part = _WEEK * round(board_content().follow_weeks.value) / _YEAR
    groups = cohort.result().by_number
    most = max(1, *(each.runners for each in groups))
    rows = tuple(
        Pair(
            f"{each.name} present",
            each.runners / most,
            each.episodes / most,
            str(each.runners),
            str(each.episodes),
            f"population: {100 * part * rates[int(each.name)].value:.1f} %",
        )
        for each in groups
    )
    table = Table(
        "Runners by number of factors present",
        (
            "Factors present",
            "Runners",
            "With an episode",
            "Guess on average",
            "Population, per 100 in 28 days",
        ),
        [
            [
                each.name,
                str(each.runners),
                str(each.episodes),
                "too few" if each.guess is None else f"{each.guess:.0f} %",
                f"{100 * part * rates[int(each.name)].value:.1f}",
            ]
            for each in groups
        ],
    )
    reading = board_content().say("by_number", may=factors_file().say("may_explain"))
    return Chart("By number of factors", (), rows, ("runners", "with an episode"), (reading,), table)


def _paradox(cohort: ClassCohort) -> str:
    line = board_content().ordinary.value
    _, episodes = cohort.population.from_below(line)
    said = "paradox_most" if episodes > 0.5 else "paradox_rest"
    return board_content().say(said, who=who_reading(cohort.population, line))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
