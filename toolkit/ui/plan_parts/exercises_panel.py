"""Five movements and two positions of ease, with drawings: what is due, what waits, what is left out and why."""

from typing import Any

from markupsafe import Markup

from toolkit.content.exercises import exercises
from toolkit.content.quantity import review_words
from toolkit.figures.poses import pictures
from toolkit.plans import ExerciseState, exercise_states
from toolkit.ui.controls import Toggle
from toolkit.ui.plan_parts.cards import source_card
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.signs import claims_of, fold, items_of, said, state_words

_NOT_DONE = ("ruled_out", "not_called_for")
_ORDER = ("now", "waiting", "later", "ruled_out", "not_called_for")


class ExercisesPanel(Panel):
    """The exercises for this situation."""

    def parts(self) -> tuple[Any, ...]:
        """Return the words before all, and each exercise with its state."""
        states = exercise_states(self.desk.planning.plan)
        moving = bool(self.choice("moving", usual=False))
        group = self.controls(
            "moving", "Drawings", [Toggle("moving", "Let the drawings move")], {"moving": moving}, self._set
        )
        words = in_words(
            Markup("{} {}").format(_count(states), " ".join(exercises().before_all[:2])),
            items_of(exercises().before_all[2:]),
        )
        cards = Markup('<div class="st-exercises">{}</div>').format(
            Markup().join(_card(state, moving=moving) for state in states)
        )
        return (
            self.text("said", Markup('<div data-claims="H1 H3 H9">{}</div>').format(words), "st-reading"),
            group,
            self.text("cards", cards),
        )

    def act(self, name: str) -> bool:
        """Open the card of one exercise."""
        kind, _, key = name.partition(":")
        if kind != "exercise" or key not in exercises().exercises:
            return False
        own = exercises().exercises[key]
        first, *rest = own.cites
        self.desk.open_card(
            own.title,
            Markup('<p tabindex="-1" autofocus>{}</p>{}<p class="st-muted">{}</p>').format(
                own.feel, source_card(first, rest), review_words(own.reviewed_by).capitalize()
            ),
        )
        return True

    def _set(self, _: str, value: Any) -> None:
        self.choose(moving=value or None)


def _count(states: tuple[ExerciseState, ...]) -> str:
    counts = {state: sum(each.state == state for each in states) for state in _ORDER}
    named = {"now": "now", "waiting": "waiting", "later": "later", "ruled_out": "left out"}
    parts = [f"{counts[state]} {words}" for state, words in named.items() if counts[state]]
    return f"Of two positions and five movements: {', '.join(parts)}." if parts else ""


def _card(state: ExerciseState, *, moving: bool) -> Markup:
    own = state.exercise
    how = Markup("<ol>{}</ol><p><strong>Dose:</strong> {}</p>").format(
        Markup().join(Markup("<li>{}</li>").format(step) for step in own.steps), own.dose
    )
    lines = [*state.why, *(said("With care", each) for each in state.care)]
    why = items_of(lines, "st-small") if lines else Markup()
    more = Markup("<p><strong>Feel:</strong> {}</p><p><strong>Stop:</strong> {}</p>{}").format(
        own.feel,
        own.stop,
        Markup("<p><strong>What rules it out</strong></p>") + items_of(each.why for each in own.not_for)
        if own.not_for
        else Markup(),
    )
    title = "Feel, stop, what rules it out"
    if state.state in _NOT_DONE:  # nobody is shown how to do what is left out before asking for it
        title, more, how = f"How it is done; {title[:1].lower()}{title[1:]}", how + more, Markup()
    return Markup(
        '<section class="st-card st-exercise st-exercise-{}" data-claims="{}"><h3>{}. {} {}</h3>{}{}{}{}<p><button '
        'type="button" class="st-link" data-act="exercise:{}" aria-label="Where is {} from?">○ where from?</button></p>'
        "</section>"
    ).format(
        state.state,
        claims_of(own.cites),
        own.order,
        own.title,
        state_words(state.state),
        pictures(state.id, moving=moving),
        why,
        how,
        fold(f"more-{state.id}", title, more),
        state.id,
        own.title,
    )
