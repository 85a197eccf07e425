"""The words of the page on load measures."""

from markupsafe import Markup

from toolkit.cases import Story
from toolkit.content.load_measures import MeasureId, load_measures_file
from toolkit.content.passport import passport
from toolkit.content.quantity import Mark
from toolkit.figures.load_curves import Constants, extreme, measure_lines
from toolkit.ui.factor_evidence import fold
from toolkit.ui.passports import passport_texts

_LOOK_BACK = 28


def load_words(measure: MeasureId, reading: str) -> Markup:
    """Read a measure aloud, with what is known of it and where it misleads."""
    about = load_measures_file().measures[measure]
    return Markup(
        "<p><strong>In words.</strong> {}</p><p><strong>What is known.</strong> {} "
        '<button type="button" class="st-link" data-act="passport:{}">{} where from?</button></p>'
        "<p><strong>Where it misleads.</strong> {}</p>"
    ).format(reading, about.known, measure, _marks(measure), about.misleads)


def definition(measure: MeasureId) -> Markup:
    """Say what a measure is."""
    return Markup('<p class="st-small">{}</p>').format(load_measures_file().measures[measure].is_)


def all_measures(story: Story) -> Markup:
    """Return every measure on this diary: its highest value before the pain, or before today, side by side."""
    file = load_measures_file()
    stop = story.diary.days if story.onset_day is None else story.onset_day + 1
    rows = []
    for measure, about in file.measures.items():
        for name, values in measure_lines(story, measure, Constants.usual()).items():
            last = values[max(stop - _LOOK_BACK, 0) : stop]
            usual = values[: max(stop - _LOOK_BACK, 0)]
            rows.append(
                Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>').format(
                    about.lines[name][:1].upper() + about.lines[name][1:],
                    about.name,
                    extreme(name, last),
                    extreme(name, usual),
                )
            )
    when = "today" if story.onset_day is None else "pain began"
    table = Markup(
        '<div class="st-scroll" tabindex="0" role="region" aria-label="All '
        'measures"><table><caption>Highest value of each '
        "measure</caption><thead>"
        '<tr><th scope="col">Line</th><th scope="col">Measure</th><th scope="col">In the 28 days before '
        "{}</th>"
        '<th scope="col">In the days before those</th></tr></thead><tbody>{}</tbody></table></div>'
        "<p>One diary cannot test a measure: whatever stands high before the pain looks like its cause, "
        "and the same "
        "measure stood high in weeks without pain. The page on a population tries them on many runners.</p>"
    ).format(when, Markup().join(rows))
    return fold("all", "All measures on this diary, side by side", table)


def measure_card(measure: MeasureId) -> tuple[str, Markup]:
    """Return title and passports of a measure: its bounds, its constants, and what was published."""
    file = load_measures_file()
    about = file.measures[measure]
    cards = [passport(bound.at, name=f"Line drawn: {bound.words}") for bound in about.bounds]
    if measure == "fitness_fatigue":
        known = file.constants
        cards += [
            passport(known.fitness_days, name="Time constant of fitness"),
            passport(known.fatigue_days, name="Time constant of fatigue"),
            passport(known.fatigue_weight, name="Weight of fatigue"),
        ]
    cards += [passport(figure) for figure in about.figures]
    text = Markup('<p tabindex="-1" autofocus>{}</p>{}').format(about.is_, passport_texts(cards))
    return about.name, text


def _marks(measure: MeasureId) -> str:
    marks = {passport(figure).mark for figure in load_measures_file().measures[measure].figures}
    return "".join(mark.symbol for mark in Mark if mark.value in marks)
