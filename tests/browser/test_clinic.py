"""The clinic in a browser: a whole case by keyboard alone on a phone, two windows at once, no fault of access."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGE = "voila/render/05_clinic.ipynb"


def by_key(page, selector, key="Enter"):
    """Reach something with the focus and press a key: no mouse."""
    page.locator(selector).first.focus()
    page.keyboard.press(key)


def ask(page, finding):
    by_key(page, f'[data-act="ask:{finding}"]')
    page.wait_for_function(
        "(id) => !document.querySelector(`[data-act='ask:${id}']`)", arg=finding, timeout=20000
    )


def wait(page, words):
    page.wait_for_function("(w) => document.body.innerText.includes(w)", arg=words, timeout=30000)


@pytest.mark.parametrize("visit", ["phone"], indirect=True)
def test_a_whole_case_by_keyboard_alone_on_a_phone(served, visit):
    page = visit.open(f"{served}{PAGE}")
    wait(page, "Step 1 of 4")
    for finding in ("both_legs", "bladder", "saddle"):
        ask(page, finding)
    by_key(page, ".st-clinic input[value=examine]", "Space")
    page.locator('details[data-fold="ask-nerve_tests"] summary').wait_for(state="visible")
    by_key(page, 'details[data-fold="ask-nerve_tests"] summary')
    ask(page, "slr")
    assert "38" in page.locator('details[data-fold="ask-nerve_tests"]').inner_text()
    # the belief is one press away, wherever the page was scrolled to
    by_key(page, "[data-go]")
    belief = page.locator(".st-clinic-belief")
    assert belief.evaluate("node => node === document.activeElement")
    assert belief.bounding_box()["y"] < 80
    page.locator(".st-clinic-belief input[type=range]").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    by_key(page, "button:has-text('Commit')")
    wait(page, "Step 2 of 4")
    stage = page.locator(".st-clinic-stage")
    assert stage.evaluate("node => node === document.activeElement")
    assert 0 <= stage.bounding_box()["y"] < 120
    page.locator("textarea").first.wait_for(state="visible")
    page.locator("textarea").first.focus()
    page.keyboard.type("It may take some weeks.")
    page.keyboard.press("Tab")
    page.get_by_label("Safety-net words").focus()
    page.keyboard.press("Space")
    by_key(page, ".st-clinic input[value=none]", "Space")
    by_key(page, "button:has-text('This is my plan')")
    wait(page, "Step 3 of 4")
    by_key(page, '[data-act="do:look"]')
    wait(page, "What was really there")
    page.locator(".st-clinic input[value=words]").wait_for(state="visible")
    by_key(page, ".st-clinic input[value=words]", "Space")
    wait(page, "It may take some weeks.")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.wait_for_function("location.hash.startsWith('#s=')")


def test_two_windows_do_not_see_each_other(served, visit):
    one = visit.open(f"{served}{PAGE}")
    two = one.context.new_page()
    two.goto(f"{served}{PAGE}")
    two.wait_for_selector("body.st-ready", timeout=60000)
    ask(one, "bladder")
    wait(one, "Bladder")
    assert two.locator('[data-act="ask:bladder"]').count() > 0
    two.close()


def sound(page):
    found = [
        fault
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    assert not found, [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def press(page, words):
    page.locator(".st-clinic .st-segments label", has_text=words).last.click()
    page.wait_for_timeout(500)


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_every_state_fits_and_has_no_serious_fault_of_access(served, visit):
    page = visit.open(f"{served}{PAGE}")
    wait(page, "Step 1 of 4")
    for words in ("Ask", "Examine", "Body chart", "Diary"):
        press(page, words)
        sound(page)
    assert page.locator(".st-plot .main-svg").first.is_visible()
    page.locator("summary", has_text="Type by type").click()
    sound(page)
    page.get_by_role("button", name="Commit").click()
    wait(page, "Step 2 of 4")
    page.locator(".st-clinic-menu details").evaluate_all(
        "all => all.forEach((each) => { each.open = true; })"
    )
    press(page, "Urgent")
    sound(page)
    page.get_by_role("button", name="This is my plan").click()
    wait(page, "Step 3 of 4")
    sound(page)
    page.locator('[data-act="do:look"]').click()
    wait(page, "What was really there")
    for words in ("Belief", "Score", "Plan", "Words", "Weeks before"):
        press(page, words)
        sound(page)


def test_the_drawing_is_read_on_the_chart_and_in_words(served, visit):
    page = visit.open(f"{served}{PAGE}")
    press(page, "Body chart")
    page.locator(".st-body-picture svg").wait_for()
    assert "right deep middle of the buttock" in page.locator(".st-body-chart").inner_text()
    assert page.locator(".st-body-chart input").count() == 0, "it is read, not drawn on"


def test_a_case_is_saved_loaded_and_printed_from_the_page(served, visit, tmp_path):
    page = visit.open(f"{served}{PAGE}")
    page.get_by_role("button", name="Commit").click()
    wait(page, "Step 2 of 4")
    press(page, "Context only")
    page.get_by_label("One sentence to the patient").fill(
        "<script>document.title='owned'</script> =cmd() الياس 🏃"
    )
    page.get_by_role("button", name="This is my plan").click()
    page.locator('[data-act="do:look"]').click()
    wait(page, "What was really there")
    page.get_by_label("Your name or user name").fill("=cmd() <b>Zoë</b>")
    page.get_by_label("Your name or user name").blur()
    page.locator("summary", has_text="Results as a table").click()
    page.wait_for_timeout(500)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Moodle").click()
    assert "'=cmd() <b>Zoë</b>," in kept.value.path().read_text(encoding="utf-8")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save your cases as a file").click()
    saved = tmp_path / "mine.json"
    saved.write_bytes(kept.value.path().read_bytes())
    page.get_by_role("button", name="Reasoning report").click()
    frame = page.frame_locator(".st-paper-frame")
    assert "=cmd() الياس 🏃" in frame.locator("blockquote").first.inner_text()
    page.get_by_role("button", name="Close").click()
    again = visit.open(f"{served}{PAGE}")
    again.locator("input[type=file]").set_input_files(saved)
    wait(again, "Loaded: 1 case.")
    wait(again, "1 finished case.")
    assert again.get_by_label("Your name or user name").input_value() == "=cmd() <b>Zoë</b>"
    assert again.title() != "owned"
