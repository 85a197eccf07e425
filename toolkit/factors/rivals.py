"""The same history under rival models, and what would tell them apart."""

from dataclasses import dataclass

from toolkit.content.factors import FACTORS, Factor, factors_file
from toolkit.factors.attribution import Attribution
from toolkit.factors.combining import Rival
from toolkit.factors.model import CombinedFactorModel
from toolkit.history import Diary, Runner


@dataclass(frozen=True, eq=False)
class RivalView:
    """One rival's reading of a history.

    Attributes:
        rival: which.
        name, words, predicts: from `data/factors.yaml`.
        attribution: its split of the chance.
    """

    rival: Rival
    name: str
    words: str
    predicts: str
    attribution: Attribution


@dataclass(frozen=True)
class Parting:
    """What each rival says of two factors, alone and together: the observation that would part them.

    Attributes:
        one, other: the two factors with the largest parts.
        neither, only_one, only_other, both: chance in the window with these of the two on, and no others, by
        rival. words: why no one has made the observation.
    """

    one: Factor
    other: Factor
    neither: dict[Rival, float]
    only_one: dict[Rival, float]
    only_other: dict[Rival, float]
    both: dict[Rival, float]
    words: str


def rival_views(
    diary: Diary, runner: Runner | None = None, model: CombinedFactorModel | None = None
) -> tuple[RivalView, ...]:
    """Read one history under every rival model.

    Args:
        diary: of one runner.
        runner: as in `CombinedFactorModel.doses`.
        model: whose settings the rivals share; its own rival does not matter.

    >>> from toolkit.history import LongRun, simulate
    >>> views = rival_views(simulate(Runner(), [LongRun(week=-1)], seed=3), Runner())
    >>> [view.name for view in views]
    ['interacting', 'additive', 'load only']
    """
    model = model or CombinedFactorModel()
    views = []
    for rival in Rival:
        about = factors_file().rivals[rival.value]
        split = model.as_rival(rival).attribute(diary, runner)
        views.append(RivalView(rival, about.name, about.words, about.predicts, split))
    return tuple(views)


def parting(views: tuple[RivalView, ...]) -> Parting:
    """Return the observation that would part rivals: the two leading factors, alone and together.

    Args:
        views: of one history, as `rival_views` returns them.
    """
    leading = next(view for view in views if view.rival is Rival.INTERACTING).attribution.ranked
    one, other = sorted(leading[:2], key=FACTORS.index)
    bit, other_bit = 1 << FACTORS.index(one), 1 << FACTORS.index(other)

    def chance(subset: int) -> dict[Rival, float]:
        return {view.rival: float(view.attribution.worth[subset]) for view in views}

    return Parting(
        one=one,
        other=other,
        neither=chance(0),
        only_one=chance(bit),
        only_other=chance(other_bit),
        both=chance(bit | other_bit),
        words=factors_file().rivals_parted_by,
    )
