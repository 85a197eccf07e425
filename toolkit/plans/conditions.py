"""The named conditions that content files use: what holds of a situation, and why."""

from collections.abc import Callable

from toolkit.content.plan_items import Level, Phase
from toolkit.plans.running_rules import blocking
from toolkit.plans.scales import Irritability, Severity, Trend
from toolkit.plans.standing import Standing


def holds(standing: Standing, condition: str) -> str:
    """Return why a named condition holds, in words; empty when it does not.

    Raises:
        KeyError: no condition has that name.

    >>> from toolkit.plans.situation import Situation
    >>> holds(Standing(Situation(belief={"referred": 0.8}, severity="severe")), "severe")
    'Pain is severe.'
    """
    known = standing.told
    if condition not in known:
        known[condition] = CONDITIONS[condition](standing)
    return known[condition]


def _when(test: Callable[[Standing], bool], reason: str) -> Callable[[Standing], str]:
    return lambda standing: reason if test(standing) else ""


def _belief(name: str, reason: str) -> Callable[[Standing], str]:
    return _when(lambda s: name in s.situation.beliefs, reason)


def _race_soon(s: Standing) -> str:
    weeks = s.situation.weeks_to_race
    if weeks is None or weeks > s.settings.thresholds.race_soon_weeks.value:
        return ""
    return f"A race is {weeks} weeks away." if weeks != 1 else "A race is a week away."


def _deficit_words(s: Standing) -> str:
    # two tests may find one deficit
    return "; ".join(dict.fromkeys(d.words for d in s.situation.deficits))


def _severe_radicular(s: Standing) -> bool:
    """Severe, likely radicular and not easing: what eases by itself asks for no injection and no operation."""
    likely = s.situation.belief.get("radicular", 0.0) >= s.settings.thresholds.likely.value
    told = "severity" not in s.situation.unasked  # an injection is not talked about for an expectation
    easing = s.situation.trend is Trend.IMPROVING
    return likely and told and not easing and s.situation.severity is Severity.SEVERE


def _not_easing(s: Standing) -> bool:
    """Some pain, as bad as ever, beyond the fast phase of recovery."""
    known = s.situation.trend is Trend.STEADY and "severity" not in s.situation.unasked
    long = s.situation.weeks >= s.settings.thresholds.acute_weeks.value
    return known and long and s.situation.severity > Severity.NONE


def _coming_back(s: Standing) -> bool:
    """Running had stopped and its gates are open: it comes back in steps, until there is no pain."""
    agreed = s.situation.phase
    if s.situation.still_running or s.level >= Level.URGENT or (agreed and agreed < Phase.RETURN_TO_RUNNING):
        return False
    phases = s.settings.phases
    up_to = [phase for phase in Phase if phase <= Phase.RETURN_TO_RUNNING]
    done = agreed != Phase.RETURN_TO_RUNNING and all(holds(s, need) for need in phases[Phase.STAY_WELL].needs)
    return not done and all(holds(s, need) for phase in up_to for need in phases[phase].needs)


def _expected(
    test: Callable[[Standing], bool], name: str, told: str, unasked: str
) -> Callable[[Standing], str]:
    """Say a finding where it was told, and only an expectation where nobody asked."""
    return lambda s: (unasked if name in s.situation.unasked else told) if test(s) else ""


