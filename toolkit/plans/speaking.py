"""Speaking of pain without harm: explanations by type, and the rephrasing exercise."""

from dataclasses import dataclass

from toolkit.content.words import Rephrasing, TypeWords, Wording, words
from toolkit.plans.situation import Situation


@dataclass(frozen=True)
class Flag:
    """A phrase in a text that may harm: which task it belongs to, what was found, why, and a better way."""

    task: str
    found: str
    harm: str
    better: str


def explanation(type_id: str, situation: Situation | None = None) -> TypeWords:
    """Return how to explain one pain type, what to expect, what to say and what to leave out.

    Args:
        type_id: which pain type.
        situation: of whom it is said. With it, 'explain' and 'say' also tell what testing the nerves
            showed, or that they were not tested yet; without it, nothing is said of that.

    Raises:
        ValueError: an unknown type.

    >>> "nerve root" in explanation("radicular").explain
    True
    >>> explanation("referred", Situation(belief={"referred": 0.8})).say.split(".")[0]
    'How well your nerves work, we have not tested yet'
    """
    known = words().types
    if type_id not in known:
        raise ValueError(f"No pain type is called '{type_id}'. Known are {', '.join(known)}.")
    own = known[type_id]
    nerves = "" if situation is None else _of_nerves(own, situation)
    if not nerves:
        return own
    return own.model_copy(update={"explain": f"{own.explain} {nerves}", "say": f"{nerves} {own.say}"})


def _of_nerves(own: TypeWords, situation: Situation) -> str:
    if situation.deficits:  # a nerve that carries less is never called well
        return ""
    return own.tested if situation.deficits_assessed else own.untested


def rephrasing_tasks() -> dict[str, Rephrasing]:
    """Return the tasks of the rephrasing exercise by id.

    >>> rephrasing_tasks()["slipped_disc"].phrase
    'You have a slipped disc.'
    """
    return dict(words().rephrasings)


def rephrase(task_id: str, choice: int) -> Wording:
    """Return what one choice of a task does, with its feedback.

    Args:
        task_id: id of the task.
        choice: the option, from 0.

    Raises:
        ValueError: an unknown task or option.

    >>> rephrase("wear_and_tear", 0).good
    True
    """
    task = words().rephrasings.get(task_id)
    if task is None:
        raise ValueError(f"No task is called '{task_id}'. Known are {', '.join(words().rephrasings)}.")
    if not 0 <= choice < len(task.options):
        raise ValueError(
            f"The task '{task_id}' has options 0 to {len(task.options) - 1}; {choice} is none of them."
        )
    return task.options[choice]


def flags(text: str) -> tuple[Flag, ...]:
    """Find phrases in a student's own explanation that may harm, in order of the tasks.

    The search knows some common phrases and no meaning; it misses much and may flag a phrase that is
    quoted or denied.

    >>> [flag.task for flag in flags("Your scan shows Wear and Tear.")]
    ['wear_and_tear']
    """
    lowered = " ".join(text.lower().split())
    found = []
    for key, task in words().rephrasings.items():
        sign = next((sign for sign in task.signs if sign.lower() in lowered), None)
        if sign is not None:
            better = next(option.text for option in task.options if option.good)
            found.append(Flag(key, sign, task.harm, better))
    return tuple(found)
