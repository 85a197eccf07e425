"""Tasks for a seminar, with hints, solutions and checks: `data/tasks/<page>.yaml`."""

from functools import cache
from typing import Self

from pydantic import Field, model_validator

from toolkit.content.place import data_dir
from toolkit.content.quantity import Citation, Id, PageNumber, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Option(Strict):
    """One answer that a student may choose.

    Attributes:
        text: the answer.
        right: whether it is the answer looked for.
        feedback: what is said when it is chosen: why it is right, or what it overlooks.
    """

    text: Text
    right: bool = False
    feedback: Text


class Check(Strict):
    """A question with immediate feedback; exactly one answer is right."""

    question: Text
    options: tuple[Option, ...] = Field(min_length=2, max_length=5)

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"{right} answers are marked 'right: true'; mark exactly one")
        if len({option.feedback for option in self.options}) < len(self.options):
            raise ValueError(
                "two answers have the same feedback; say for each what is good or wrong about it"
            )
        return self

    @property
    def answer(self) -> Option:
        """The right answer."""
        return next(option for option in self.options if option.right)


class Solution(Strict):
    """What a good answer says.

    Attributes:
        words: the answer, in paragraphs.
        python: two or three lines with the public names that show it; empty where words suffice.
        shows: what to look for in what the lines print.
    """

    words: tuple[Text, ...] = Field(min_length=1)
    python: str = ""
    shows: str = ""


class Task(Strict):
    """One task.

    Attributes:
        title: a few words.
        question: what to do or to find out.
        hint: a push that does not give the answer away.
        solution: hidden until asked for.
        check: a choice question on the same point.
        minutes: how long it takes.
        cites: the statements and figures that it exercises; never empty.
    """

    title: Text
    question: Text
    hint: Text
    solution: Solution
    check: Check
    minutes: int = Field(ge=1, le=40)
    cites: tuple[Citation, ...] = Field(min_length=1)


class TaskFile(Strict):
    """All tasks of one page, in their order.

    Attributes:
        page: the page's number.
        tasks: id -> task.
        reviewed_by: the clinician who reviewed the words, by name; none until somebody has.
    """

    page: PageNumber
    tasks: dict[Id, Task]
    reviewed_by: str | None = None


@cache
def tasks(page: PageNumber) -> TaskFile:
    """Return the tasks of one page; none where it has no file.

    >>> len(tasks("03").tasks) >= 3
    True
    """
    name = f"tasks/{page}.yaml"
    if not (data_dir() / name).is_file():
        return TaskFile(page=page, tasks={})
    return read_yaml(name, TaskFile)
