"""Two patients side by side: the same questions, the answers that differ, and the belief of each."""

from collections.abc import Mapping, Sequence

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.cases.seen_patient import fill_in
from toolkit.content.examples import examples
from toolkit.content.findings import finding_groups, findings
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types
from toolkit.pain import Answer, Belief, concern
from toolkit.pain.answers import read_answers
from toolkit.ui.belief_bars import ORDER, cannot_say
from toolkit.ui.controls import Choice, ControlGroup, Option
from toolkit.ui.pain_panels.panel import Panel, region
from toolkit.ui.pain_panels.worked import answer_words
from toolkit.ui.prose import Prose

_HERE = "here"
_FIRST_PAIR = "nerve_or_tendon"
_POSSIBLE = 0.15


class Compare(Panel):
    """Two patients."""

    def widgets(self) -> Sequence[Widget]:
        """Build the choice and the table."""
        self.controls = ControlGroup("Two patients", _controls(), {}, self.page.guard(self._set))
        self.text = self.page.pressed(Prose(live=True))
        return (self.controls, self.text)

    def update(self, picture: Picture) -> None:
        """Show both."""
        one, other = self._pair()
        pair = next((key for key, pair in examples().pairs.items() if pair.patients == (one, other)), "")
        self.controls.fill({"pair": pair, "one": one, "other": other})
        self.text.show(side_by_side(picture, one, other))

    def act(self, name: str) -> None:
        """Fill one of the two in."""
        kind, _, which = name.partition(":")
        if kind == "patient" and which in examples().patients:
            self.page.to(fill_in(self.page.scenario, which, examples().patients[which].findings))

    def _pair(self) -> tuple[str, str]:
        usual = examples().pairs[_FIRST_PAIR].patients
        known = {*examples().patients, _HERE}
        one, other = self.chosen("one", usual[0]), self.chosen("other", usual[1])
        return one if one in known else usual[0], other if other in known else usual[1]

    def _set(self, name: str, value: str) -> None:
        if name == "pair" and value:
            one, other = examples().pairs[value].patients
            self.remember(one=one, other=other)
        elif name in {"one", "other"}:
            self.remember(**{name: value})


def side_by_side(picture: Picture, one: str, other: str) -> Markup:
    """Return two patients in one table, with what differs marked, and what to take from it."""
    found = [_found(picture, key) for key in (one, other)]
    beliefs = [picture.model.posterior(given) for given in found]
    names = [_name(key) for key in (one, other)]
    head = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in names)
    table = Markup(
        '<table class="st-two-patients"><caption>Belief, then answers; what differs says so</caption><thead><tr><td></td>{}</tr></thead>'
        "<tbody>{}{}{}{}</tbody></table>"
    ).format(head, _families(beliefs), _types(beliefs), _levels(found), _answers(found))
    return _words(one, other, names) + region("Two patients", table) + _buttons(one, other, names)


def _families(beliefs: Sequence[Belief]) -> Markup:
    rows = []
    for key in ORDER:
        cells = [
            "cannot say yet" if cannot_say(belief, key) else belief.families[key].words for belief in beliefs
        ]
        sign = look().families[key]
        rows.append(
            Markup(
                '<tr{}><th scope="row"><span class="st-symbol" aria-hidden="true" style="color:{}">{}</span>{}</th><td>{}</td>'
                "<td>{}{}</td></tr>"
            ).format(
                _differs(cells), sign.colour, sign.symbol, sign.label, cells[0], cells[1], _unequal(cells)
            )
        )
    return Markup().join(rows)


def _types(beliefs: Sequence[Belief]) -> Markup:
    kinds = pain_types().types
    cells = [
        ", ".join(
            f"{kinds[key].short} ({likely.words})"
            for key, likely in sorted(belief.types.items(), key=lambda pair: -pair[1].probability)
            if likely.probability >= _POSSIBLE and key in kinds
        )
        for belief in beliefs
    ]
    return Markup('<tr{}><th scope="row">Types, at least possible</th><td>{}</td><td>{}{}</td></tr>').format(
        _differs(cells), cells[0], cells[1], _unequal(cells)
    )


def _levels(found: Sequence[Mapping[str, Answer]]) -> Markup:
    cells = [concern(given).name for given in found]
    return Markup('<tr{}><th scope="row">Level of concern</th><td>{}</td><td>{}{}</td></tr>').format(
        _differs(cells), cells[0], cells[1], _unequal(cells)
    )


def _answers(found: Sequence[Mapping[str, Answer]]) -> Markup:
    rows = []
    for file in finding_groups():
        for key, finding in file.findings.items():
            if not any(key in given for given in found):
                continue
            cells = [answer_words(key, given[key]) if key in given else "–" for given in found]
            levels = [read_answers({key: given[key]}).levels if key in given else None for given in found]
            same = levels[0] == levels[1]
            rows.append(
                Markup('<tr{}><th scope="row">{}</th><td>{}</td><td>{}{}</td></tr>').format(
                    Markup() if same else _MARKED,
                    finding.ask,
                    cells[0],
                    cells[1],
                    "" if same else " · differs",
                )
            )
    return Markup().join(rows)


def _words(one: str, other: str, names: Sequence[str]) -> Markup:
    pair = next((pair for pair in examples().pairs.values() if pair.patients == (one, other)), None)
    said = [
        Markup('<p class="st-quote"><strong>{}.</strong> “{}”</p>').format(
            name, examples().patients[key].says
        )
        for key, name in zip((one, other), names, strict=True)
        if key in examples().patients
    ]
    if pair is None:
        return Markup().join(said)
    parting = ", ".join(findings()[key].ask.lower() for key in pair.parts)
    return Markup(
        '{}<div class="st-reading"><p><strong>In words.</strong> {} What parts them: {}. {}</p></div>'
    ).format(Markup().join(said), pair.alike, parting, pair.say)


def _buttons(one: str, other: str, names: Sequence[str]) -> Markup:
    made = Markup().join(
        Markup('<button type="button" class="st-button" data-act="patient:{}">Fill in: {}</button> ').format(
            key, name
        )
        for key, name in zip((one, other), names, strict=True)
        if key in examples().patients
    )
    taught = Markup().join(
        Markup("<p><strong>{}.</strong> {}</p>").format(name, examples().patients[key].teaches)
        for key, name in zip((one, other), names, strict=True)
        if key in examples().patients
    )
    return Markup(
        '<p class="st-buttons">{}</p><details class="st-fold" data-fold="taught"><summary>What each of them teaches</summary>{}'
        "</details>"
    ).format(made, taught)


def _found(picture: Picture, key: str) -> Mapping[str, Answer]:
    return picture.findings if key == _HERE else examples().patients[key].findings


def _name(key: str) -> str:
    return "The patient on this page" if key == _HERE else examples().patients[key].name


_MARKED = Markup(' class="st-unlike"')


def _differs(cells: Sequence[str]) -> Markup:
    return Markup() if cells[0] == cells[1] else _MARKED


def _unequal(cells: Sequence[str]) -> str:
    return "" if cells[0] == cells[1] else " · differs"


def _controls() -> list[Choice]:
    patients = [Option(_HERE, "The patient on this page")]
    patients += [Option(key, patient.name) for key, patient in examples().patients.items()]
    pairs = [Option("", "Own choice")]
    pairs += [Option(key, pair.alike) for key, pair in examples().pairs.items()]
    return [
        Choice("pair", "A pair worth seeing", pairs, style="select"),
        Choice("one", "One", patients, style="select"),
        Choice("other", "The other", patients, style="select"),
    ]
