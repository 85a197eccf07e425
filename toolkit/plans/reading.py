"""Read from findings what a plan needs to know: severity, trend, the person, and the deficits."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import isnan
from statistics import fmean
from typing import Any, Literal, NamedTuple, cast

from toolkit.content.findings import findings
from toolkit.content.plan_settings import plan_settings
from toolkit.content.running import running
from toolkit.factors import Attribution
from toolkit.history import Diary
from toolkit.pain import Answer, Belief, Concern
from toolkit.pain.answers import read_answers
from toolkit.plans.deficit import Deficit
from toolkit.plans.scales import Irritability, Severity, Trend

Root = Literal["L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "none"]
Modality = Literal["motor", "sensory", "reflex"]
Change = Literal["new", "stable", "improving", "worse"]
_NORMAL = 5.0
_THREE_MONTHS = 13.0
_WEEK = 7
_FEW_DAYS = 3
_GRADED = "MRC grade"
_MRC = {"mrc5": _NORMAL, "mrc4": 4.0, "mrc3": 3.0, "mrc0_2": 2.0}


class Sign(NamedTuple):
    """An objective sign: root and modality; `mrc` by level where strength is not graded itself."""

    root: Root
    modality: Modality
    mrc: Mapping[str, float]


@cache
def signs() -> dict[str, Sign]:
    """Return the findings that are deficits when they are not normal, by the root that is named for them."""
    found = {}
    for key, finding in findings().items():
        sign = finding.nerve_sign
        if sign is not None:
            graded = finding.number is not None and finding.number.unit == _GRADED
            found[key] = Sign(cast("Root", sign.roots[0].upper()), sign.of, _MRC if graded else sign.as_grade)
    return found


def read_findings(belief: Belief, previous: Mapping[str, Answer] | None) -> dict[str, Any]:
    """Return the fields of a situation that the findings tell; what was not asked is left out.

    A sock-like loss in both feet is no root's deficit and is planned for by its type instead.
    """
    asked = belief.asked
    before = read_answers(previous or {}).ids
    fields: dict[str, Any] = {
        **_severity_and_irritability(belief),
        "trend": _trend(asked, before),
        "deficits": read_deficits(asked, before),
        "deficits_assessed": belief.radiculopathy.status != "not examined",
        "beliefs": frozenset(
            name
            for name, finding in (("expects_long", "expects_long"), ("fears_damage", "fears_harm"))
            if asked.get(finding) == "present"
        ),
        "sleep_lost": asked.get("sleep_lost", "absent") != "absent",
        "not_coping": asked.get("coping") == "not_coping",
        "gait_changed": asked.get("gait_changed") == "present",
        "medicine_for_this_episode": asked.get("takes_pain_relief") == "present",
        "daily_activities_normal": asked.get("daily_life_back") == "present",
        "energy_availability_low": asked.get("low_energy") == "present" or asked.get("periods") == "stopped",
        "bone_site": _site(belief),
        "still_running": asked.get("stops_running") == "absent",
    }
    if asked.get("over_three_months") == "present":
        fields["weeks"] = _THREE_MONTHS
    return fields


def read_deficits(asked: Mapping[str, str], before: Mapping[str, str]) -> tuple[Deficit, ...]:
    """Return the deficits among findings, each with its change since the visit before.

    Args:
        asked: finding -> level id, today.
        before: the same of the visit before; where a finding was not tested then, its change is not known.
            No finding says which leg it is, so the side is left open.

    >>> [
    ...     d.words
    ...     for d in read_deficits({"power_big_toe_extension": "mrc3"}, {"power_big_toe_extension": "mrc4"})
    ... ]
    ['L5 strength 3 of 5, worse']
    """
    weaker = asked.get("weakness_progress", "absent") != "absent"
    found = list(
        dict.fromkeys(deficits_by_sign(asked, before).values())
    )  # touch and pinprick may tell the same
    if weaker and not any(d.modality == "motor" for d in found):
        found.append(Deficit(root="none", modality="motor", change="worse"))
    if asked.get("both_legs") == "deficit":
        found.append(Deficit(root="none", modality="motor", side="both"))
    if asked.get("saddle") == "changed":
        found.append(Deficit(root="S4", modality="sensory", side="saddle"))
    return tuple(found)


def deficits_by_sign(asked: Mapping[str, str], before: Mapping[str, str]) -> dict[str, Deficit]:
    """Return each sign that is not normal, with the deficit that it tells."""
    weaker = asked.get("weakness_progress", "absent") != "absent"
    found = {}
    for key, sign in signs().items():
        level = asked.get(key)
        if level is None or findings()[key].level_ids.index(level) == 0:
            continue
        change = "worse" if weaker and sign.modality == "motor" else _change(key, level, before.get(key))
        found[key] = Deficit(
            root=sign.root,
            modality=sign.modality,
            mrc=sign.mrc.get(level),
            sign=_shown(key, level) if sign.modality == "motor" and sign.mrc is not _MRC else "",
            change=change,
        )
    return found


def _shown(key: str, level: str) -> str:
    """Say what was seen where no muscle was graded: a grade that nobody took is never written down."""
    finding = findings()[key]
    name, label = finding.ask.split(",")[0], finding.label(level)
    name = name[:1].lower() + name[1:]
    return name if label == "yes" else f"{name}: {label}"


def named_reasons(concern: Concern, asked: Mapping[str, str], before: Mapping[str, str]) -> tuple[str, ...]:
    """Return the reasons of the level in force, with the deficits that they speak of named in their first sentence.

    >>> from toolkit.pain import concern
    >>> given = {"power_big_toe_extension": "mrc4"}
    >>> named_reasons(concern(given), given, {})
    ('Some weakness (L5 strength 4 of 5). It is assessed and charted again.',)
    """
    signs = deficits_by_sign(asked, before)
    named = []
    for reason in concern.reasons:
        if reason.level == concern.level:
            words = dict.fromkeys(signs[key].words for key in reason.findings if key in signs)
            first, stop, rest = reason.sentence.partition(".")
            named.append(f"{first} ({'; '.join(words)}){stop}{rest}" if words else reason.sentence)
    return tuple(named)


def factor_shares(attribution: Attribution) -> dict[str, float]:
    """Return each factor's share of the whole chance, 0 to 1; a part below nothing counts as none."""
    whole = attribution.chance.value
    return {
        factor: min(1.0, max(0.0, part.value / whole)) if whole > 0 else 0.0
        for factor, part in attribution.parts.items()
    }


