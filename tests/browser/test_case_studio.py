"""The case studio in a browser: a case is built, played as a student, saved, and opened again; by keyboard, on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from toolkit.cases import check_case_file

PAGE = "voila/render/10_case_studio.ipynb"
TEXTS = {
    "Title (says nothing of the answer)": "After the long drive",
    "What the student will be able to do": "Tell a root from a tendon. <script>document.title='owned'</script>",
    "Expected reasoning, one step a line": "It goes below the knee.\nThe leg raise is early.",
    "One way to say it to the patient": "Most of these pains ease over weeks. الياس 🏃",
    "For the lecturer: what students get wrong, what to ask": "=cmd() Ask the room.",
}


def press(page, words):
    page.locator(".st-studio .st-segments label", has_text=words).last.click()


def wait(page, words):
    page.wait_for_function("(w) => document.body.innerText.includes(w)", arg=words, timeout=30000)


def sound(page):
    found = [f for f in Axe().run(page).response["violations"] if f["impact"] in {"serious", "critical"}]
    assert not found, [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("visit", ["laptop", "phone"], indirect=True)
def test_a_case_is_built_played_saved_and_opened_again(served, visit, tmp_path):
    page = visit.open(f"{served}{PAGE}")
    wait(page, "5 things to mend")
    press(page, "5 Teaching")
    for label, words in TEXTS.items():
        field = page.get_by_label(label)
        field.focus()
        page.keyboard.insert_text(words)
        page.keyboard.press("Tab")
    wait(page, "All is well")
    press(page, "File")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save after_the_long_drive.yaml").click()
    saved = tmp_path / kept.value.suggested_filename
    saved.write_bytes(kept.value.path().read_bytes())
    assert saved.name == "after_the_long_drive.yaml"
    assert check_case_file(saved) == []
    page.wait_for_timeout(800)
    page.get_by_role("link", name="Play it as a student").click()
    page.wait_for_selector("body.st-ready .st-clinic", timeout=60000)
    wait(page, "After the long drive")
    page.locator('[data-act="ask:bladder"]').first.click()
    wait(page, "1 of 15")
    page.get_by_role("link", name="back to the case studio").click()
    page.wait_for_selector("body.st-ready .st-studio", timeout=60000)
    wait(page, "All is well")
    again = visit.open(f"{served}{PAGE}")
    again.locator("input[type=file]").set_input_files(saved)
    wait(again, "Opened: After the long drive")
    wait(again, "All is well")
    assert again.title() != "owned"


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_every_step_and_look_fits_and_has_no_serious_fault_of_access(served, visit):
    page = visit.open(f"{served}{PAGE}")
    wait(page, "5 things to mend")
    ready = {
        "2 What": "Up to three",
        "3 Answers": "Find a question",
        "4 Words": "First sentence",
        "5 Teaching": "Takes about",
    }
    for step, words in ready.items():
        press(page, step)
        if step == "3 Answers":
            page.get_by_placeholder(re.compile("Find")).wait_for()
        else:
            wait(page, words)
        sound(page)
    seen = {"Body chart": "Shade with", "Model": "What the models make of it", "File": "The file"}
    for look, words in seen.items():
        press(page, look)
        wait(page, words)
        sound(page)
    press(page, "Diary")
    page.locator(".st-plot .main-svg").first.wait_for(state="visible")
    sound(page)
