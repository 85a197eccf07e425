"""A vote and a cohort in browsers: a lecturer's laptop, a projector, two phones; by keyboard, without a script, offline."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import SECRET, Lecturer, free_port, room_on
from visiting import Visit

SIZES = {"laptop": (1366, 768), "projector": (1920, 1080)}


@pytest.fixture(scope="module")
def room():
    with room_on(free_port()) as home:
        yield home


@pytest.fixture
def tab(chromium):
    """Make fresh browsers of any size; the test fails when a page had an error or reached for another machine."""
    made = []

    def make(width=390, height=844, **more):
        context = chromium.new_context(viewport={"width": width, "height": height}, **more)
        made.append((context, Visit(context.new_page())))
        return made[-1][1]

    yield make
    for context, visit in made:
        context.close()
        assert visit.trouble == []


@pytest.fixture
def hall(room, tab):
    """Make the lecturer's tab, with nothing left of the test before."""
    lecturer = Lecturer(room).come_in()
    for action in ("close", "aside", "close_cohort", "look_case"):
        if f'value="{action}"' in lecturer.board():
            lecturer.post("room/board/do", {"action": action})

    def make(size="laptop"):
        visit = tab(*SIZES[size])
        visit.page.goto(f"{room}room/lecturer?key={SECRET}")
        visit.page.goto(f"{room}room/board/")
        return visit.page

    return make


