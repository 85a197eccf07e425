"""Keep running? as an exercise: six runs, a decision, and then the rule's answer with its reasons."""

from typing import Any

from markupsafe import Markup

from toolkit.cases.running_exercise import THIS, RunningExercise, running_exercise, write_pains
from toolkit.content.passport import passport
from toolkit.content.run_diaries import RUNS, run_diaries
from toolkit.content.running import running
from toolkit.figures.six_runs import PARTS, six_runs
from toolkit.plans import Answer
from toolkit.plans.keep_running import RuleReason
from toolkit.ui.controls import Choice, Control, Option, Range, Toggle, Words
from toolkit.ui.page import part
from toolkit.ui.passports import passport_texts
from toolkit.ui.plan_parts.cards import source_card
from toolkit.ui.plan_parts.concern_text import who
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.signs import ANSWERS, claims_of, symbol

_PAINS = ("during", "after", "morning")


class RunningPanel(Panel):
    """Six runs to decide on."""

    def parts(self) -> tuple[Any, ...]:
        """Return controls on the left; figure, decision and answer on the right."""
        exercise = running_exercise(self.desk.scenario)
        limit = running().limits.during.value
        figure = self.figure("runs", six_runs(exercise.pains, [run.day for run in exercise.runs], limit))
        left = self.controls("runs", "Six runs", self._controls(exercise), self._values(exercise), self._set)
        decide = self.controls(
            "decide", "Your decision", _decision_controls(), {"decision": _decided(exercise)}, self._decide
        )
        answer = self.text("answer", _answer(exercise, figure.figure.reading), "st-reading")
        if not hasattr(self, "_columns"):
            self._columns = part(left, part(figure, decide, answer, css="st-column"), css="st-columns")
        return self.text("head", _HEAD), self._columns

    def act(self, name: str) -> bool:
        """Open the card of a rule or of the limits."""
        kind, _, key = name.partition(":")
        rules = running().rules
        if kind == "rule" and key in rules:
            rule = rules[key]
            self.desk.open_card(
                "Where this rule is from",
                Markup('<p tabindex="-1" autofocus><strong>{}</strong></p>{}').format(
                    rule.text, source_card(rule.source, rule.cites)
                ),
            )
        elif name == "limits":
            self.desk.open_card("Limits of the rule", _limits_card())
        else:
            return False
        return True

    # -- the controls ----------------------------------------------------------------------------

    def _at(self) -> int:
        at = int(self.choice("run_at", usual=RUNS))
        return at if 1 <= at <= RUNS else RUNS

    def _controls(self, exercise: RunningExercise) -> list[Control]:
        known = run_diaries()
        people = [Option(THIS, f"{who(self.desk.planning)}, as above")]
        people += [Option(key, each.title) for key, each in known.people.items()]
        rows = [Option(key, each.title) for key, each in known.diaries.items()]
        return [
            Choice("person", "Whose runs", people, style="select"),
            Choice("diary", "Six runs", rows, style="select"),
            Words("fold", "Change single runs", aside="changed" if exercise.changed else ""),
            Choice("run_at", "Which run", [Option(str(n), str(n)) for n in range(1, RUNS + 1)], stacked=True),
            *(Range(name, f"Pain {words}", 0, 10, 1) for name, (words, _) in zip(_PAINS, PARTS, strict=True)),
            Words("end"),
            Toggle("run_gait", "Ran differently to tolerate it"),
        ]

    def _values(self, exercise: RunningExercise) -> dict[str, Any]:
        at = self._at()
        return {
            "person": exercise.person,
            "diary": exercise.diary,
            "run_at": str(at),
            **dict(zip(_PAINS, exercise.pains[at - 1], strict=True)),
            "run_gait": exercise.gait_changed,
        }

    def _set(self, name: str, value: Any) -> None:
        exercise = running_exercise(self.desk.scenario)
        again: dict[str, Any] = {"decision": None}  # other runs ask for another decision
        if name == "person":
            self.choose(person=None if value == THIS else value, **again)
        elif name == "diary":
            first = next(iter(run_diaries().diaries))
            self.choose(diary=None if value == first else value, runs=None, run_gait=None, **again)
        elif name == "run_at":
            self.choose(run_at=None if int(value) == RUNS else int(value))
        elif name == "run_gait":
            self.choose(run_gait=None if value == exercise.row.gait_changed else value, **again)
        else:
            at, which = self._at() - 1, _PAINS.index(name)
            runs = [list(run) for run in exercise.pains]
            runs[at][which] = int(value)
            pains = tuple((run[0], run[1], run[2]) for run in runs)
            self.choose(runs=None if pains == exercise.row.runs else write_pains(pains), **again)

    def _decide(self, _: str, value: Any) -> None:
        self.choose(decision=value)


