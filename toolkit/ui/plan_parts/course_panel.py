"""The usual course of a pain type under usual care, and how often it comes back."""

from typing import Any

from markupsafe import Markup

from toolkit.content.courses import CourseStatement, courses
from toolkit.content.pain_types import pain_types
from toolkit.content.passport import passport
from toolkit.figures.recurrence_year import recurrence_year
from toolkit.figures.usual_course import reading, usual_course
from toolkit.plans import Course, course, recurrence
from toolkit.ui.controls import Choice, Option
from toolkit.ui.passports import passport_texts
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.signs import type_sign, type_words


class CoursePanel(Panel):
    """What usually happens, whatever is done."""

    def parts(self) -> tuple[Any, ...]:
        """Return the choice of a type, its curves where some were published, and recurrence."""
        type_id = self.type_id()
        options = [
            Option(key, f"{type_sign(key).symbol} {kind.name}") for key, kind in pain_types().types.items()
        ]
        chooser = self.controls(
            "type",
            "Pain type",
            [Choice("of", "Usual course of", options, style="select")],
            {"of": type_id},
            self._set,
        )
        found = course(type_id)
        widgets: list[Any] = [chooser]
        if found.curves:
            widgets.append(self.figure("course", usual_course(found, self.desk.planning.situation.weeks)))
        widgets.append(self.text("said", _said(found), "st-reading"))
        widgets.append(self.text("more", _statements(found)))
        widgets += [
            self.text("again", _AGAIN),
            self.figure("recurrence", recurrence_year()),
            self.text("recurrence", _recurrence_words(), "st-reading"),
        ]
        return tuple(widgets)

    def act(self, name: str) -> bool:
        """Open the passports of the curves, of a statement, or of recurrence."""
        kind, _, key = name.partition(":")
        if name == "curves":
            found = course(self.type_id())
            cards = [
                passport(point.value, name=f"{curve.title}, week {point.weeks:g}")
                for curve in found.curves
                for point in curve.points
            ]
            self.desk.open_card("The published numbers", _first(found.under) + passport_texts(cards))
        elif name == "recurrence":
            own = courses().recurrence
            cards = [
                passport(own.shape, name="Shape: a hazard that falls with time"),
                passport(own.scale, name="Scale"),
                passport(
                    own.activity_limiting, name="Share with a recurrence that limits activity, one year"
                ),
                passport(own.walking, name="Walking and education: hazard ratio"),
            ]
            self.desk.open_card("Recurrence", _first(own.title) + passport_texts(cards))
        elif kind == "figure" and key in {s.source for s in _every_statement()}:
            self.desk.open_card("Where this is from", passport_texts([passport(key)]))
        else:
            return False
        return True

    def type_id(self) -> str:
        """Return the chosen type: the likeliest unless another was chosen."""
        chosen = str(self.choice("course", usual=""))
        return chosen if chosen in pain_types().types else self.desk.planning.plan.types[0]

    def _set(self, _: str, value: Any) -> None:
        self.choose(course=None if value == self.desk.planning.plan.types[0] else value)


_AGAIN = Markup('<h3>And then? How often it comes back</h3><p class="st-muted">Back pain, not runners.</p>')


def _said(found: Course) -> Markup:
    button = (
        Markup(' <button type="button" class="st-link" data-act="curves">◐ where from?</button>')
        if found.curves
        else Markup()
    )
    return Markup('<div data-claims="F2 F3">{}</div>').format(
        in_words(
            reading(found) + " ",
            Markup("<p>{} <strong>{}</strong>{}</p>").format(
                "Groups of people; one person may do quite otherwise.", found.under, button
            ),
        )
    )


def _statements(found: Course) -> Markup:
    rows = Markup().join(_statement(each) for each in (*found.statements, *found.general))
    return Markup("<h3>{}: what else is known</h3><ul>{}</ul>").format(type_words(found.type_id), rows)


def _statement(each: CourseStatement) -> Markup:
    where, _, key = each.source.partition(":")
    if where == "evidence":
        mark = passport(each.source).symbol
        button = Markup(
            '<button type="button" class="st-link" data-act="figure:{}" aria-label="Where from? {}">{} published</button>'
        ).format(each.source, each.text, mark)
    else:
        button = Markup('<span class="st-muted">{}</span>').format(
            f"○ article {key}" if where == "article" else "○ teaching"
        )
    claim = Markup(' data-claims="{}"').format(key) if where == "article" else Markup()
    return Markup("<li{}>{} {}</li>").format(claim, each.text, button)


def _every_statement() -> tuple[CourseStatement, ...]:
    content = courses()
    return (
        *content.general,
        *content.recurrence.statements,
        *(each for own in content.types.values() for each in own.statements),
    )


def _recurrence_words() -> Markup:
    walked = recurrence(kind="limiting", walking=True)
    more = Markup().join(_statement(each) for each in recurrence().statements)
    return in_words(
        Markup(
            '{} One trial moved this, and it moved recurrences that limit activity only. {} <button type="button" '
            'class="st-link" data-act="recurrence">◐ where from?</button>'
        ).format(recurrence_year().reading, walked.note),
        Markup("<ul>{}</ul>").format(more),
    )


def _first(words: str) -> Markup:
    return Markup('<p tabindex="-1" autofocus>{}</p>').format(words)
