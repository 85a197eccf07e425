"""What should I ask next? The student chooses first; then what each open question would do."""

from collections.abc import Sequence

import numpy as np
from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.content.findings import finding_groups, findings
from toolkit.pain.questions import Question, best, withheld_tests
from toolkit.pain.screening import screening
from toolkit.ui.controls import Choice, ControlGroup, Option
from toolkit.ui.pain_panels.panel import Panel, region
from toolkit.ui.prose import Prose

_SHOWN = 6


class NextQuestion(Panel):
    """Choose, then see."""

    def widgets(self) -> Sequence[Widget]:
        """Build the choice and the answer."""
        self.choice = ControlGroup("My next question", [], {}, self.page.guard(self._choose))
        self.text = self.page.pressed(Prose(live=True, css="st-answer"))
        self._open: tuple[str, ...] = ()
        return (self.choice, self.text)

    def update(self, picture: Picture) -> None:
        """Offer what is open; answer when something was chosen."""
        mine = self.chosen("my_question", "")
        still = tuple(key for key in findings() if key not in picture.findings)
        if still != self._open:
            self._open = still
            self.choice.arrange([_choice(still)], {"mine": ""})
        if mine not in still:
            self.choice.fill({"mine": ""})
            self.text.show(_before())
            return
        self.choice.fill({"mine": mine})
        self.text.show(_revealed(picture, mine))

    def _choose(self, _: str, value: str) -> None:
        self.remember(my_question=value or None)


def _choice(still: tuple[str, ...]) -> Choice:
    options = [Option("", "Choose your own first ...")]
    for file in finding_groups():
        options += [
            Option(key, f"{file.group.title}: {findings()[key].ask}") for key in file.findings if key in still
        ]
    return Choice("mine", "My next question", options, style="select")


def _before() -> Markup:
    return Markup(
        '<p class="st-muted">Choose one question or test. Then you see what each open one would do: by how much its answer '
        "would move the belief on average, and how often it would change what leads the plan.</p>"
    )


def _revealed(picture: Picture, mine: str) -> Markup:
    questions = picture.model.value_of_questions(picture.findings)
    order = best(questions, len(questions))
    rank = next((at for at, question in enumerate(order, 1) if question.id == mine), 0)
    own = next((question for question in questions if question.id == mine), None)
    if own is None:
        said = f"{findings()[mine].ask} is not done now: it would load a bone that may be failing."
    elif rank <= 3:
        said = f"A good choice: number {rank} of {len(order)} open questions. {own.why}"
    else:
        said = f"Yours is number {rank} of {len(order)} open questions. {own.why}"
    rows = Markup().join(_row(at, question, mine) for at, question in enumerate(order[:_SHOWN], 1))
    if own is not None and rank > _SHOWN:
        rows += _row(rank, own, mine)
    table = Markup(
        '<table><caption>Open questions by what their answer would do</caption><thead><tr><th scope="col">Rank</th><th '
        'scope="col">Question or test</th><th scope="col">Moves the belief by</th><th scope="col">Changes what leads the '
        "plan</th></tr></thead><tbody>{}</tbody></table>"
    ).format(rows)
    return Markup('<div class="st-reading"><p><strong>In words.</strong> {}</p></div>{}{}{}').format(
        said, region("Open questions", table), _never_wasted(picture), _held(picture)
    )


def _row(rank: int, question: Question, mine: str) -> Markup:
    own = Markup(" <strong>(yours)</strong>") if question.id == mine else Markup()
    return Markup(
        '<tr><td>{}</td><th scope="row">{}{} <button type="button" class="st-link" data-act="finding:{}">◐○ how, and '
        'worth<span class="st-unseen"> {}</span></button></th><td>{:.1f} points</td><td>in {:.0f} of 100</td></tr>'
    ).format(
        rank,
        question.ask,
        own,
        question.id,
        question.ask,
        100 * question.expected_change,
        100 * question.plan_change,
    )


def _never_wasted(picture: Picture) -> Markup:
    open_now = screening(picture.findings)
    parts = []
    if open_now.always:
        names = ", ".join(findings()[key].ask.lower() for key in open_now.always)
        parts.append(Markup("<li>Asked of everybody, whatever the table says: {}.</li>").format(names))
    parts += [
        Markup("<li>{}, because of: {}.</li>").format(call.ask, call.because) for call in open_now.called[:6]
    ]
    if not parts:
        return Markup()
    return Markup("<h3>Never wasted: so that nothing is missed</h3><ul>{}</ul>").format(Markup().join(parts))


def _held(picture: Picture) -> Markup:
    held = withheld_tests(np.array(list(picture.belief.probabilities.values())))
    if not held:
        return Markup()
    listed = Markup().join(Markup("<li>{}</li>").format(words) for words in held.values())
    return Markup("<h3>Not done now</h3><ul>{}</ul>").format(listed)
