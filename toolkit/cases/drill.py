"""The pattern drill: short vignettes, one glance each, played until all are right."""

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Self

from toolkit.cases.case import CaseError
from toolkit.content.clinic import clinic
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.pain import PainModel, check_findings
from toolkit.pain.presentation import Presentation
from toolkit.pain.sample import sample

_TRIES = 600


@dataclass(frozen=True)
class Vignette:
    """One glance at one patient.

    Attributes:
        opening: her first sentence.
        lines: what she says and what was found, most telling first, in her words and in a clinic's.
        findings: finding -> level behind the lines.
        answer: the family in front, given these lines.
        probability: of that family.
        why: which line decides, afterwards.
    """

    opening: str
    lines: tuple[tuple[str, str], ...]
    findings: dict[str, str]
    answer: str
    probability: float
    why: str


@dataclass(frozen=True)
class Drill:
    """A drill under way; each answer returns a new one. What went wrong comes again until all is right.

    Attributes:
        vignettes: all of them.
        queue: positions still to be answered, the present one first.
        tries: how many answers were given; `first_right`: how many vignettes were right at first.

    >>> drill = start_drill(4)
    >>> wrong = next(key for key in pain_types().families if key != drill.now.answer)
    >>> later = drill.answer(wrong)
    >>> later.queue[-1] == drill.queue[0], later.left
    (True, 10)
    """

    vignettes: tuple[Vignette, ...]
    queue: tuple[int, ...]
    tries: int = 0
    first_right: int = 0
    seen: frozenset[int] = frozenset()

    @property
    def now(self) -> Vignette:
        """The vignette to be answered.

        Raises:
            CaseError: all are right.
        """
        if not self.queue:
            raise CaseError("All vignettes are right: the drill is finished.")
        return self.vignettes[self.queue[0]]

    @property
    def left(self) -> int:
        """How many are still to be answered rightly."""
        return len(self.queue)

    @property
    def finished(self) -> bool:
        """Whether all were right at least once."""
        return not self.queue

    @property
    def seconds(self) -> int:
        """Time for one vignette. Nothing happens when it is over but that it is said."""
        return int(clinic().drill.seconds.value)

    def right(self, family: str) -> bool:
        """Tell whether an answer to the present vignette is right.

        Raises:
            CaseError: no such family, or nothing is left.
        """
        if family not in pain_types().families:
            raise CaseError(
                f"There is no family '{family}'; the four are {', '.join(pain_types().families)}."
            )
        return family == self.now.answer

    def answer(self, family: str) -> Self:
        """Answer the present vignette; a wrong one goes to the end of the queue."""
        right, at = self.right(family), self.queue[0]
        new = at not in self.seen
        return replace(
            self,
            queue=self.queue[1:] if right else (*self.queue[1:], at),
            tries=self.tries + 1,
            first_right=self.first_right + (right and new),
            seen=self.seen | {at},
        )


@lru_cache(maxsize=16)
def start_drill(seed: int, setting: str = "running_clinic") -> Drill:
    """Return a new drill: ten patients, each family met about equally often, each clear at a glance.

    Raises:
        CaseError: so many clear patients were not found.
    """
    count = int(clinic().drill.count.value)
    families = list(pain_types().families)
    model = PainModel(setting)
    truths = sample(model.prior, _TRIES, seed, ())
    met: list[Vignette] = []
    for at in range(_TRIES):
        truth = truths.truth(at)
        kinds = {pain_types().types[kind].family for kind in truth.types if kind in pain_types().types}
        wanted = families[len(met) % len(families)]
        if kinds != {wanted}:
            continue
        vignette = _vignette(model, model.present(truth, seed * _TRIES + at), wanted)
        if vignette:
            met.append(vignette)
        if len(met) == count:
            return Drill(_mixed(met, seed), tuple(range(count)))
    raise CaseError("Too few clear patients were found for a drill: take another seed.")


def _mixed(met: list[Vignette], seed: int) -> tuple[Vignette, ...]:
    # in the order of their words, so that the families do not come round in turn
    return tuple(sorted(met, key=lambda each: _hash(f"{seed} {each.opening} {each.lines}")))


def _hash(text: str) -> int:
    # the same on every machine, unlike hash()
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _vignette(model: PainModel, patient: Presentation, family: str) -> Vignette | None:
    """Return the vignette of a patient; none where a few findings do not make her clear."""
    raised = {key: _alone(model.setting, key, level)[family] for key, level in _shown(patient)}
    telling = sorted(raised, key=lambda key: -raised[key])[: int(clinic().drill.findings.value)]
    chosen = {key: patient.levels[key] for key in telling}
    if check_findings(chosen):
        return None
    belief = model.posterior(chosen).family_probabilities
    clear = belief[family] >= clinic().drill.clear.value
    if not clear or max(belief, key=lambda key: belief[key]) != family:
        return None
    decisive = telling[0]
    known = findings()
    name = pain_types().families[family].name
    return Vignette(
        opening=patient.opening,
        lines=tuple(
            (patient.answer(key), f"{known[key].ask}: {known[key].label(chosen[key])}") for key in chosen
        ),
        findings=chosen,
        answer=family,
        probability=belief[family],
        why=f"{name}, {100 * belief[family]:.0f} %. Most telling: {known[decisive].ask[0].lower()}{known[decisive].ask[1:]}.",
    )


def _shown(patient: Presentation) -> list[tuple[str, str]]:
    return [(key, level) for key, level in patient.levels.items() if not findings()[key].always]


@lru_cache(maxsize=4000)
def _alone(setting: str, key: str, level: str) -> dict[str, float]:
    return PainModel(setting).posterior({key: level}).family_probabilities
