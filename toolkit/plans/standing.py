"""A situation read with thresholds: the types planned for, and the level of concern in force."""

from dataclasses import dataclass
from functools import cached_property

from toolkit.content.plan_items import Level
from toolkit.content.plan_settings import PlanSettings, plan_settings
from toolkit.content.running import running
from toolkit.plans.names import type_name
from toolkit.plans.situation import Situation


@dataclass(frozen=True)
class Standing:
    """A situation read with the thresholds of `data/plan_settings.yaml`.

    >>> standing = Standing(Situation(belief={"radicular": 0.6, "bone_stress": 0.2}))
    >>> standing.possible, standing.level.value
    (('radicular', 'bone_stress'), 'urgent')
    """

    situation: Situation

    @property
    def settings(self) -> PlanSettings:
        """The thresholds and phases in use."""
        return plan_settings()

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """Types planned for, likeliest first: all above their threshold, and always the likeliest."""
        ranked = sorted(self.situation.belief.items(), key=lambda pair: -pair[1])
        chosen = [t for rank, (t, p) in enumerate(ranked) if p >= self._enough(t) or (rank == 0 and p > 0)]
        if self.situation.bone_suspected and "bone_stress" not in chosen:
            chosen.append("bone_stress")
        return tuple(chosen)

    def _enough(self, type_id: str) -> float:
        thresholds = self.settings.thresholds
        if type_id == "bone_stress":
            return thresholds.suspected.value
        if type_id in self.settings.dangerous_types:
            return thresholds.dangerous.value
        return thresholds.possible.value

    @cached_property
    def _level_and_reasons(self) -> tuple[Level, tuple[str, ...]]:
        found = [(self.situation.level, reason) for reason in self.situation.reasons]
        found += [*self._from_types(), *self._from_deficits()]
        level = max([self.situation.level, *(level for level, _ in found)])
        return level, tuple(dict.fromkeys(reason for own, reason in found if own == level and reason))

    @property
    def level(self) -> Level:
        """The level of concern in force: the given one, raised by dangerous types and by deficits."""
        return self._level_and_reasons[0]

    @property
    def level_words(self) -> str:
        """The level in force in words; 'not known yet' while everybody's questions are open."""
        return self.situation.level_words(self.level)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the level in force is what it is."""
        return self._level_and_reasons[1]

    def _from_types(self) -> list[tuple[Level, str]]:
        thresholds = self.settings.thresholds
        found = []
        for type_id, least in self.settings.least_level.items():
            p = self.situation.belief.get(type_id, 0.0)
            suspected = type_id == "bone_stress" and self.situation.bone_suspected
            name = type_name(type_id)
            if p >= thresholds.suspected.value or suspected:
                found.append((least, f"{name} is suspected."))
            elif p >= thresholds.dangerous.value:
                at_once = least == Level.SAME_DAY
                found.append((least if at_once else Level.WATCH, f"{name} cannot be dismissed."))
        if self.situation.bone_site == "femoral_neck" and self.bone_suspected:
            found.append((Level.URGENT, "A stress injury of the femoral neck is suspected."))
        return found

    def _from_deficits(self) -> list[tuple[Level, str]]:
        """Levels that the deficits bring; in words only where no given reason names the deficit already."""
        told = " ".join(self.situation.reasons)
        found = []
        for deficit in self.situation.deficits:
            spoken = [(Level.WATCH, f"A deficit is charted again ({deficit.words}).")]
            if deficit.side == "saddle" or deficit.root == "S4":
                spoken.append((Level.SAME_DAY, f"Feeling in the saddle has changed ({deficit.words})."))
            if deficit.side == "both":
                spoken.append((Level.URGENT, f"Both sides are affected ({deficit.words})."))
            if deficit.change == "worse":
                spoken.append((Level.URGENT, f"A deficit is growing ({deficit.words})."))
            if self.is_major(deficit.mrc):
                spoken.append((Level.URGENT, f"Strength is much reduced ({deficit.words})."))
            named = deficit.words in told
            known = self.situation.level
            found += [(level, "" if named and level <= known else words) for level, words in spoken]
        return found

    def is_major(self, mrc: float | None) -> bool:
        """Tell whether a strength is as low as the threshold of major weakness."""
        return mrc is not None and mrc <= self.settings.thresholds.major_weakness.value

    @cached_property
    def told(self) -> dict[str, str]:
        """Named conditions that were asked already, with their answers."""
        return {}

    @cached_property
    def bone_suspected(self) -> bool:
        """Whether a bone stress injury is suspected."""
        return "bone_stress" in self.possible

    @property
    def bone_open(self) -> bool:
        """Whether a bone stress injury is not suspected but cannot be dismissed either."""
        p = self.situation.belief.get("bone_stress", 0.0)
        return not self.bone_suspected and p >= self.settings.thresholds.dangerous.value

    @property
    def serious_open(self) -> bool:
        """Whether a possible type forbids running whatever else holds."""
        return any("serious_possible" in running().types[t].rules for t in self.possible)

    @cached_property
    def growing_deficit(self) -> bool:
        """Whether a deficit is growing, on both sides, in the saddle, or a major weakness."""
        return any(
            d.change == "worse" or d.side in {"both", "saddle"} or d.root == "S4" or self.is_major(d.mrc)
            for d in self.situation.deficits
        )

    @cached_property
    def unassessed_deficit(self) -> bool:
        """Whether there is a deficit that no professional has assessed and found stable or improving."""
        deficits = self.situation.deficits
        return bool(deficits) and not (
            self.situation.deficits_assessed and all(d.change in {"stable", "improving"} for d in deficits)
        )

    @property
    def guide_met(self) -> bool:
        """The article's guide for radicular pain (F8): normal days, and no pain relief for this episode."""
        s = self.situation
        return "radicular" not in self.possible or (
            s.daily_activities_normal and not s.medicine_for_this_episode
        )
