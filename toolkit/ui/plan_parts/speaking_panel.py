"""Words that explain without harm, and an exercise in putting phrases better."""

from typing import Any

from markupsafe import Markup

from toolkit.content.pain_types import pain_types
from toolkit.content.passport import passport
from toolkit.content.quantity import review_words
from toolkit.content.words import words
from toolkit.plans import Situation, explanation, rephrase, rephrasing_tasks
from toolkit.ui.controls import Choice, Option
from toolkit.ui.passports import passport_texts
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.signs import claims_of, type_sign, type_words


class SpeakingPanel(Panel):
    """How to speak of the pain."""

    def parts(self) -> tuple[Any, ...]:
        """Return the explanation of a type, answers to expectations, and the rephrasing exercise."""
        type_id = self._type()
        types = [
            Option(key, f"{type_sign(key).symbol} {kind.name}") for key, kind in pain_types().types.items()
        ]
        tasks = [Option(key, f"'{task.phrase}'") for key, task in rephrasing_tasks().items()]
        task = self._task()
        return (
            self.controls(
                "type",
                "Pain type",
                [Choice("speak", "Explain", types, style="select")],
                {"speak": type_id},
                self._set,
            ),
            self.text("explain", _explained(type_id, self.desk.planning.situation)),
            self.text("expects", _expectations(self.desk.planning.situation.beliefs)),
            self.text("head", _HEAD),
            self.controls(
                "task", "Phrase", [Choice("task", "Phrase", tasks, style="select")], {"task": task}, self._set
            ),
            self.text("said", _rephrased(task, self._said(task)), "st-answer"),
        )

    def act(self, name: str) -> bool:
        """Take an option of the exercise, or open the sources of an explanation."""
        kind, _, key = name.partition(":")
        if kind == "say" and key.isdigit():
            self.choose(said=int(key))
        elif kind == "words" and key in words().types:
            own = words().types[key]
            cards = passport_texts(passport(source) for source in own.sources)
            self.desk.open_card(
                "Where these words are from",
                Markup('<p tabindex="-1" autofocus>The explanation is the toolkit\'s own. {}.</p>{}').format(
                    review_words(own.reviewed_by).capitalize(), cards
                ),
            )
        else:
            return False
        return True

    def _type(self) -> str:
        chosen = str(self.choice("speak", usual=""))
        return chosen if chosen in words().types else self.desk.planning.plan.types[0]

    def _task(self) -> str:
        chosen = str(self.choice("task", usual=""))
        return chosen if chosen in rephrasing_tasks() else next(iter(rephrasing_tasks()))

    def _said(self, task: str) -> int | None:
        said = int(self.choice("said", usual=-1))
        return said if 0 <= said < len(rephrasing_tasks()[task].options) else None

    def _set(self, name: str, value: Any) -> None:
        if name == "task":
            self.choose(task=None if value == next(iter(rephrasing_tasks())) else value, said=None)
        else:
            self.choose(speak=None if value == self.desk.planning.plan.types[0] else value)


_HEAD = Markup(
    '<h3>Put it better</h3><p class="st-muted">A runner was told this. Choose what you would say instead; then see what '
    "each does.</p>"
)


def _explained(type_id: str, situation: Situation) -> Markup:
    own = explanation(type_id, situation)
    mark = "◐ published, in part" if own.sources else "○ teaching"
    return Markup(
        '<div class="st-halves" data-claims="{}"><div class="st-reading"><h3>{}</h3><p>“{}”</p><p>“{}”</p></div>'
        '<div><p><strong>What to expect.</strong> {}</p><p><strong>Better left unsaid.</strong> {}</p><p class="st-small">'
        'In patient words: {}. <button type="button" class="st-link" data-act="words:{}">{}</button></p></div></div>'
    ).format(
        claims_of(own.cites),
        type_words(type_id),
        own.explain,
        own.say,
        own.expect,
        own.avoid,
        pain_types().types[type_id].plain,
        type_id,
        mark,
    )


def _expectations(held: frozenset[str]) -> Markup:
    rows = Markup().join(
        Markup('<li data-claims="{}"><strong>“{}”</strong>{} {}</li>').format(
            claims_of(each.cites), each.belief, " (this runner)" if key in held else "", each.answer
        )
        for key, each in words().expectations.items()
    )
    return Markup("<h3>When the runner says</h3><ul>{}</ul>").format(rows)


def _rephrased(task_id: str, said: int | None) -> Markup:
    task = rephrasing_tasks()[task_id]
    if said is None:
        options = Markup().join(
            Markup('<li><button type="button" class="st-button" data-act="say:{}">{}</button></li>').format(
                index, option.text
            )
            for index, option in enumerate(task.options)
        )
        return Markup('<p><strong>Said:</strong> “{}”</p><ul class="st-says">{}</ul>').format(
            task.phrase, options
        )
    chosen = rephrase(task_id, said)
    rows = Markup().join(
        Markup("<li>{} {} <strong>{}</strong>{}</li>").format(
            option.text,
            Markup('<span class="st-unseen">Your choice.</span> ←') if index == said else Markup(),
            "✓ " if option.good else "✕ ",
            option.feedback,
        )
        for index, option in enumerate(task.options)
    )
    return Markup('<div class="st-reading" data-claims="{}">{}<ul>{}</ul></div>').format(
        claims_of(task.cites),
        in_words(
            Markup("{} {} What “{}” may do: {}").format(
                "That helps." if chosen.good else "That may harm.", chosen.feedback, task.phrase, task.harm
            )
        ),
        rows,
    )