def blocking(page):
    found = Axe().run(page).response["violations"]
    return [
        (each["id"], each["nodes"][0]["html"][:160])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def show(page, case, *asked):
    fold = page.locator("[data-fold=patient]")
    if not fold.get_attribute("open") and fold.get_attribute("open") != "":
        fold.locator("summary").click()
    title = page.locator(f"#sb-case option[value={case}]").text_content()
    page.locator("#sb-case").select_option(case)
    # the patient of the test before may be the same: only the answer says that this one is there
    with page.expect_response("**/room/board/do"):
        press(page, "Show this patient")
    page.locator(".sb-patient").get_by_text(title).wait_for()
    page.get_by_text("Nothing yet. What is not asked").wait_for()
    for number, finding in enumerate(asked, start=1):
        page.locator("#sb-finding").select_option(finding)
        press(page, "Ask")
        page.get_by_text(f"Asked so far ({number})").wait_for()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def says(page, words):
    page.locator(".sb-say").get_by_text(words).wait_for(timeout=15000)


@pytest.mark.parametrize("size", SIZES)
def test_a_whole_vote(room, hall, tab, size):
    board = hall(size)
    assert blocking(board) == []
    show(board, "calf_line", "sharp_or_electric", "bladder")
    phones = [tab().open(f"{room}room/board/student") for _ in range(3)]
    assert "Like a live wire" in phones[0].locator("[data-part=patient]").inner_text()
    press(board, "Vote: belief, sliders")
    for at, phone in enumerate(phones):
        says(phone, "Round 1 is open")
        assert fits(phone)
        phone.locator("#sb-radicular").fill(str(60 + 10 * at))
        assert f"{60 + 10 * at} %" in phone.locator("#sb-radicular-said").inner_text()
        press(phone, "Send my answer")
        phone.get_by_text("Your answer is in").wait_for()
    assert blocking(phones[0]) == []
    board.locator(".sb-count b").get_by_text("3", exact=True).wait_for()
    assert board.locator(".sb-view .sb-chart").count() == 0
    assert blocking(board) == []
    press(board, "Close and show")
    board.locator(".sb-panel").first.wait_for()
    assert board.locator(".sb-panel").count() == 4
    assert "Average 70 %" in board.locator(".sb-panel.sb-radicular").inner_text()
    says(phones[0], "Look at what the class said")
    press(board, "Open round 2")
    for phone in phones[:2]:
        says(phone, "Round 2 is open")
        assert phone.locator(".sb-chart").count() == 0
        phone.locator("#sb-lookalike").fill("55")
        press(phone, "Send my answer")
        phone.get_by_text("Your answer is in").wait_for()
    says(phones[2], "Round 2 is open")
    press(phones[2], "Send my answer")
    board.locator(".sb-count b").get_by_text("3", exact=True).wait_for()
    press(board, "Close and show both")
    board.get_by_text("2 of the 3 who answered twice changed").wait_for()
    assert "round 2" in board.locator(".sb-view .sb-key").first.inner_text()
    press(board, "Reveal")
    board.get_by_text("so far, the model holds").wait_for()
    says(phones[0], "Look at what the model holds")
    assert "Only you see this" in phones[0].locator("[data-part=task]").inner_text()
    assert "really there" not in board.locator(".sb-view").inner_text()
    press(board, "Tell what was really there")
    board.get_by_text("What was really there").wait_for()
    says(phones[1], "This is what was really there")
    for page in (board, *phones):
        assert fits(page)
        assert blocking(page) == []
    for page in (board, phones[0]):
        top = page.locator(".sb-level").first.bounding_box()["y"]
        assert top < page.locator("main .sb-chart:visible").first.bounding_box()["y"]


def test_the_table_holds_what_the_figure_shows(room, hall, tab):
    board = hall()
    show(board, "sit_bone")
    phones = [tab().open(f"{room}room/board/student") for _ in range(3)]
    press(board, "Vote: belief, in words")
    for phone in phones:
        says(phone, "Round 1 is open")
        for family in ("radicular", "radiculopathy", "referred", "lookalike"):
            phone.locator(f"#sb-{family}").select_option(
                label="likely" if family == "lookalike" else "unlikely"
            )
        press(phone, "Send my answer")
        phone.get_by_text("Your answer is in").wait_for()
    press(board, "Close and show")
    view = board.locator(".sb-view")
    view.get_by_text("The same as a table").click()
    row = view.locator("tr", has=board.get_by_role("rowheader", name="Tendon and other look-alikes"))
    assert row.locator("td").all_inner_texts() == ["0", "0", "0", "3", "0", "72 %"]
    press(board, "Put aside")


def test_a_student_votes_by_keyboard_alone(room, hall, tab):
    board = hall()
    show(board, "dull_back")
    phone = tab().open(f"{room}room/board/student")
    press(board, "Vote: belief, sliders")
    says(phone, "Round 1 is open")
    phone.locator("body").click(position={"x": 1, "y": 1})
    reached = ""
    for _ in range(12):
        phone.keyboard.press("Tab")
        reached = phone.evaluate("document.activeElement.id")
        if reached == "sb-radicular":
            break
    assert reached == "sb-radicular"
    for _ in range(4):
        phone.keyboard.press("ArrowRight")
    assert phone.locator("#sb-radicular").input_value() == "45"
    assert phone.locator("#sb-radicular").get_attribute("aria-valuetext") == "45 per cent, as likely as not"
    for _ in range(4):
        phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Send my answer"
    phone.keyboard.press("Enter")
    phone.get_by_text("Your answer is in").wait_for()
    assert "Your answer is in" in phone.evaluate("document.activeElement.textContent")
    press(board, "Close, keep covered")
    says(phone, "Your answer was counted")
    press(board, "Put aside")
    press(board, "Vote: urgency and plan")
    says(phone, "Round 1 is open")
    for _ in range(12):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.name") == "level":
            break
    phone.keyboard.press("ArrowDown")
    assert phone.locator("input[name=level]:checked").get_attribute("value") == "urgent"
    for _ in range(3):
        phone.keyboard.press("Tab")
        phone.keyboard.press("Space")
    assert phone.locator("input[name=items]:checked").count() == 3
    assert phone.locator("input[name=items]:disabled").count() == 5
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.get_by_text("Your answer is in").wait_for()
    assert blocking(phone) == []
    press(board, "Close, keep covered")
    press(board, "Put aside")


def test_a_lost_connection_keeps_the_answer(room, hall, tab):
    """What is sent without a network is sent when it is back, and a reload finds it."""
    board = hall()
    show(board, "dull_back")
    visit = tab()
    phone = visit.open(f"{room}room/board/student")
    press(board, "Vote: the next question")
    says(phone, "Round 1 is open")
    phone.locator("input[name=finding]").nth(1).check()
    phone.context.set_offline(True)
    press(phone, "Send my answer")
    phone.locator(".st-lost").get_by_text("is sent as soon as the connection is back").wait_for()
    assert phone.locator("input[name=finding]").nth(1).is_checked()
    phone.context.set_offline(False)
    phone.get_by_text("Your answer is in").wait_for(timeout=30000)
    assert phone.locator(".st-lost").is_hidden()
    visit.trouble = [each for each in visit.trouble if "ERR_INTERNET_DISCONNECTED" not in each]
    phone.reload()
    phone.get_by_text("Your answer is in").wait_for()
    assert phone.locator("input[name=finding]").nth(1).is_checked()
    press(board, "Close, keep covered")
    press(board, "Put aside")


def test_what_is_half_set_stays_while_others_answer(room, hall, tab):
    board = hall()
    show(board, "dull_back")
    one, other = (tab().open(f"{room}room/board/student") for _ in range(2))
    press(board, "Vote: belief, sliders")
    says(one, "Round 1 is open")
    one.locator("#sb-referred").fill("90")
    says(other, "Round 1 is open")
    press(other, "Send my answer")
    board.locator(".sb-count b").get_by_text("1", exact=True).wait_for()
    one.wait_for_timeout(5000)
    assert one.locator("#sb-referred").input_value() == "90"
    press(board, "Close, keep covered")
    press(board, "Put aside")


def test_answering_needs_no_script(room, hall, tab):
    board = hall()
    show(board, "dull_back")
    press(board, "Vote: belief, sliders")
    phone = tab(java_script_enabled=False).open(f"{room}room/board/student")
    press(phone, "Send my answer")
    phone.get_by_text("Your answer is in").wait_for()
    board.locator(".sb-count b").get_by_text("1", exact=True).wait_for()
    press(board, "Close, keep covered")
    phone.reload()
    assert "Your answer was counted" in phone.locator(".sb-say").inner_text()
    press(board, "Put aside")


def test_the_cohort(room, hall, tab):
    board = hall("projector")
    board.locator("[data-fold=cohort] summary").click()
    board.locator("#sb-seed").fill("7")
    press(board, "Begin")
    board.get_by_role("heading", name="The cohort is on").wait_for(timeout=60000)
    phones = [tab().open(f"{room}room/board/student") for _ in range(3)]
    names = [phone.locator(".sb-runner h2").inner_text() for phone in phones]
    assert len(set(names)) == 3
    for phone in phones:
        assert fits(phone)
        phone.locator("#sb-guess").fill("30")
        press(phone, "That is my guess")
        phone.get_by_text("You said 30 %").wait_for()
    assert blocking(phones[0]) == []
    board.get_by_text("of 3 runners had an episode").wait_for()
    assert board.get_by_text("of all episodes").is_visible()
    assert blocking(board) == []
    assert fits(board)
    press(phones[0], "Another runner")
    phones[0].locator("#sb-guess").wait_for()
    assert phones[0].locator(".sb-runner h2").inner_text() not in names
    link = phones[1].get_by_role("link", name="Open these weeks on the page on histories")
    with phones[1].context.expect_page() as opened:
        link.click()
    history = opened.value
    history.wait_for_selector("body.st-ready", timeout=60000)
    history.wait_for_function(
        "document.querySelector('.js-plotly-plot, .st-plot svg') !== null", timeout=60000
    )
    assert "My own log" in history.locator("select").first.inner_text()
    history.close()
    press(board, "Close the cohort")
    says(phones[2], "The cohort is closed")


def test_the_desk_can_be_hidden_and_the_type_made_larger(hall):
    board = hall("projector")
    show(board, "calf_line")
    before = board.locator(".sb-opening").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert before >= 30
    press(board, "Hide the desk")
    assert board.locator("#sb-desk").is_hidden()
    board.get_by_role("button", name="Larger type").click()
    after = board.locator(".sb-opening").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after > before
    assert fits(board)
    press(board, "Show the desk")
    assert board.locator("#sb-desk").is_visible()


def test_one_code_a_seat(room, hall, tab):
    """Many windows and one strip are one vote; a strip is printed covered, and a phone is told what is wrong."""
    board = hall()
    board.locator("[data-fold=codes] summary").click()
    board.locator("#sb-seats").fill("12")
    press(board, "Make new codes")
    with board.expect_popup() as opened:
        board.get_by_role("link", name="Print them").click()
    sheet = opened.value
    strips = sheet.locator(".sb-strips .sb-code")
    assert not strips.first.is_visible()
    assert blocking(sheet) == []
    press(sheet, "Show the codes here")
    assert strips.first.is_visible()
    press(sheet, "Cover the codes")
    sheet.emulate_media(media="print")
    assert strips.last.is_visible()
    assert not sheet.get_by_role("heading").is_visible()
    codes = strips.all_text_contents()
    assert len(set(codes)) == 12
    show(board, "dull_back")
    press(board, "Vote: belief, sliders")
    visits = [tab(), tab()]
    phone, window = (visit.open(f"{room}room/board/student") for visit in visits)
    says(phone, "Enter the code of your seat")
    assert phone.locator("#sb-radicular").count() == 0
    assert fits(phone)
    assert blocking(phone) == []
    field = phone.get_by_label("Code of your seat")
    field.fill(codes[0][:-1].lower())
    press(phone, "Take my seat")
    phone.locator(".sb-refused").get_by_text("not spelt right").wait_for()
    assert field.input_value() == codes[0][:-1].lower(), "what was typed stays"
    field.fill(codes[0].lower())
    phone.keyboard.press("Enter")
    press(phone, "Send my answer")
    phone.get_by_text("Your answer is in").wait_for()
    window.get_by_label("Code of your seat").fill(codes[0])
    press(window, "Take my seat")
    window.locator(".sb-refused").get_by_text("in use in another browser").wait_for()
    assert window.locator("#sb-radicular").count() == 0
    board.locator(".sb-count b").get_by_text("1", exact=True).wait_for()
    for visit in visits:
        visit.trouble = [each for each in visit.trouble if "409" not in each]
    press(board, "Close, keep covered")
    board.get_by_text("1 of 12 codes is in use").wait_for()
    press(board, "Put aside")
    press(board, "Vote without codes")
    phone.locator("#sb-code-of-seat, .sb-seat").wait_for(state="detached", timeout=15000)
