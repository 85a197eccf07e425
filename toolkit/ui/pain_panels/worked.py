"""A worked example before the first own try: ask, find, think, and what the belief then is."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.cases.seen_patient import WORKED, fill_in
from toolkit.content.examples import Step, examples
from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.pain import Answer, Belief, PainModel
from toolkit.ui.belief_bars import ORDER, cannot_say
from toolkit.ui.pain_panels.panel import Panel
from toolkit.ui.prose import Prose


class Worked(Panel):
    """The example, worked with the page's own model and setting."""

    def widgets(self) -> Sequence[Widget]:
        """Build the text."""
        self.text = self.page.pressed(Prose())
        return (self.text,)

    def update(self, picture: Picture) -> None:
        """Work it through in this setting."""
        self.text.show(worked_text(picture.model))

    def act(self, name: str) -> None:
        """Fill the example's findings in."""
        if name == "worked:fill":
            self.page.to(fill_in(self.page.scenario, WORKED, whole()))


def whole() -> dict[str, Answer]:
    """Return all findings of the worked example.

    >>> whole()["slr"]
    45.0
    """
    return {key: answer for step in examples().worked.steps for key, answer in step.findings.items()}


@lru_cache(maxsize=4)
def worked_text(model: PainModel) -> Markup:
    """Return the steps with the belief after each."""
    example = examples().worked
    found: dict[str, Answer] = {}
    steps = []
    for step in example.steps:
        found = {**found, **step.findings}
        steps.append(_step(step, model.posterior(found)))
    return Markup(
        '<h3>A patient, worked through</h3><blockquote class="st-quote">“{}”</blockquote><ol class="st-worked">{}</ol>'
        '<div class="st-reading"><p><strong>In words.</strong> {}</p></div><p><button type="button" class="st-button" '
        'data-act="worked:fill">Fill these findings in</button></p>'
    ).format(example.says, Markup().join(steps), example.end)


def _step(step: Step, belief: Belief) -> Markup:
    claims = " ".join(each.removeprefix("article:") for each in step.cites if each.startswith("article:"))
    return Markup(
        '<li data-claims="{}"><p><strong>{}</strong></p><p class="st-small">{}</p><p>{}</p><p class="st-belief-chips">{}</p></li>'
    ).format(claims, step.ask, found_words(step.findings), step.think, chips(belief))


def found_words(found: Mapping[str, Answer]) -> str:
    """Put answers in one line.

    >>> found_words({"burning": "present", "slr": 45})
    'Burning: yes. Straight leg raise, angle of the familiar leg pain: 45 degrees.'
    """
    return " ".join(f"{findings()[key].ask}: {answer_words(key, answer)}." for key, answer in found.items())


def answer_words(key: str, answer: Answer) -> str:
    """Put one answer in words."""
    finding = findings()[key]
    if isinstance(answer, str):
        return finding.label(answer) if answer in finding.level_ids else answer
    return f"{answer:g} {finding.number.unit}" if finding.number and answer is not None else str(answer)


def chips(belief: Belief) -> Markup:
    """Return the belief in four families as a line of symbols and words."""
    return Markup().join(
        Markup(
            '<span class="st-belief-chip"><span class="st-symbol" aria-hidden="true" style="color:{}">{}</span>{}: {}</span> '
        ).format(
            look().families[family].colour,
            look().families[family].symbol,
            look().families[family].label,
            "cannot say yet" if cannot_say(belief, family) else belief.families[family].words,
        )
        for family in ORDER
    )
