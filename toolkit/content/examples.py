"""Patients for teaching on the page of pain types, and the questions that stand first: `data/examples.yaml`."""

from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.content.fault import ContentError, Fault
from toolkit.content.findings import findings
from toolkit.content.quantity import Id, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml

Answer = str | float


class Patient(Strict):
    """One patient as found: fills the page's findings with one click.

    Attributes:
        name: a few words for the list; says nothing of the answer.
        says: the sentence the patient opens with.
        kind: classic, mixed, alarming, or looks alarming and is not.
        findings: finding -> level id, or a number where it is counted or measured.
        teaches: what comes out, and what to take from it.
        cites: what of the article it demonstrates.
    """

    name: Text
    says: Text
    kind: Literal["classic", "mixed", "alarming", "harmless"]
    findings: dict[Id, Answer] = Field(min_length=4)
    teaches: Text
    cites: tuple[Source, ...] = ()
    reviewed_by: str | None = None


class Pair(Strict):
    """Two patients worth seeing side by side.

    Attributes:
        patients: the two.
        alike: what makes them hard to tell apart.
        parts: the findings that part them.
        say: what to take from it.
    """

    patients: tuple[Id, Id]
    alike: Text
    parts: tuple[Id, ...] = Field(min_length=1)
    say: Text


class Step(Strict):
    """One step of the worked example.

    Attributes:
        ask: what the clinician does, and why.
        findings: the answers that come.
        think: what to make of them.
    """

    ask: Text
    findings: dict[Id, Answer] = Field(min_length=1)
    think: Text
    cites: tuple[Source, ...] = ()


class Worked(Strict):
    """An example worked through in steps, before the first own try."""

    says: Text
    steps: tuple[Step, ...] = Field(min_length=3)
    end: Text
    reviewed_by: str | None = None


class Run(Strict):
    """Whose run a trace may show.

    Attributes:
        name: as it stands on the button.
        condition: the one condition that is there, in one form ('hamstring_tendinopathy.early').
        worst: the worst pain of its typical curve.
    """

    name: Text
    condition: Text
    worst: Quantity
    cites: tuple[Source, ...] = ()


class Examined(Strict):
    """A generated patient for the examination page.

    Attributes:
        name: says nothing of the answer.
        conditions: what is there, each in one form.
        seed: the patient's luck.
    """

    name: Text
    conditions: tuple[Text, ...] = Field(min_length=1, max_length=3)
    seed: int = Field(ge=0)
    cites: tuple[Source, ...] = ()


class Examples(Strict):
    """All of it.

    Attributes:
        first: findings that stand at the top of the page, in this order.
        patients: patients by id.
        runs: whose runs the run traces show.
        examined: generated patients for the examination page.
        pairs: pairs for 'compare'.
        worked: the worked example.
        bayes: findings offered in the picture of 1,000 runners.
    """

    first: tuple[Id, ...] = Field(min_length=4)
    patients: dict[Id, Patient]
    runs: dict[Id, Run]
    examined: dict[Id, Examined]
    pairs: dict[Id, Pair]
    worked: Worked
    bayes: tuple[Id, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _known_patients(self) -> Self:
        for key, pair in self.pairs.items():
            for patient in pair.patients:
                if patient not in self.patients:
                    raise ValueError(f"the pair '{key}' names the unknown patient '{patient}'")
        return self


@cache
def examples() -> Examples:
    """Return the patients, pairs and the worked example.

    Raises:
        ContentError: the file names a finding or a level that does not exist.

    >>> "burning" in examples().first
    True
    """
    read = read_yaml("examples.yaml", Examples)
    faults = [
        Fault("examples.yaml", 0, f"{where} {what}.", "Look in data/findings for the right name.")
        for where, what in _unknown(read)
    ]
    if faults:
        raise ContentError(faults)
    return read


def _unknown(read: Examples) -> list[tuple[str, str]]:
    known = findings()
    found: list[tuple[str, str]] = []
    lists = [("'first'", read.first), ("'bayes'", read.bayes)]
    lists += [(f"The pair '{key}'", pair.parts) for key, pair in read.pairs.items()]
    for where, ids in lists:
        found += [(where, f"names the unknown finding '{key}'") for key in ids if key not in known]
    answers = [(f"The patient '{key}'", patient.findings) for key, patient in read.patients.items()]
    answers += [("The worked example", step.findings) for step in read.worked.steps]
    for where, given in answers:
        for key, answer in given.items():
            if key not in known:
                found.append((where, f"names the unknown finding '{key}'"))
            elif isinstance(answer, str) and answer not in known[key].level_ids:
                found.append((where, f"gives '{key}' the unknown level '{answer}'"))
            elif isinstance(answer, float) and known[key].number is None:
                found.append((where, f"gives '{key}' a number; it has levels"))
    return found
