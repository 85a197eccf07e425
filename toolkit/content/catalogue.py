"""Which model each content file must fit, for `check` and for the editors' schemas."""

from pydantic import BaseModel

from toolkit.content.board import BoardContent
from toolkit.content.body import Dermatomes, Referral, Zones
from toolkit.content.cases import CaseFile
from toolkit.content.claims import Claims
from toolkit.content.clinic import Clinic
from toolkit.content.clinic_settings import ClinicSettings
from toolkit.content.concern_rules import ConcernFile
from toolkit.content.courses import Courses
from toolkit.content.criteria import Criteria
from toolkit.content.day_step import DayStep
from toolkit.content.events import EventKinds
from toolkit.content.evidence import EvidenceFile
from toolkit.content.examples import Examples
from toolkit.content.exercises import Exercises
from toolkit.content.factors import FactorsFile
from toolkit.content.findings import FindingFile
from toolkit.content.glossary import Glossary
from toolkit.content.imaging import Imaging
from toolkit.content.load_measures import LoadMeasureFile
from toolkit.content.logs import LogWords
from toolkit.content.look import Look
from toolkit.content.pages import Pages
from toolkit.content.pain_rules import PainRules
from toolkit.content.pain_types import PainTypes
from toolkit.content.plan_items import PlanItemFile
from toolkit.content.plan_matrix import PlanMatrix
from toolkit.content.plan_settings import Partings, PlanSettings, Tensions
from toolkit.content.population import PopulationFile
from toolkit.content.presenting import Presenting
from toolkit.content.real_patients import RealPatients
from toolkit.content.recording import Recording
from toolkit.content.recovery_lab import RecoveryLab
from toolkit.content.resemblance import Resemblance
from toolkit.content.run_diaries import RunDiaries
from toolkit.content.runners import RunnerFile
from toolkit.content.running import Running
from toolkit.content.story import StorySettings
from toolkit.content.tasks import TaskFile
from toolkit.content.words import Words

CATALOGUE: dict[str, type[BaseModel]] = {
    "claims.yaml": Claims,
    "look.yaml": Look,
    "story.yaml": StorySettings,
    "evidence/*.yaml": EvidenceFile,
    "factors.yaml": FactorsFile,
    "population.yaml": PopulationFile,
    "recovery_lab.yaml": RecoveryLab,
    "glossary.yaml": Glossary,
    "pain_types.yaml": PainTypes,
    "pain_rules.yaml": PainRules,
    "settings.yaml": ClinicSettings,
    "findings/*.yaml": FindingFile,
    "concern.yaml": ConcernFile,
    "body/zones.yaml": Zones,
    "body/dermatomes.yaml": Dermatomes,
    "body/referral.yaml": Referral,
    "presenting.yaml": Presenting,
    "criteria.yaml": Criteria,
    "examples.yaml": Examples,
    "real_patients.yaml": RealPatients,
    "pages.yaml": Pages,
    "tasks/*.yaml": TaskFile,
    "logs.yaml": LogWords,
    "load_measures.yaml": LoadMeasureFile,
    "events.yaml": EventKinds,
    "runners.yaml": RunnerFile,
    "day_step.yaml": DayStep,
    "recording.yaml": Recording,
    "plan_settings.yaml": PlanSettings,
    "plan_items/*.yaml": PlanItemFile,
    "exercises.yaml": Exercises,
    "words.yaml": Words,
    "courses.yaml": Courses,
    "plan_matrix.yaml": PlanMatrix,
    "partings.yaml": Partings,
    "tensions.yaml": Tensions,
    "imaging.yaml": Imaging,
    "running.yaml": Running,
    "clinic.yaml": Clinic,
    "cases/*.yaml": CaseFile,
    "run_diaries.yaml": RunDiaries,
    "resemblance.yaml": Resemblance,
    "board.yaml": BoardContent,
}
"""File, or pattern of files, under `data/` -> the model of the whole file."""
