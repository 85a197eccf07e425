"""The notebooks are their words' form, to the byte, and thin."""

import json

import nbformat
import pytest

from toolkit.content.pages import pages
from toolkit.content.place import notebooks_dir
from toolkit.content.tasks import tasks
from toolkit.reports import notebook, notebook_text
from toolkit.ui.show import PAGES

NUMBERS = sorted(pages().pages)


@pytest.mark.parametrize("number", NUMBERS)
def test_notebook_is_made_from_the_words(number):
    file = notebooks_dir() / pages().notebook(number)
    assert file.read_text(encoding="utf-8") == notebook_text(number), (
        "run python -m toolkit.reports.notebooks"
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_notebook_is_valid_thin_and_clean(number):
    made = notebook(number)
    nbformat.validate(nbformat.from_dict(made))
    code = [cell for cell in made["cells"] if cell["cell_type"] == "code"]
    assert 1 <= len(code) <= 3
    assert all(len(cell["source"].splitlines()) <= 4 and not cell["outputs"] for cell in code)
    assert "widgets" not in json.dumps(made["metadata"])


@pytest.mark.parametrize("number", NUMBERS)
def test_notebook_is_complete_for_self_study_and_shows_its_page(number):
    made = notebook(number)
    cells = {cell["id"]: cell["source"] for cell in made["cells"]}
    assert {"title", "goals", "idea", "dashboard", "example", "tasks", "legend", "sources"} <= set(cells)
    assert cells["goals"].count("\n- ") >= 2
    assert "minutes" in cells["goals"]
    assert "```python" in cells["example"]
    assert "```python" in cells["tasks"], "some task is done in lines of Python"
    assert cells["tasks"].count("<summary>A solution</summary>") == len(tasks(number).tasks) >= 3
    assert cells["tasks"].count("**Yes.**") == len(tasks(number).tasks), "each has a question with feedback"
    assert "**Yes.** Yes" not in cells["tasks"]
    hidden = {cell["id"] for cell in made["cells"] if "lab" in cell["metadata"].get("tags", [])}
    assert hidden == {"start"}, "how to begin in JupyterLab is hidden on the dashboards"
    assert cells["legend"].count("- **") == len(pages().pages[number].legend)
    assert pages().pages[number].slug.replace("-", "_") in PAGES
    text = "\n".join(cell["source"] for cell in made["cells"])
    assert text.count("\n# ") + text.startswith("# ") == 1
    assert "advice" in text


def test_no_notebook_is_left_over():
    shipped = {file.name for file in notebooks_dir().glob("*.ipynb")}
    assert shipped == {pages().notebook(number) for number in NUMBERS}
