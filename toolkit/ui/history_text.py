"""The words beside a history: who runs, what the weeks show, and what they need not mean."""

import base64

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from toolkit.cases import Scenario, Story, encode
from toolkit.content.factors import factors_file
from toolkit.content.look import look
from toolkit.content.pages import pages
from toolkit.content.passport import passport
from toolkit.content.story import story_settings
from toolkit.history import Runner
from toolkit.history.load import single_run_ratio
from toolkit.history.readers import template_csv
from toolkit.history.runner import WEEKDAYS
from toolkit.ui.passports import passport_texts

Floats = NDArray[np.float64]


def runner_card(story: Story) -> Markup:
    """Say who runs, in a line of facts and the runner's own words."""
    runner = story.runner
    if story.imported:
        facts = (
            f"about {runner.weekly_km:.0f} km a week in {runner.runs_per_week} runs, as far as the log tells"
        )
        return Markup('<p class="st-muted">{}</p>').format(facts)
    runs = "1 run" if runner.runs_per_week == 1 else f"{runner.runs_per_week} runs"
    facts = (
        f"runs {runner.years_running:g} years, {runner.weekly_km:.0f} km a week in {runs}, {_habits(runner)}"
    )
    goal = Markup("<p class='st-small'>Goal: {}</p>").format(runner.goal) if runner.goal else Markup()
    return Markup('<p class="st-muted">{}</p><blockquote class="st-quote">{}</blockquote>{}').format(
        facts, f"“{story.words}”", goal
    )


def _habits(runner: Runner) -> str:
    """Name the days of the long run and of the club.

    >>> _habits(Runner(club_night=None))
    'the long one on Sunday'
    """
    club = "" if runner.club_night is None else f", club night on {WEEKDAYS[runner.club_night]}"
    return f"the long one on {WEEKDAYS[runner.long_run_day]}{club}"


def history_words(story: Story) -> Markup:
    """Tell the history in words, with the honest count beside it."""
    split = story.attribution
    return Markup(
        "<p><strong>In words.</strong> {told} {peak} {gaps}</p><p><strong>{well}</strong> {may}"
        ' <button type="button" class="st-link" data-act="where">◐ where from?</button></p>'
    ).format(
        told=told(story),
        gaps=gap_words(story),
        peak=peak_words(story),
        well=split.stayed_well_words,
        may=factors_file().say("may_explain"),
    )


def timeline_hint(story: Story, against: str = "") -> Markup:
    """Say how what was written differs from what was, and what a mouse or a finger can do on the timeline."""
    ratio, sign = story_settings().spike_ratio.value, look().factors["training"]
    long = (
        Markup(
            '<span style="color:{}" aria-hidden="true">{}</span> marks a run over {:g} times the longest of the 30 days '
            "before it. "
        ).format(sign.colour, sign.symbol, ratio)
        if np.any(np.nan_to_num(single_run_ratio(story.diary.longest_run_km)) > ratio)
        else ""
    )
    read = "Point at a day, or tap it, to read it. "
    drag = "Drag an event by its name, or with a mouse by its shaded weeks; the sliders do the same."
    said = Markup("{} ").format(drag) if story.events else Markup()
    phone = Markup('<span class="st-narrow-only">Swipe across the figure for earlier weeks.</span>')
    differs = Markup("<p>{}</p>").format(against) if against else Markup()
    return differs + Markup('<p class="st-small st-muted">{}{}{}{}</p>').format(long, read, said, phone)


def further(scenario: Scenario, story: Story) -> Markup:
    """Offer what follows from a history: the same runner with one change, and how like real diaries these are."""
    likeness = Markup(
        '<button type="button" class="st-button" data-act="likeness">How like real diaries?</button>'
    )
    if story.imported:
        return Markup()
    code = encode(scenario.with_choice("factors.closer", "twin"))
    twin = Markup('<a class="st-button" href="{}#s={}">Same runner, one change</a>').format(
        pages().notebook("02"), code
    )
    return Markup('<p class="st-buttons">{}{}</p>').format(twin, likeness)