def read_diary(diary: Diary) -> dict[str, Any]:
    """Return what a diary tells: the trend of pain, whether she still runs, and weeks since it began.

    >>> from toolkit.history import Run
    >>> read_diary(Diary.build(14, pain=[2] * 7 + [4] * 7, runs=[(12, Run(5, 30))]))
    {'trend': <Trend.WORSENING: 'worsening'>, 'still_running': True}
    """
    fields: dict[str, Any] = {
        "trend": trend_of_days(diary.pain[-2 * _WEEK : -_WEEK].tolist(), diary.pain[-_WEEK:].tolist()),
        "still_running": bool((diary.run_day >= diary.days - _WEEK).any()),
    }
    if diary.episodes:
        fields["weeks"] = round((diary.days - diary.episodes[-1].day) / _WEEK, 1)
    return fields


def trend_of_days(before: Sequence[float], now: Sequence[float]) -> Trend:
    """Return where daily pain goes, from two stretches of days; unknown with under three known days in either.

    >>> trend_of_days([5, 5, 5], [2, 2, float("nan"), 2]).value
    'improving'
    """
    known = [[pain for pain in days if not isnan(pain)] for days in (before, now)]
    if min(len(days) for days in known) < _FEW_DAYS:
        return Trend.UNKNOWN
    step = fmean(known[1]) - fmean(known[0])
    rise = running().limits.trend_rise.value
    return Trend.WORSENING if step >= rise else Trend.IMPROVING if step <= -rise else Trend.STEADY


def _change(key: str, level: str, before: str | None) -> Change | None:
    if before is None:
        return None
    order = findings()[key].level_ids
    now, then = order.index(level), order.index(before)
    if then == 0:  # strength that was full at the last visit has got worse since
        return "worse" if signs()[key].modality == "motor" else "new"
    return "worse" if now > then else "stable" if now == then else "improving"


def _severity_and_irritability(belief: Belief) -> dict[str, Any]:
    """What was told; where nothing was, at least 'moderate' is planned for and the expectation is named so."""
    told = belief.asked.get("worst_pain")
    expected = [Severity.MILD, Severity.MODERATE, Severity.SEVERE][_largest(belief.severity)]
    stirred = list(Irritability)[_largest(belief.irritability)]  # no finding asks for irritability itself
    severity = Severity(told) if told else max(expected, Severity.MODERATE)
    if belief.asked.get("stops_running") == "present":
        severity = max(severity, Severity.MODERATE)
    unasked = {"irritability": stirred.value} | ({} if told else {"severity": expected.value})
    return {
        "severity": severity,
        "irritability": max(stirred, Irritability.MODERATE),
        "unasked": unasked,
    }


def _trend(asked: Mapping[str, str], before: Mapping[str, str]) -> Trend:
    now, then = asked.get("worst_pain"), before.get("worst_pain")
    if now and then:
        order = findings()["worst_pain"].level_ids
        step = order.index(now) - order.index(then)
        return Trend.WORSENING if step > 0 else Trend.IMPROVING if step < 0 else Trend.STEADY
    return Trend.WORSENING if asked.get("comes_earlier") == "present" else Trend.UNKNOWN


def _site(belief: Belief) -> str | None:
    """Name the likeliest bone; the femoral neck as soon as it cannot be dismissed, since it must not break."""
    sites = {
        key.removeprefix("bone_stress."): p
        for key, p in belief.forms.items()
        if key.startswith("bone_stress.")
    }
    if sites.get("femoral_neck", 0.0) >= plan_settings().thresholds.dangerous.value:
        return "femoral_neck"
    return max(sites, key=lambda key: sites[key]) if sites else None


def _largest(shares: tuple[float, ...]) -> int:
    return max(range(len(shares)), key=lambda i: shares[i])