_HEAD = Markup(
    '<h2>Keep running?</h2><p class="st-muted">Look along the row, decide, and then see what the rule says and '
    "why.</p>"
)


def _decision_controls() -> list[Control]:
    options = [Option("yes", "✓ Yes"), Option("not_yet", "⏸ Not yet"), Option("no", "✕ No")]
    return [Choice("decision", "Your decision: may the runner go on running?", options, stacked=True)]


def _decided(exercise: RunningExercise) -> str:
    return exercise.decided.value if exercise.decided else ""


def _answer(exercise: RunningExercise, reading: str) -> Markup:
    if exercise.decided is None:
        return in_words(f"{reading} Decide first: the rule answers after you.")
    verdict, said = exercise.verdict, exercise.decided
    agree = "The rule agrees" if verdict.answer is said else "The rule says otherwise"
    trend = (
        f"The later three runs hurt {abs(verdict.trend):.1f} points {'more' if verdict.trend > 0 else 'less'} than the "
        "earlier three."
        if verdict.trend is not None and abs(verdict.trend) >= 0.05
        else "The later three runs hurt as much as the earlier three."
    )
    teaches = Markup("") if exercise.changed else Markup(" This row: {}").format(_small(exercise.row.teaches))
    return Markup(
        '<div data-claims="{claims}"><p><strong>In words.</strong> You said {said}. {agree}: '
        "<strong>{sign}{answer}.</strong>{teaches} {trend}</p><ul>{reasons}</ul>"
        '<p class="st-small">{note} <button type="button" class="st-link" data-act="limits">◐ limits, where '
        "from?</button></p></div>"
    ).format(
        claims=claims_of(
            (*exercise.row.cites, *(cite for reason in verdict.reasons for cite in reason.cites))
        ),
        said=said.words,
        agree=agree,
        sign=symbol(ANSWERS[verdict.answer]),
        answer=verdict.answer.words,
        teaches=teaches,
        trend=trend,
        reasons=Markup().join(_reason(reason) for reason in verdict.reasons),
        note=verdict.limits_note,
    )


def _reason(reason: RuleReason) -> Markup:
    until = "Watch" if reason.answer is Answer.YES else "Until"
    return Markup(
        '<li>{}{} <span class="st-muted">{}: {}</span> <button type="button" class="st-link" '
        'data-act="rule:{}" aria-label="Where is this rule from? {}">○ where from?</button></li>'
    ).format(symbol(ANSWERS[reason.answer]), reason.text, until, reason.then, reason.id, reason.text)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _limits_card() -> Markup:
    limits = running().limits
    names = {
        "during": "Pain during the run that still counts as low-level",
        "after": "In the evening after it",
        "next_morning": "The next morning",
        "rise": "Rise that is still called 'no worse'",
        "trend_rise": "Rise of the later half that is called a worsening trend",
        "runs_for_trend": "Runs that a trend needs",
        "bone": "Where a bone may be overloaded",
    }
    cards = passport_texts(passport(getattr(limits, key), name=name) for key, name in names.items())
    return Markup('<p tabindex="-1" autofocus>All of these are settings.</p>{}').format(cards)
