"""Read a player's CSV of SoccerMon: football, with daily ratings.

Source: Midoglu et al. 2024, Zenodo 10033832.
"""

from toolkit.content.logs import log_words
from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.found import Answers, Found, UnreadableError, counted, shown, some_of
from toolkit.history.readers.ratings import RatingError, rescaled, said
from toolkit.history.readers.table import Table
from toolkit.history.readers.words import WordError, moment, number


def is_soccermon(table: Table) -> bool:
    """Tell whether a table is a player of SoccerMon."""
    return table.has("date", "player id", "daily load")


def read_soccermon(table: Table, _answers: Answers) -> Found:
    """Read it. Its load is effort x minutes of football; missing load was written as 0, so a 0 says nothing.

    Raises:
        UnreadableError: it has no row that can be read.
    """
    scale = log_words().scales["soccermon"]
    longest = log_words().bounds.longest_sleep.value
    activities: list[Activity] = []
    days: list[DayRating] = []
    wrong: list[str] = []
    zeros = 0
    for line, row in table.rows:
        values: dict[str, float | None] = {}
        try:
            day = moment(row[table.header.index("date")])[0]
            for column in ("daily load", "sleep duration", "sleep quality", "stress", "soreness"):
                place = table.at(column)
                values[column] = number(row[place]) if place is not None else None
            ratings = {
                rating: rescaled(value, rating, scale) if value else None
                for rating in ("sleep_quality", "stress", "soreness")
                for value in [values[rating.replace("_", " ")]]
            }
        except (WordError, RatingError) as error:
            wrong.append(f"{table.name}, line {line}: '{shown(error)}' cannot be read; the row was left out.")
            continue
        load, hours = values["daily load"], values["sleep duration"]
        zeros += load == 0
        if load:
            activities.append(Activity(day, "football", load=load, file=table.name))
        hours = hours if hours and hours <= longest else None
        rating = DayRating(day, sleep_h=hours, file=table.name, **ratings)  # type: ignore[arg-type]
        days += [] if rating.empty else [rating]
    if not activities and not days:
        raise UnreadableError(" ".join([f"{table.name}: no row could be read.", *wrong[:1]]))
    notes = [said(table.name, scale), *some_of(wrong, "rows")]
    if zeros:
        notes.append(
            f"{table.name}: {counted(zeros, 'day')} of load 0 read as unknown; missing was written as 0."
        )
    return Found(tuple(activities), tuple(days), tuple(notes), one_person="player", is_list=False)
