"""The notebooks, made from `data/pages.yaml` and `data/tasks/`: run `python -m toolkit.reports.notebooks`.

The words live in `data/`, where they are checked and where a clinician can change them; the notebooks are
their form for JupyterLab and Voilà.
"""

import json
from typing import Any

from toolkit.content.evidence import evidence
from toolkit.content.pages import Page, pages
from toolkit.content.place import notebooks_dir
from toolkit.content.quantity import review_words
from toolkit.content.tasks import Option, Task, tasks

Cell = dict[str, Any]
HOME = "00"


def notebook(number: str) -> dict[str, Any]:
    """Return the notebook of one page, as nbformat 4.5 holds it.

    >>> [cell["id"] for cell in notebook("01")["cells"]][:5]
    ['title', 'goals', 'idea', 'start', 'dashboard']
    """
    page = pages().pages[number]
    name = page.slug.replace("-", "_")
    cells = [
        _words("title", f"# {page.title}\n\n{page.lead}"),
        _words("goals", _goals(page), fold="What you will be able to do"),
        _words("idea", _paragraphs(page.idea), fold="The idea in brief"),
        _words("start", _START, in_lab=True),
        _code("dashboard", f'from toolkit.ui import show\n\nshow("{name}")'),
    ]
    if number != HOME:
        # Home shows its texts itself.
        cells.append(
            _words("reading", _blocks(page), fold="What the article says, and what stands beside it")
        )
    cells.append(_words("example", _example(page), fold="A worked example"))
    found = tuple(tasks(number).tasks.values())
    if found:
        cells.append(_words("tasks", _tasks(found), fold="Tasks, with hidden solutions"))
    cells += [
        _words("legend", _legend(page), fold="What every control does"),
        _words("sources", _sources(page), fold="Sources and review"),
    ]
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": page.title,
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def notebook_text(number: str) -> str:
    """Return the notebook's file, to the byte."""
    return json.dumps(notebook(number), indent=1, ensure_ascii=False) + "\n"


def write_notebooks() -> None:
    """Write all notebooks anew."""
    for number in pages().pages:
        file = notebooks_dir() / pages().notebook(number)
        file.write_text(notebook_text(number), encoding="utf-8")


_START = (
    "*In JupyterLab: click on the lines below and press Shift and Enter; the page opens under them. "
    "The row above the page takes what you set there to the next notebook. The plus sign over the notebook gives a cell "
    "for lines of your own, such as those of the tasks.*"
)


def _words(name: str, text: str, *, fold: str = "", in_lab: bool = False) -> Cell:
    metadata: dict[str, Any] = {"fold": fold} if fold else {"tags": ["lab"]} if in_lab else {}
    # the dashboards' template hides what has that tag; JupyterLab shows the heading that Voilà puts on the fold.
    source = f"## {fold}\n\n{text}" if fold else text
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}


def _code(name: str, source: str) -> Cell:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n\n".join(text.strip() for text in texts)


def _goals(page: Page) -> str:
    goals = "\n".join(f"- {goal}" for goal in page.goals)
    return f"{goals}\n\nAbout {page.minutes} minutes; {page.level.words}."


def _example(page: Page) -> str:
    own = page.example
    return (
        f"{own.question.strip()}\n\n```python\n{own.python.strip()}\n```\n\nIt prints:\n\n```text\n{own.prints.strip()}\n```"
        f"\n\n{own.says.strip()}"
    )


def _blocks(page: Page) -> str:
    return "\n\n".join(
        f"### {block.heading}\n\n{_paragraphs(block.words)}\n\n*{_cited(block.cites)}*"
        for block in page.blocks.values()
    )


def _cited(sources: tuple[str, ...]) -> str:
    claims = [source.removeprefix("article:") for source in sources if source.startswith("article:")]
    papers = dict.fromkeys(
        evidence().figures[source.removeprefix("evidence:")].reference
        for source in sources
        if source.startswith("evidence:")
    )
    named = [f"{evidence().references[key].authors} {evidence().references[key].year}" for key in papers]
    parts = [f"The article, {', '.join(claims)}"] if claims else []
    return "; ".join(parts + named) + "."


def _tasks(found: tuple[Task, ...]) -> str:
    return "\n\n".join(_task(index, task) for index, task in enumerate(found, 1))


def _task(index: int, task: Task) -> str:
    lines = [
        f"### {index}. {task.title}",
        task.question,
        f"<details><summary>A hint</summary>\n\n{task.hint}\n\n</details>",
    ]
    options = "\n".join(
        f"<details><summary>{option.text}</summary>\n\n{_said(option)}\n\n</details>"
        for option in task.check.options
    )
    lines.append(f"**Check yourself.** {task.check.question} Open the answer you would give.\n\n{options}")
    solution = _paragraphs(task.solution.words)
    if task.solution.python:
        solution += f"\n\n```python\n{task.solution.python.strip()}\n```"
    if task.solution.shows:
        solution += f"\n\n{task.solution.shows}"
    # set apart, or it would look like one more answer
    lines.append("**When you are done,** compare.")
    lines.append(f"<details><summary>A solution</summary>\n\n{solution}\n\n</details>")
    return "\n\n".join(lines)


def _said(option: Option) -> str:
    # some feedback begins with the word itself
    words = option.feedback.removeprefix("Yes.").strip()
    return f"**{'Yes.' if option.right else 'Not quite.'}** {words}"


def _legend(page: Page) -> str:
    return "\n".join(f"- **{control.name}**: {control.does}" for control in page.legend)


def _sources(page: Page) -> str:
    lines = [
        "The statements are those of one article for runners, in our own words; its ids (A1 to I2) stand with each text.",
        "Every number on the page opens its passport: value, interval, where it was measured, source, and how far to trust it.",
        f"Content of this page: {review_words(page.reviewed_by)}.",
        pages().safety.not_advice,
    ]
    return "\n\n".join(lines)


if __name__ == "__main__":
    write_notebooks()