CONDITIONS: dict[str, Callable[[Standing], str]] = {
    "severe": _expected(
        lambda s: s.situation.severity is Severity.SEVERE,
        "severity",
        "Pain is severe.",
        "Severity was not asked; the model expects severe.",
    ),
    "not_severe": _expected(
        lambda s: s.situation.severity < Severity.SEVERE,
        "severity",
        "Pain is no longer severe.",
        "Severity was not asked; the model does not expect severe.",
    ),
    "mild": _when(lambda s: s.situation.severity <= Severity.MILD, "Pain is mild."),
    "no_pain": _when(lambda s: s.situation.severity is Severity.NONE, "There is no pain."),
    "irritable": _expected(
        lambda s: s.situation.irritability is Irritability.HIGH,
        "irritability",
        "Pain is easily stirred up.",
        "Irritability was not asked; the model expects high.",
    ),
    "worsening": _when(lambda s: s.situation.trend is Trend.WORSENING, "The trend is a worsening one."),
    "not_worsening": _when(
        lambda s: s.situation.trend is not Trend.WORSENING, "The trend is not a worsening one."
    ),
    "improving": _when(lambda s: s.situation.trend is Trend.IMPROVING, "The trend is a better one."),
    "trend_known": _when(
        lambda s: s.situation.trend is not Trend.UNKNOWN, "It is known which way the pain goes."
    ),
    "not_easing": _when(_not_easing, "It has lasted beyond six weeks and the trend is steady."),
    "sleep_lost": _when(lambda s: s.situation.sleep_lost, "Pain costs sleep."),
    "not_coping": _when(
        lambda s: s.situation.not_coping, "The person does not cope although activity is reduced."
    ),
    "expects_long": _belief("expects_long", "The person expects a long course."),
    "fears_damage": _belief("fears_damage", "The person fears damage."),
    "wants_scan": _belief("wants_scan", "The person wants a scan."),
    "wants_cure": _belief("wants_cure", "The person looks for the one exercise."),
    "gait_changed": _when(lambda s: s.situation.gait_changed, "The gait has changed to tolerate the pain."),
    "gait_normal": _when(lambda s: not s.situation.gait_changed, "The gait is as usual."),
    "any_deficit": lambda s: f"Found: {_deficit_words(s)}." if s.situation.deficits else "",
    "sensory_deficit": _when(
        lambda s: any(d.modality == "sensory" for d in s.situation.deficits), "Feeling is reduced."
    ),
    "growing_deficit": _when(lambda s: s.growing_deficit, "A deficit grows, is large, or is on both sides."),
    "no_growing_deficit": _when(lambda s: not s.growing_deficit, "No deficit grows."),
    "major_weakness": _when(
        lambda s: any(s.is_major(d.mrc) for d in s.situation.deficits), "Strength is much reduced."
    ),
    "unassessed_deficit": _when(lambda s: s.unassessed_deficit, "A deficit is not yet assessed and stable."),
    "medicine": _when(
        lambda s: s.situation.medicine_for_this_episode, "Pain relief is taken for this episode."
    ),
    "daily_normal": _when(lambda s: s.situation.daily_activities_normal, "Normal days are back."),
    "guide_met": _when(lambda s: s.guide_met, "The guide for radicular pain is met, or does not apply."),
    "guide_open": _when(
        lambda s: not s.guide_met, "Normal days are not back, or pain relief is still needed."
    ),
    "bone_suspected": _when(lambda s: s.bone_suspected, "A bone may be overloaded."),
    "bone_open": _when(lambda s: s.bone_open, "A bone cannot be dismissed yet."),
    "serious_open": _when(lambda s: s.serious_open, "Something that must not be missed is still possible."),
    "no_bone_suspected": _when(lambda s: not s.bone_suspected, "No bone is suspected."),
    "femoral_neck": _when(
        lambda s: s.bone_suspected and s.situation.bone_site == "femoral_neck",
        "The femoral neck is suspected.",
    ),
    "low_energy": _when(lambda s: s.situation.energy_availability_low, "Energy availability may be low."),
    "race_soon": _race_soon,
    "mixed": _when(lambda s: len(s.possible) > 1, "More than one type is possible."),
    "urgent_or_more": _when(lambda s: s.level >= Level.URGENT, "Something urgent is suspected."),
    "past_acute": _when(
        lambda s: s.situation.weeks >= s.settings.thresholds.acute_weeks.value,
        "It has lasted beyond six weeks.",
    ),
    "past_early": _when(
        lambda s: s.situation.weeks >= s.settings.thresholds.early_weeks.value,
        "It has lasted for some weeks.",
    ),
    "past_long": _when(
        lambda s: s.situation.weeks >= s.settings.thresholds.long_weeks.value,
        "It has lasted beyond twelve weeks.",
    ),
    "at_gp": _when(lambda s: s.situation.setting == "gp", "Seen by a GP."),
    "in_running_clinic": _when(
        lambda s: s.situation.setting == "running_clinic", "Seen in a running clinic."
    ),
    "in_spinal_triage": _when(lambda s: s.situation.setting == "spinal_triage", "Seen in spinal triage."),
    "coming_back": _when(_coming_back, "Running had stopped and may come back."),
    "stopped_running": _when(lambda s: not s.situation.still_running, "Running has stopped."),
    "severe_radicular": _when(
        _severe_radicular, "Severe pain that is likely radicular, and not a better trend."
    ),
    "long_radicular": _when(
        lambda s: _severe_radicular(s) and s.situation.weeks >= s.settings.thresholds.scan_weeks.value,
        "Severe, likely radicular pain has lasted for weeks without easing.",
    ),
    "first_two_tolerated": _when(
        lambda s: {"cat_camel", "knee_rolls"} <= s.situation.tolerated,
        "Cat and camel and knee rolls are well tolerated.",
    ),
    "runs_allowed": _when(lambda s: not blocking(s), "No rule speaks against running."),
}
"""Named condition -> why it holds; empty when it does not."""
