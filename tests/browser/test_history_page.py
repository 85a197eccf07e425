"""The history page under a person's hands: files, cards, jumps within the page, presses that come too fast."""

import pytest

LOG = "date,distance_km,duration_min,effort,sleep_h\n" + "".join(
    f"2024-0{1 + day // 28}-{1 + day % 28:02d},8,48,4,7.{day % 9}\n" for day in range(80)
)
RUNNER = "document.querySelector('select').value"


@pytest.fixture
def page(served, visit):
    opened = visit.open(f"{served}voila/render/01_history.ipynb")
    opened.wait_for_selector(".st-plot .main-svg")
    return opened


def focused(page):
    return page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_a_jump_within_the_page_keeps_what_was_chosen(page):
    page.get_by_label("Runner", exact=True).select_option("kofi")
    page.wait_for_function("location.hash.startsWith('#s=1.')")
    chosen = page.url
    page.locator(".st-skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("(url) => location.href === url", arg=chosen)
    page.wait_for_timeout(700)
    assert page.url == chosen
    assert page.evaluate(RUNNER) == "kofi"
    assert 'id="st-main"' in focused(page)


@pytest.mark.parametrize("how", ["Escape", "Close"])
def test_a_card_opens_again_and_gives_the_focus_back(page, how):
    for _ in range(2):
        page.locator("[data-act=where]").click()
        page.wait_for_selector("dialog[open]")
        if how == "Escape":
            page.keyboard.press("Escape")
        else:
            page.locator("dialog [data-act='card:close']").click()
        page.wait_for_selector("dialog", state="detached")
        assert 'data-act="where"' in focused(page)


def test_what_came_of_a_file_is_said_last(page):
    picture = {"name": "run.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"0" * 400}
    log = {"name": "log.csv", "mimeType": "text/csv", "buffer": LOG.encode()}
    field, said = page.locator("input[type=file]"), ".st-upload [role=status]"
    for file, words in ((picture, "stays."), (picture, "stays."), (log, "Read: ")):
        page.evaluate("(at) => { document.querySelector(at).textContent = ''; }", said)
        field.set_input_files(file)
        page.wait_for_function(
            "([at, words]) => document.querySelector(at).textContent.includes(words)", arg=[said, words]
        )
        page.wait_for_timeout(500)
        assert words in page.locator(said).inner_text()
    assert page.evaluate(RUNNER) == "log"


def test_a_double_click_takes_one_event_out_and_the_keyboard_keeps_its_place(page):
    page.evaluate(
        "document.querySelectorAll('.st-controls details').forEach((fold) => { fold.open = true; })"
    )
    out = page.get_by_role("button", name="Take it out")
    before = out.count()
    out.first.dblclick()
    page.wait_for_function(
        "(n) => document.querySelectorAll('button[id$=_remove-remove]').length < n", arg=before
    )
    page.wait_for_timeout(1000)
    assert out.count() == before - 1
    assert "_remove-remove" in focused(page)


def test_every_press_of_a_button_counts(page):
    """Presses while the kernel works wait their turn; of a slider only the newest value does."""
    pressed = """() => { for (let i = 0; i < 4; i += 1) document.querySelector('button[id$=life-life]').click(); }"""
    page.evaluate(pressed)
    undo = page.get_by_role("button", name="Undo", exact=True)
    page.wait_for_function("location.hash.startsWith('#s=1.')")
    page.wait_for_timeout(1500)
    for _ in range(4):
        assert undo.is_enabled()
        undo.click()
        page.wait_for_timeout(700)
    assert undo.is_disabled()
    page.wait_for_function("location.hash === ''")


def test_an_older_answer_does_not_move_a_slider_back(page):
    """The first move changes 'Undo' too, so the kernel answers it with all values while newer ones wait."""
    moved = """async () => {
      const slider = document.querySelector('input[type=range][id$=e3_percent]');
      const seen = [];
      const watch = new MutationObserver(() => seen.push(slider.getAttribute('aria-valuetext')));
      watch.observe(slider, { attributes: true, attributeFilter: ['aria-valuetext'] });
      for (const value of [80, 130]) {
        slider.value = value;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }
      await new Promise((done) => setTimeout(done, 3000));
      return [seen.map((text) => parseInt(text)), Number(slider.value)];
    }"""
    seen, last = page.evaluate(moved)
    assert last == 130
    assert seen == sorted(seen), f"the slider jumped back: {seen}"


LINES = """() => [...document.querySelectorAll('.st-plot .scatterlayer path, .st-plot .fills path')]
  .map((path) => [path.getAttribute('d'), path.getAttribute('transform')])"""


def test_lines_moved_by_themselves_stand_where_a_whole_drawing_puts_them(page):
    page.evaluate("""() => {
      window.whole = 0;
      const react = Plotly.react;
      Plotly.react = (...asked) => { window.whole += 1; return react(...asked); };
      document.querySelectorAll('.st-controls details').forEach((fold) => { fold.open = true; });
    }""")
    plot, slider = page.locator(".st-plot"), page.locator("input[type=range][id$=e3_percent]")
    for percent in ("75", "60", "85"):
        drawn, before = plot.get_attribute("data-drawn"), page.evaluate(LINES)
        slider.evaluate(
            "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input', { bubbles: true })); }",
            percent,
        )
        page.wait_for_function(
            "(drawn) => document.querySelector('.st-plot').dataset.drawn !== drawn", arg=drawn
        )
        moved = page.evaluate(LINES)
        assert moved != before
    assert page.evaluate("window.whole") == 0
    page.evaluate("Plotly.redraw(document.querySelector('.st-plot'))")
    assert page.evaluate(LINES) == moved


def test_the_drawing_library_comes_once_and_before_the_widgets(page):
    asked = page.evaluate("""() => performance.getEntriesByType('resource')
      .map(({ name, startTime }) => ({ name: name.split('/').at(-1).split('?')[0], startTime }))""")
    when = {
        name: [one["startTime"] for one in asked if one["name"] == name]
        for name in ("plotly-basic.min.js", "figure.js")
    }
    assert len(when["plotly-basic.min.js"]) == 1
    assert when["plotly-basic.min.js"][0] < when["figure.js"][0]
