"""The combined-factor model: from a diary to hazards, and to what each factor may have added."""

from collections.abc import Iterable, Mapping

import numpy as np

from toolkit.content.factors import FACTORS, Factor
from toolkit.factors.attribution import Attribution, attribute
from toolkit.factors.coefficients import Coefficients, coefficients, factors_known
from toolkit.factors.combining import Rival
from toolkit.factors.doses import Doses, Lived, kept, read_doses
from toolkit.factors.hazards import Hazards, read_hazards
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.history import Diary, Runner

_MOST_DIAL = 20.0


class CombinedFactorModel:
    """Seven factors, four causes, one daily hazard of an episode each.

    Args:
        rival: how the effects combine: 'interacting', 'additive' or 'load_only'.
        off: factors to leave out.
        dials: factor -> times its log effects; 1 as in the file, 0 off, at most 20. So a lecturer can turn
            biomechanics up and see what would follow.
        seed: of the draws behind the bands.
        centre: other values in place of the file's (for a flip test).

    Raises:
        ValueError: an unknown factor or rival, or a dial out of range.

    >>> from toolkit.history import LongRun, ShortNights, simulate
    >>> runner = Runner()
    >>> diary = simulate(runner, [LongRun(week=-1), ShortNights(week=-2)], seed=7)
    >>> split = CombinedFactorModel().attribute(diary, runner)
    >>> split.ranked[0]
    'training'
    >>> abs(split.reference.value + sum(p.value for p in split.parts.values()) - split.chance.value) < 1e-12
    True
    """

    def __init__(
        self,
        rival: str | Rival = Rival.INTERACTING,
        off: Iterable[str] = frozenset(),
        *,
        dials: Mapping[Factor, float] | None = None,
        seed: int = 0,
        centre: Coefficients | None = None,
    ) -> None:
        if rival not in tuple(Rival):
            raise ValueError(f"There is no rival '{rival}'; known are {', '.join(Rival)}.")
        self.rival = Rival(rival)
        self.off = factors_known(off)
        factors_known(dials or {})
        for factor, dial in (dials or {}).items():
            if not 0 <= dial <= _MOST_DIAL:
                raise ValueError(f"The dial of '{factor}' is {dial}; it goes from 0 to {_MOST_DIAL:g}.")
        self.dials: Mapping[Factor, float] = dict(dials or {})
        self.seed = seed
        self._centre = centre

    @property
    def on(self) -> frozenset[Factor]:
        """The factors that count."""
        return frozenset(FACTORS) - self.off

    def as_rival(self, rival: str | Rival) -> "CombinedFactorModel":
        """Return the same model with its effects combined another way."""
        return CombinedFactorModel(rival, self.off, dials=self.dials, seed=self.seed, centre=self._centre)

    def coefficients(self, draws: int = 0) -> Coefficients:
        """Return the numbers that this model uses (`draws=0`), or draws of them."""
        if not draws and self._centre is not None:
            return self._centre.dialled(self.dials)
        return coefficients(draws, self.seed).dialled(self.dials)

    def doses(self, diary: Diary, runner: Runner | None = None) -> Doses:
        """Return what each day brings, factors that are off left out.

        Args:
            diary: of one runner.
            runner: whose habits and past they are measured against. Without one, the habit is what the diary
                itself shows before its last six weeks, and the rest is the reference runner.
        """
        usual = Usual.of_runners([runner]) if runner else Usual.of_diary(diary)
        standing = Standing.of([runner]) if runner else Standing.unknown()
        return self.kept(read_doses(Lived.of(diary), usual, standing))

    def kept(self, doses: Doses) -> Doses:
        """Return doses with the factors that are off left out."""
        return kept(doses, self.on) if self.off else doses

    def hazards(self, diary: Diary, runner: Runner | None = None, draws: int = 200) -> Hazards:
        """Return the hazards of each day by cause, with bands.

        Args:
            diary: of one runner.
            runner: as in `doses`.
            draws: seeded draws of all coefficients behind the bands.
        """
        return read_hazards(
            self.doses(diary, runner),
            self.coefficients(),
            self.coefficients(draws),
            self.rival,
            name=runner.called if runner else "the runner",
            onset_day=onset_day(diary),
        )

    def attribute(self, diary: Diary, runner: Runner | None = None, draws: int = 100) -> Attribution:
        """Split the chance of an episode in the 28 days before the consultation into eight parts.

        Where the diary holds an episode, the window ends with the day it began: what pain did to sleep,
        stress and running afterwards is no cause of it.

        Args:
            diary: of one runner, frozen.
            runner: as in `doses`.
            draws: seeded draws of all coefficients behind the bands.
        """
        began = onset_day(diary)
        stop = diary.days if began is None else began + 1
        return attribute(
            self.doses(diary, runner),
            self.coefficients(),
            self.coefficients(draws),
            self.rival,
            stop=stop,
            until_onset=began is not None,
            off=self.off,
            unknown=tuple(factor for factor in unknown_factors(diary, runner, stop) if factor in self.on),
            name=runner.called if runner else "the runner",
        )


def onset_day(diary: Diary) -> int | None:
    """Return the day (index) on which the diary's last episode began; none where it holds none."""
    return diary.episodes[-1].day if diary.episodes else None


def unknown_factors(diary: Diary, runner: Runner | None, stop: int) -> tuple[Factor, ...]:
    """Return the factors of which nothing is known: no entry in the diary up to `stop`, and no runner to ask.

    >>> unknown_factors(Diary.build(28), Runner(), 28)
    ('stress', 'sleep')
    """
    days = slice(0, stop)
    blank = {
        "inactivity": np.isnan(diary.longest_run_km[days]).all(),
        "training": np.isnan(diary.longest_run_km[days]).all(),
        "stress": np.isnan(diary.stress[days]).all(),
        "sleep": np.isnan(diary.sleep_h[days]).all() and np.isnan(diary.sleep_quality[days]).all(),
        "past_history": runner is None,
        "genetics": runner is None,
        "biomechanics": runner is None,
    }
    return tuple(factor for factor in FACTORS if blank[factor])