def told(story: Story) -> str:
    """Tell what stands out before the pain, or before the consultation."""
    diary, sizes = story.diary, story_settings()
    start, stop = _weeks_told(story)
    parts = []
    ratios = single_run_ratio(diary.longest_run_km)[start:stop]
    if np.any(np.nan_to_num(ratios) > sizes.spike_ratio.value):
        at = int(np.nanargmax(ratios))
        parts.append(f"a single run {ratios[at]:.1f} times the longest of the 30 days before it")
    nights = _known(diary.sleep_h[start:stop], int(sizes.nights_days.value))
    if nights.size and (lost := story.runner.sleep_h - float(nights.mean())) >= sizes.sleep_lost_h.value:
        parts.append(f"nights {60 * lost:.0f} minutes shorter than usual")
    felt = _known(diary.stress[start:stop], int(sizes.stress_days.value))
    if felt.size and (more := float(felt.mean()) - story.runner.stress) >= sizes.stress_more.value:
        parts.append(f"stress {more:.0f} points above usual")
    when = "the consultation" if story.onset_day is None else "pain began"
    weeks = max(round((stop - start) / 7), 1)
    span = "week" if weeks == 1 else f"{weeks} weeks"
    if not parts:
        return f"In the {span} before {when} nothing in the diary stands out."
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return f"In the {span} before {when} the diary shows {listed}."


def _weeks_told(story: Story) -> tuple[int, int]:
    """Return the first day that the words look back to, and the day after the last."""
    stop = story.diary.days if story.onset_day is None else story.onset_day + 1
    return max(stop - int(story_settings().reach_days.value), 0), stop


def _known(values: Floats, days: int) -> Floats:
    last = values[-days:]
    return last[~np.isnan(last)]


def gap_words(story: Story) -> str:
    """Say what the diary does not know, where it is shown as it was written down."""
    if not story.as_written:
        return ""
    diary = story.diary
    silent = int(np.count_nonzero(~diary.training_known))
    unrated = int(np.count_nonzero(np.isnan(diary.stress)))
    return (
        f"As written down: on {silent} of {diary.days} days nobody knows whether there was a run, and on {unrated} stress was not rated. "
        "The model reads only what is there."
    )


def peak_words(story: Story) -> str:
    """Say how high the hazard stood on the highest day of the weeks told of, with its band; never as a threshold."""
    start, stop = _weeks_told(story)
    times = story.hazards.times[start:stop]
    if not np.any(np.isfinite(times)):
        return ""
    day = start + int(np.nanargmax(times))
    before = story.diary.days - day
    ago = "the last one" if before == 1 else f"{before} days ago"
    return f"The highest day of these weeks was {ago}. {story.hazards.words(day)}"


def template_link() -> Markup:
    """Offer our own table to fill in; it is made in the page and comes from no server."""
    packed = base64.b64encode(template_csv().encode()).decode()
    return Markup(
        '<p class="st-small"><a download="my-running-diary.csv" href="data:text/csv;base64,{}">A table to fill in</a>, '
        "or files from a watch, Garmin, Strava or intervals.icu.</p>"
    ).format(packed)


def where_from() -> Markup:
    """Return the passports behind the words of a history."""
    sizes = story_settings()
    words = factors_file()
    cards = [
        passport(sizes.spike_ratio, name="When a run is marked as long"),
        passport("frandsen2025-session-10-30"),
        passport(words.settings.window_days, name="The days before the consultation"),
        passport(words.causes["spine"].incidence, name="Spine-related pain in a year, without any factor"),
    ]
    note = "The hazard rests on many numbers; the page on factors opens the passport of each."
    return passport_texts(cards) + Markup('<p class="st-muted">{}</p>').format(note)
