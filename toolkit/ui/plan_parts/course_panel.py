"""The usual course of a pain type under usual care, and how often it comes back."""

from typing import Any

from markupsafe import Markup

from toolkit.content.courses import CourseStatement, courses
from toolkit.content.pain_types import pain_types
from toolkit.content.passport import passport
from toolkit.figures.recurrence_year import recurrence_year
from toolkit.figures.usual_course import reading as read_course
from toolkit.figures.usual_course import usual_course
from toolkit.plans import Course, course, narrowing, recurrence
from toolkit.ui.controls import Choice, Control, Option
from toolkit.ui.passports import passport_texts
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.signs import type_sign, type_words


class CoursePanel(Panel):
    """What usually happens, whatever is done."""

    def parts(self) -> tuple[Any, ...]:
        """Return the choice of a type and of its grade or stage, its curves, and recurrence."""
        type_id, narrow = self.type_id(), self.narrowed()
        chooser = self.controls(
            "type",
            "Pain type",
            _controls(type_id),
            {"of": type_id} | {name: "" if value is None else str(value) for name, value in narrow.items()},
            self._set,
        )
        chooser.add_class("st-row-of-choices")
        found = self.course()
        widgets: list[Any] = [chooser]
        if found.curves:
            widgets.append(self.figure("course", usual_course(found, self.desk.planning.situation.weeks)))
        widgets.append(self.text("said", _said(found), "st-reading"))
        widgets.append(self.text("more", _statements(found)))
        monthly = bool(self.choice("monthly", usual=False))
        shown = self.controls(
            "again", "Recurrence", [_RECURRENCE], {"monthly": "month" if monthly else "year"}, self._set
        )
        year = recurrence_year(monthly=monthly)
        widgets += [
            self.text("again", _AGAIN),
            shown,
            self.figure("recurrence", year),
            self.text("recurrence", _recurrence_words(year.reading), "st-reading"),
        ]
        return tuple(widgets)

    def course(self) -> Course:
        """Return the course of the chosen type, narrowed as chosen."""
        narrow = self.narrowed()
        grade = narrow["grade"]
        return course(
            self.type_id(),
            grade=None if grade is None else int(grade),
            stage=None if narrow["stage"] is None else str(narrow["stage"]),
        )

    def narrowed(self) -> dict[str, int | str | None]:
        """Return the chosen grade and stage; none where the type has no such curve, or all are shown."""
        able = narrowing(self.type_id())
        grade, stage = (str(self.choice(name, usual="")) for name in ("grade", "stage"))
        return {
            "grade": int(grade) if grade in {str(each) for each in able.grades} else None,
            "stage": stage if stage in able.stages else None,
        }

    def act(self, name: str) -> bool:
        """Open the passports of the curves, of a statement, or of recurrence."""
        kind, _, key = name.partition(":")
        if name == "curves":
            found = self.course()
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

    def _set(self, name: str, value: Any) -> None:
        if name == "of":
            usual = value == self.desk.planning.plan.types[0]
            self.choose(course=None if usual else value, grade=None, stage=None)
        elif name == "monthly":
            self.choose(monthly=True if value == "month" else None)
        else:
            self.choose(**{name: value or None})


_RECURRENCE = Choice(
    "monthly",
    "Show",
    (Option("year", "Had one by then"), Option("month", "Chance in each month")),
    stacked=True,
)


def _controls(type_id: str) -> list[Control]:
    types = [Option(key, f"{type_sign(key).symbol} {kind.name}") for key, kind in pain_types().types.items()]
    controls: list[Control] = [Choice("of", "Usual course of", types, style="select")]
    able = narrowing(type_id)
    if able.grades:
        grades = [Option("", "All grades"), *(Option(str(each), f"Grade {each}") for each in able.grades)]
        controls.append(Choice("grade", "Grade on MRI", grades, stacked=True))
    if able.stages:
        stages = [Option("", "All stages"), *(Option(each, each.capitalize()) for each in able.stages)]
        controls.append(Choice("stage", "How long it had lasted when the study began", stages, stacked=True))
    return controls


_AGAIN = Markup('<h3>And then? How often it comes back</h3><p class="st-muted">Back pain, not runners.</p>')


def _said(found: Course) -> Markup:
    button = (
        Markup(' <button type="button" class="st-link" data-act="curves">◐ where from?</button>')
        if found.curves
        else Markup()
    )
    return Markup('<div data-claims="F2 F3">{}</div>').format(
        in_words(
            read_course(found) + " ",
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


def _recurrence_words(reading: str) -> Markup:
    walked = recurrence(kind="limiting", walking=True)
    more = Markup().join(_statement(each) for each in recurrence().statements)
    return in_words(
        Markup(
            '{} One trial moved this, and it moved recurrences that limit activity only. {} <button type="button" '
            'class="st-link" data-act="recurrence">◐ where from?</button>'
        ).format(reading, walked.note),
        Markup("<ul>{}</ul>").format(more),
    )


def _first(words: str) -> Markup:
    return Markup('<p tabindex="-1" autofocus>{}</p>').format(words)
