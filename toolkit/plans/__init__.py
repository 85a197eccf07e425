"""What to do about the pain: plans with reasons, running, the usual course, words and paper."""

from toolkit.content.plan_items import Level, Phase, Topic
from toolkit.content.plan_matrix import Difference
from toolkit.plans.comparison import Comparison, compare_plans
from toolkit.plans.composition import make_plan
from toolkit.plans.course import Course, Curve, course
from toolkit.plans.exploring import ExerciseState, drawing, exercise_states
from toolkit.plans.imaging import imaging_advice, without_pain
from toolkit.plans.keep_running import RunningSettings, RunRecord, Verdict, keep_running
from toolkit.plans.matrix import Matrix, plan_matrix
from toolkit.plans.mixed_belief import MixedBelief
from toolkit.plans.plan import LeftOut, Plan, PlannedItem, PlannedPhase, Reason
from toolkit.plans.recurrence import RecurrenceCurve, recurrence
from toolkit.plans.return_to_running import Decision, Response, Step, after_step, next_long_run, steps_of
from toolkit.plans.running_calendar import PlannedDay, ReturnPlan, live_three_ways, return_to_running
from toolkit.plans.running_rules import Answer
from toolkit.plans.situation import Deficit, Irritability, Severity, Situation, Trend
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
    "Irritability",
    "LeftOut",
    "Level",
    "Matrix",
    "MixedBelief",
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
    "compare_plans",
    "course",
    "drawing",
    "exercise_states",
    "explanation",
    "flags",
    "imaging_advice",
    "keep_running",
    "live_three_ways",
    "make_plan",
    "next_long_run",
    "plan_matrix",
    "recurrence",
    "rephrase",
    "rephrasing_tasks",
    "return_to_running",
    "steps_of",
    "without_pain",
]
