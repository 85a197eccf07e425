"""What to do about the pain: plans with reasons, running, the usual course, words and paper."""

from toolkit.content.plan_items import Level, Phase, Topic
from toolkit.content.plan_matrix import Difference
from toolkit.plans.comparison import Comparison, compare_plans
from toolkit.plans.composition import make_plan
from toolkit.plans.course import Course, Curve, Narrowing, course, days_until, narrowing
from toolkit.plans.deficit import Deficit
from toolkit.plans.exploring import ExerciseState, drawing, exercise_states
from toolkit.plans.handout import Handout, handout
from toolkit.plans.imaging import imaging_advice, without_pain
from toolkit.plans.keep_running import RunningSettings, RunRecord, Verdict, keep_running
from toolkit.plans.letter import Letter, referral_letter
from toolkit.plans.lived_ways import LivedWay, live_three_ways, told_apart
from toolkit.plans.matrix import Matrix, plan_matrix
from toolkit.plans.mixed_belief import MixedBelief
from toolkit.plans.note import Note, clinician_note, tension_shown
from toolkit.plans.plan import LeftOut, Plan, PlannedItem, PlannedPhase, Reason
from toolkit.plans.recurrence import RecurrenceCurve, recurrence
from toolkit.plans.return_to_running import Decision, Response, Step, after_step, next_long_run, steps_of
from toolkit.plans.running_calendar import PlannedDay, ReturnPlan, return_to_running, three_ways
from toolkit.plans.running_rules import Answer
from toolkit.plans.scales import Irritability, Severity, Trend
from toolkit.plans.situation import Situation
from toolkit.plans.soundness import check_plans, unsound
from toolkit.plans.speaking import explanation, flags, rephrase, rephrasing_tasks

__all__ = [
    "Answer",
    "Comparison",
    "Course",
    "Curve",
    "Decision",
    "Deficit",
    "Difference",
    "ExerciseState",
    "Handout",
    "Irritability",
    "LeftOut",
    "Letter",
    "Level",
    "LivedWay",
    "Matrix",
    "MixedBelief",
    "Narrowing",
    "Note",
    "Phase",
    "Plan",
    "PlannedDay",
    "PlannedItem",
    "PlannedPhase",
    "Reason",
    "RecurrenceCurve",
    "Response",
    "ReturnPlan",
    "RunRecord",
    "RunningSettings",
    "Severity",
    "Situation",
    "Step",
    "Topic",
    "Trend",
    "Verdict",
    "after_step",
    "check_plans",
    "clinician_note",
    "compare_plans",
    "course",
    "days_until",
    "drawing",
    "exercise_states",
    "explanation",
    "flags",
    "handout",
    "imaging_advice",
    "keep_running",
    "live_three_ways",
    "make_plan",
    "narrowing",
    "next_long_run",
    "plan_matrix",
    "recurrence",
    "referral_letter",
    "rephrase",
    "rephrasing_tasks",
    "return_to_running",
    "steps_of",
    "tension_shown",
    "three_ways",
    "told_apart",
    "unsound",
    "without_pain",
]
