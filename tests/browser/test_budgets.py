"""What every page costs: bytes over the websocket, memory of its kernel, and from slider to figure.

Figures are printed (MEASURED ...); only what must never be lost is asserted, and times only as a ratio to the
plain way in the same run.
"""

import sys

import pytest
from figurewidget_page import figurewidget_notebook
from page_measures import (
    bare_kernel_pss_mb,
    import_seconds,
    kernel_pids,
    median,
    pss_mb,
    said,
    slider_to_figure_ms,
)
from serving import free_port, process
from visiting import Visit

from toolkit.content.pages import pages

PAGES = tuple(pages().notebook(number).removesuffix(".ipynb") for number in sorted(pages().pages))


@pytest.mark.parametrize("name", PAGES)
def test_websocket_bytes_at_load(served, visit, name):
    visit.open(f"{served}voila/render/{name}.ipynb")
    visit.page.wait_for_timeout(800)
    said(page=PAGES.index(name), websocket_kb=visit.sent_bytes / 1024)
    assert visit.sent_bytes < 150 * 1024


LONG_RUN = "input[type=range][id$=e3_percent]"
PLAIN = ".widget-slider .noUi-handle"


def test_kernel_memory_and_slider_beside_plain_figurewidget(chromium, tmp_path):
    """One run, one browser: our history page, then the same figure and model in a plain Voilà page."""
    port = free_port()
    command = [sys.executable, "-m", "toolkit.serve.command", "serve", "--no-browser", "--port", str(port)]
    with process(
        command, f"http://127.0.0.1:{port}/voila/templates/sciatica/static/theme.css", cwd=tmp_path
    ) as server:
        tab = Visit(chromium.new_page(viewport={"width": 1366, "height": 768}))
        tab.open(f"http://127.0.0.1:{port}/voila/render/01_history.ipynb")
        tab.page.wait_for_selector(".st-plot .main-svg")
        kernel_mb = pss_mb(kernel_pids(server.pid)[0])
        ours_ms = median(slider_to_figure_ms(tab.page, LONG_RUN, plain=False))
        tab.page.close()

    page = tmp_path / "plain.ipynb"
    page.write_text(figurewidget_notebook())
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "voila",
        str(page),
        "--no-browser",
        "--port",
        str(port),
        "--Voila.port_retries=0",
    ]
    with process(command, f"http://127.0.0.1:{port}/voila/static/voila.js", cwd=tmp_path):
        tab = Visit(chromium.new_page(viewport={"width": 1366, "height": 768}))
        tab.open(f"http://127.0.0.1:{port}/", ready=".js-plotly-plot .main-svg")
        tab.page.wait_for_timeout(1000)
        plain_ms = median(slider_to_figure_ms(tab.page, PLAIN, plain=True))
        plain_kb = tab.sent_bytes / 1024
        tab.page.close()

    bare_mb = bare_kernel_pss_mb()
    said(ours_ms=ours_ms, plain_ms=plain_ms, ratio=ours_ms / plain_ms, plain_websocket_kb=plain_kb)
    said(kernel_mb=kernel_mb, bare_kernel_mb=bare_mb, more_mb=kernel_mb - bare_mb)
    # Guards: the figures themselves are printed, and move with whatever else the machine does.
    assert ours_ms < plain_ms
    assert kernel_mb <= bare_mb + 25


def test_import_is_light():
    seconds = import_seconds("import toolkit.ui, toolkit.ui.pages.history")
    said(import_seconds=seconds)
    heavy = import_seconds(
        "import toolkit.ui.pages.history, sys; assert not {'pandas', 'scipy', 'plotly'} & set(sys.modules)"
    )
    assert heavy > 0
