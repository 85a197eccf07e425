"""The timeline under a mouse and under a finger: events are dragged, weeks are moved, the page still scrolls."""

import pytest

PAGE = "voila/render/01_history.ipynb"
RANGE = "document.querySelector('.st-plot')._fullLayout.xaxis.range"


def weeks(page):
    return [
        int(value)
        for value in page.locator("input[type=range][id$=_week]").evaluate_all("all => all.map(n => n.value)")
    ]


def middle_of(page, name):
    box = page.locator(".st-plot .annotation", has_text=name).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def finger(chromium, served):
    """A phone with a touch screen; swipe(x0, y0, x1, y1) moves a finger."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    trouble = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(f"{served}{PAGE}")
    page.wait_for_selector("body.st-ready .st-plot.st-pans .main-svg")
    page.wait_for_timeout(400)
    session = context.new_cdp_session(page)

    def swipe(x0, y0, x1, y1, steps=8):
        def send(kind, points):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        send("touchStart", [{"x": x0, "y": y0}])
        for step in range(1, steps + 1):
            send("touchMove", [{"x": x0 + (x1 - x0) * step / steps, "y": y0 + (y1 - y0) * step / steps}])
            page.wait_for_timeout(20)
        send("touchEnd", [])
        page.wait_for_timeout(250)

    yield page, swipe
    context.close()
    assert trouble == []


def test_a_mouse_drags_an_event_by_its_name_and_by_its_weeks(served, visit):
    page = visit.open(f"{served}{PAGE}")
    page.wait_for_selector(".st-plot .annotation")
    page.wait_for_timeout(400)
    before = weeks(page)
    words = page.locator(".st-reading").inner_text()
    x, y = middle_of(page, "one long run")
    page.mouse.move(x, y)
    page.wait_for_selector(".st-plot.st-grab")
    page.mouse.down()
    page.mouse.move(x - 120, y + 3, steps=4)
    assert page.locator(".st-held").inner_text().startswith("week −")
    assert weeks(page) == before, "nothing is worked out while it is held"
    page.mouse.up()
    page.wait_for_function("(old) => document.querySelector('.st-reading').innerText !== old", arg=words)
    moved = weeks(page)
    assert moved[:3] == before[:3]
    assert moved[3] < before[3]
    assert page.locator(".st-held").count() == 0
    # By the shaded weeks, and then let go of.
    x, _ = middle_of(page, "break from running")
    plot = page.locator(".st-plot").bounding_box()
    at = page.evaluate(
        "() => { const p = document.querySelector('.st-plot'); const a = p._fullLayout.xaxis; return a._offset + a.d2p(-8); }"
    )
    page.mouse.move(plot["x"] + at, plot["y"] + plot["height"] / 2)
    page.mouse.down()
    page.mouse.move(plot["x"] + at - 90, plot["y"] + plot["height"] / 2, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_timeout(300)
    assert weeks(page) == moved
    page.mouse.move(plot["x"] + at, plot["y"] + plot["height"] / 2)
    page.mouse.down()
    page.mouse.move(plot["x"] + at - 90, plot["y"] + plot["height"] / 2, steps=4)
    page.mouse.up()
    page.wait_for_function(
        "(old) => +document.querySelector('input[type=range][id$=e0_week]').value < old", arg=moved[0]
    )


def test_a_finger_moves_back_over_the_weeks_and_the_page_still_scrolls(finger):
    page, swipe = finger
    assert page.evaluate(RANGE) == [-13, 0.25]
    box = page.locator(".st-plot").bounding_box()
    y = box["y"] + 0.55 * box["height"]
    swipe(120, y, 320, y)
    low, high = page.evaluate(RANGE)
    assert low < -18
    assert high - low == pytest.approx(13.25)
    assert page.evaluate("scrollY") == 0
    for _ in range(3):
        swipe(60, y, 360, y)
    assert page.evaluate(RANGE)[0] == -26, "there is nothing before the history"
    page.locator("input[type=range][id$=e0_weeks]").evaluate(
        "node => { node.value = 6; node.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    page.wait_for_timeout(800)
    assert page.evaluate(RANGE)[0] == -26, "a change leaves the weeks that are looked at"
    for _ in range(3):
        swipe(360, y, 40, y)
    assert page.evaluate(RANGE) == [pytest.approx(-13), pytest.approx(0.25)]
    swipe(200, y, 200, y - 200)
    assert page.evaluate("scrollY") > 100


def test_a_finger_drags_an_event_by_its_name(finger):
    page, swipe = finger
    before = weeks(page)
    x, y = middle_of(page, "one long run")
    swipe(x, y, x - 70, y)
    page.wait_for_function(
        "(old) => +document.querySelector('input[type=range][id$=e3_week]').value < old", arg=before[3]
    )
    assert page.evaluate(RANGE) == [-13, 0.25], "the weeks stay where they are"
    assert weeks(page)[:3] == before[:3]


def test_a_day_is_read_by_mouse_and_by_keys_also_under_an_event(served, visit):
    page = visit.open(f"{served}{PAGE}")
    page.wait_for_selector(".st-plot .annotation")
    page.wait_for_selector(".st-day-keys", state="attached")
    plot = page.locator(".st-plot").bounding_box()
    at = page.evaluate(
        "() => { const p = document.querySelector('.st-plot'); const a = p._fullLayout.xaxis; return a._offset + a.d2p(-3.5); }"
    )
    page.mouse.move(plot["x"] + at, plot["y"] + plot["height"] / 2)
    page.wait_for_selector(".st-day")
    said = page.locator(".st-day").inner_text()
    assert "25 days before" in said
    for words in ("load", "sleep", "stress", "x habitual", "stressful weeks", "short nights"):
        assert words in said
    assert "break from running" not in said
    page.mouse.move(5, 5)
    page.wait_for_selector(".st-day", state="detached")
    page.locator(".st-day-keys").focus()
    page.keyboard.press("End")
    page.wait_for_function("document.querySelector('.st-day')?.innerText.includes('the last day')")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("document.querySelector('.st-day')?.innerText.includes('2 days before')")
    assert "2 days before" in page.locator(".st-day-keys").get_attribute("aria-valuetext")


def test_a_tap_reads_a_day_and_a_swipe_does_not(finger):
    page, swipe = finger
    page.wait_for_selector(".st-day-keys", state="attached")
    page.locator(".st-plot").scroll_into_view_if_needed()
    box = page.locator(".st-plot").bounding_box()
    x, y = box["x"] + 0.7 * box["width"], box["y"] + 0.6 * box["height"]
    page.touchscreen.tap(x, y)
    page.wait_for_selector(".st-day")
    assert "days before" in page.locator(".st-day").inner_text()
    swipe(x, y, x - 90, y)
    assert page.locator(".st-day").count() == 0
