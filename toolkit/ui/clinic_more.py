"""Beside the clinic: a pattern drill of ten glances, and a contrast pair on demand."""

from markupsafe import Markup

from toolkit.cases import CaseError, Scenario
from toolkit.cases.clinic_choices import PREFIX
from toolkit.cases.contrast import ContrastPair, Half, contrast_pair
from toolkit.cases.drill import Drill, start_drill
from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types

_DRILL, _PAIR = f"{PREFIX}drill", f"{PREFIX}pair"
_LETTERS = {"r": "radicular", "p": "radiculopathy", "f": "referred", "l": "lookalike"}
_MOST_ANSWERS = 60
_PAIRS = ("rl", "rf", "rp", "fl", "pl", "pf")
_BUTTON = Markup('<button type="button" class="st-button" data-act="{}">{}</button> ')


def more_text(scenario: Scenario) -> Markup:
    """Return the drill and the contrast pair as they stand in a scenario; a forged one stands as if not begun."""
    return Markup(
        '<details class="st-fold" data-fold="drill"><summary>Pattern drill: ten glances</summary>{}</details>'
        '<details class="st-fold" data-fold="pair"><summary>Contrast on demand: alike at first</summary>{}</details>'
    ).format(_drill_text(scenario), _pair_text(scenario))


def more_act(scenario: Scenario, name: str) -> Scenario | None:
    """Return the scenario after a press on one of these buttons; none where it was no such button.

    >>> begun = more_act(Scenario(), "drill:new")
    >>> more_act(begun, "drill:r").choice("clinic.drill", "")
    '1:r'
    """
    kind, _, which = name.partition(":")
    if kind == "drill" and which == "new":
        return scenario.with_choice(_DRILL, f"{_seed(scenario, _DRILL) + 1}:")
    if kind == "drill" and which in _LETTERS:
        said = str(scenario.choice(_DRILL, "1:"))
        return scenario.with_choice(_DRILL, f"{said}{which}"[: _MOST_ANSWERS + 8])
    if kind == "pair" and which in _PAIRS:
        return scenario.with_choice(_PAIR, f"{_seed(scenario, _PAIR) % 900 + 1}:{which}")
    if kind == "pair" and which == "open":
        return scenario.with_choice(_PAIR, f"{str(scenario.choice(_PAIR, ''))[:8]}!")
    return None


def drill_of(scenario: Scenario) -> tuple[Drill | None, str]:
    """Return the drill under way, and the letter of the last answer; none where none was begun."""
    seed, _, answers = str(scenario.choice(_DRILL, "")).partition(":")
    if not seed.isdigit():
        return None, ""
    drill = start_drill(int(seed) % 10_000)
    taken = ""
    for letter in answers:
        if letter in _LETTERS and not drill.finished:
            drill, taken = drill.answer(_LETTERS[letter]), letter
    return drill, taken


def _drill_text(scenario: Scenario) -> Markup:
    try:
        drill, last = drill_of(scenario)
    except CaseError as error:
        return Markup("<p>{}</p>{}").format(str(error), _BUTTON.format("drill:new", "Another drill"))
    if drill is None:
        return Markup(
            "<p>Ten short pictures, half a minute each. What was wrong comes again, until all are right.</p>{}"
        ).format(_BUTTON.format("drill:new", "Begin"))
    said = _feedback(scenario, drill, last)
    if drill.finished:
        return Markup(
            "{}<p>All ten are right; {} of them at the first glance, with {} answers.</p>{}"
        ).format(said, drill.first_right, drill.tries, _BUTTON.format("drill:new", "Another drill"))
    now = drill.now
    lines = Markup().join(
        Markup("<li>{} <span class='st-muted st-small'>{}</span></li>").format(*line) for line in now.lines
    )
    buttons = Markup().join(
        _BUTTON.format(f"drill:{letter}", f"{look().families[family].symbol} {look().families[family].label}")
        for letter, family in _LETTERS.items()
    )
    return Markup(
        "{}<p class='st-clinic-says'>“{}”</p><ul>{}</ul><p>{}</p><p class='st-muted'>{} to go.</p>"
    ).format(said, now.opening, lines, buttons, drill.left)


def _feedback(scenario: Scenario, drill: Drill, last: str) -> Markup:
    if not last:
        return Markup()
    answers = str(scenario.choice(_DRILL, "")).partition(":")[2]
    before = drill_of(scenario.with_choice(_DRILL, f"{_seed(scenario, _DRILL)}:{answers[:-1]}"))[0]
    if before is None or before.finished:
        return Markup()
    right = drill.left < before.left
    return Markup("<p role='status'><b>{}</b> {}</p>").format(
        "✓ Right." if right else "✕ No.", before.now.why
    )


def _pair_text(scenario: Scenario) -> Markup:
    names = {key: sign.label for key, sign in look().families.items()}
    buttons = Markup().join(
        _BUTTON.format(
            f"pair:{pair}", f"{names[_LETTERS[pair[0]]]} or {names[_LETTERS[pair[1]]]}".lower().capitalize()
        )
        for pair in _PAIRS
    )
    head = Markup(
        "<p>Two new patients who look alike at first and are not. Which finding would part them?</p><p>{}</p>"
    )
    seed, _, rest = str(scenario.choice(_PAIR, "")).partition(":")
    if not seed.isdigit() or rest[:2] not in _PAIRS:
        return head.format(buttons)
    try:
        pair = contrast_pair(int(seed) % 1000, _LETTERS[rest[0]], _LETTERS[rest[1]], most_apart=4)
    except CaseError as error:
        return head.format(buttons) + Markup("<p>{}</p>").format(str(error))
    return head.format(buttons) + _pair_shown(pair, opened=rest.endswith("!"))


def _pair_shown(pair: ContrastPair, *, opened: bool) -> Markup:
    known = findings()
    shared = Markup().join(
        Markup("<li>{}: {}</li>").format(known[key].ask, known[key].label(level))
        for key, level in pair.shared.items()
    )
    rows = Markup().join(
        Markup("<li>{}: {} | {}</li>").format(
            known[key].ask, known[key].label(pair.one.answers[key]), known[key].label(pair.two.answers[key])
        )
        for key in pair.apart
    )
    text = Markup("<p>Alike in {} of {} things said first:</p><ul class='st-pair-alike'>{}</ul>").format(
        len(pair.surface) - pair.distance, len(pair.surface), shared
    )
    text += Markup("<p>Not alike:</p><ul>{}</ul>").format(rows) if rows else Markup()
    if not opened:
        return text + _BUTTON.format("pair:open", "Which finding parts them?")
    return text + Markup("<p><b>{}</b></p><ul><li>{}</li><li>{}</li></ul>").format(
        pair.sentence, _half(pair.one), _half(pair.two)
    )


def _half(half: Half) -> str:
    family = pain_types().families[half.family].name
    return f"{half.truth.words}: {family} {100 * half.families[half.family]:.0f} %"


def _seed(scenario: Scenario, name: str) -> int:
    seed = str(scenario.choice(name, "")).partition(":")[0]
    return int(seed) if seed.isdigit() else 0
