"""Panels of words: article beside guideline, more than one type possible, and a scan."""

from typing import Any

from markupsafe import Markup

from toolkit.content.imaging import imaging
from toolkit.content.passport import passport
from toolkit.content.plan_settings import tensions
from toolkit.plans import imaging_advice, tension_shown, without_pain
from toolkit.plans.mixed_belief import Pair
from toolkit.ui.passports import passport_texts
from toolkit.ui.plan_parts.cards import source_card
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.signs import claims_of, fold, items_of, type_words, within

_YOUNGEST, _OLDEST = 20, 80


class TensionsPanel(Panel):
    """Where the article and published guidance differ, side by side."""

    def parts(self) -> tuple[Any, ...]:
        """Return the differences that bear on this plan, and the others in a fold."""
        mine = self.desk.planning.plan.tensions
        others = [key for key in tensions().tensions if key not in mine]
        more = (
            fold("other-tensions", "Where they differ on other pain types", _tensions(others))
            if others
            else Markup()
        )
        return (
            self.text("said", in_words(_TENSION_WORDS), "st-reading"),
            self.text("table", _tensions(list(mine)) + more),
        )

    def act(self, name: str) -> bool:
        """Open the sources of one difference."""
        kind, _, key = name.partition(":")
        if kind != "tension" or key not in tensions().tensions:
            return False
        own = tensions().tensions[key]
        first, *rest = own.sources
        self.desk.open_card(
            own.title,
            Markup('<p tabindex="-1" autofocus>{}</p>{}').format(
                own.plan, source_card(first, [*rest, *own.cites])
            ),
        )
        return True


_TENSION_WORDS = (
    "Both agree that complete bed rest is no treatment. Where they differ both stand here, and the last column says "
    "what the plan does with it."
)


def _tensions(keys: list[str]) -> Markup:
    rows = []
    for key in keys:
        shown = tension_shown(key)
        rows.append(
            Markup(
                '<tr data-claims="{}"><th scope="row">{}</th><td data-head="The article">{}</td><td data-head="Guidelines and studies">'
                '{}</td><td data-head="This plan">{} <button type="button" class="st-link" data-act="tension:{}" '
                'aria-label="Sources: {}">◐ sources</button></td></tr>'
            ).format(
                claims_of(shown.cites),
                shown.title,
                shown.article,
                shown.guideline,
                shown.plan,
                key,
                shown.title,
            )
        )
    return Markup(
        '<div class="st-scroll st-tall" tabindex="0" role="region" aria-label="Article and guidelines"><table '
        'class="st-sides st-rows"><thead><tr><th scope="col">Question</th><th scope="col">The article</th><th scope="col">'
        'Guidelines and studies</th><th scope="col">This plan</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(Markup().join(rows))


class MixedPanel(Panel):
    """More than one type is possible."""

    def parts(self) -> tuple[Any, ...]:
        """Return each pair: what would part them, what is safe under both, when to look again."""
        mixed = self.desk.planning.plan.mixed
        if mixed is None:
            only = type_words(self.desk.planning.plan.types[0])
            text = in_words(
                Markup(
                    "Only {} is possible enough to be planned for. It is looked at again all the same."
                ).format(only)
            )
            return (self.text("said", text, "st-reading"),)
        names = Markup(", ").join(type_words(key) for key in mixed.types)
        if self.desk.planning.plan.stops_everything:
            text = in_words(
                Markup(
                    "{} may hold, alone or together. Which of them it is can wait: the concern above comes first, and "
                    "what it asks for also finds out."
                ).format(names)
            )
            return (self.text("said", text, "st-reading"),)
        said = in_words(
            Markup(
                "{} may hold, alone or together. The plan keeps to what is safe under each, and we look again {}."
            ).format(names, within(mixed.look_again_weeks))
        )
        return (
            self.text("said", said, "st-reading"),
            self.text(
                "pairs",
                Markup('<div data-claims="A4 F1">{}</div>').format(
                    Markup().join(_pair(index, pair) for index, pair in enumerate(mixed.pairs))
                ),
            ),
        )

    def act(self, name: str) -> bool:
        """Open the card of a pair's date."""
        kind, _, key = name.partition(":")
        mixed = self.desk.planning.plan.mixed
        if kind != "again" or mixed is None or not key.isdigit() or int(key) >= len(mixed.pairs):
            return False
        pair = mixed.pairs[int(key)]
        self.desk.open_card(
            "When to look again",
            Markup('<p tabindex="-1" autofocus>The earliest date of all items counts.</p>{}').format(
                passport_texts([passport(pair.dated, name="Look again")])
            ),
        )
        return True


def _pair(index: int, pair: Pair) -> Markup:
    a, b = (type_words(key) for key in pair.types)
    return Markup(
        '<h3>{} <span class="st-muted">or</span> {}</h3><p><strong>What would part them</strong></p>{}<p><strong>Safe '
        'under both:</strong> {}</p><p><strong>Look again</strong> {} <button type="button" class="st-link" '
        'data-act="again:{}">○ why then?</button></p>'
    ).format(a, b, items_of(pair.parts), pair.safe, within(pair.look_again_weeks), index)


class ScanPanel(Panel):
    """When a picture helps, and what spines without pain show."""

    def parts(self) -> tuple[Any, ...]:
        """Return the advice for this situation and the shares at this runner's age."""
        planning = self.desk.planning
        advice = imaging_advice(planning.situation)
        age = min(max(planning.story.runner.age_years, _YOUNGEST), _OLDEST)
        rows = Markup().join(
            Markup('<tr><th scope="row">{}</th><td><strong>{}</strong></td><td>{}</td></tr>').format(
                found.finding.capitalize(), found.words, found.say
            )
            for found in without_pain(age)
        )
        table = Markup(
            "<table><caption>People without back pain whose picture shows it</caption><thead>"
            '<tr><th scope="col">Finding</th><th scope="col">Without pain</th>'
            '<th scope="col">How to say it</th></tr></thead><tbody>{}</tbody></table><p><button type="button" class='
            '"st-link" data-act="asymptomatic">◐ where from?</button></p>'
        ).format(rows)
        every = items_of(
            Markup("<strong>{}:</strong> {}").format(each.when, each.advice)
            for each in imaging().advice.values()
        )
        said = in_words(
            Markup(
                '{} <button type="button" class="st-link" data-act="imaging">◐ where from?</button>'
            ).format(advice.advice)
        )
        return (
            self.text("said", said, "st-reading"),
            self.text("table", table + fold("imaging", "When a picture is taken", every)),
        )

    def act(self, name: str) -> bool:
        """Open the sources of the advice or of the shares."""
        if name == "imaging":
            advice = imaging_advice(self.desk.planning.situation)
            self.desk.open_card("A picture, and when", source_card(advice.source, advice.cites))
        elif name == "asymptomatic":
            cards = [
                passport(number, name=f"{own.finding.capitalize()}, at {age}")
                for own in imaging().asymptomatic.values()
                for age, number in ((own.young_age, own.young), (own.old_age, own.old))
            ]
            self.desk.open_card("Pictures of people without pain", passport_texts(cards))
        else:
            return False
        return True
