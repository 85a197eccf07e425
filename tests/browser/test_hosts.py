"""The same page in JupyterLab, behind a hub's prefix, and from an installed wheel started elsewhere."""

import http.client
import os
import subprocess
import sys
from pathlib import Path

import pytest
from serving import free_port, process

from toolkit.content.cases import read_case

ROOT = Path(__file__).resolve().parents[2]
STYLE = "voila/templates/sciatica/static/theme.css"


def move_and_see(page, selector="input[type=range][id$=e0_weeks]"):
    """Move a slider and wait until the words beside the figure have changed."""
    before = page.locator(".st-reading").inner_text()
    slider = page.locator(selector)
    slider.evaluate("node => { node.value = 6; node.dispatchEvent(new Event('input', { bubbles: true })); }")
    page.wait_for_function(
        "(old) => document.querySelector('.st-reading').innerText !== old", arg=before, timeout=20000
    )


def test_behind_a_hubs_prefix(visit, tmp_path):
    port = free_port()
    base = f"http://127.0.0.1:{port}/user/ann/"
    command = [
        sys.executable,
        "-m",
        "toolkit.serve.command",
        "serve",
        "--no-browser",
        "--port",
        str(port),
        "--base-url",
        "/user/ann",
        "--known-as",
        "teaching.example",
    ]
    with process(command, base + STYLE, cwd=tmp_path):
        page = visit.open(base, ready="body.st-ready .st-home")
        page.get_by_role("link", name="1 History").first.click()
        page.wait_for_selector("body.st-ready .st-plot .main-svg")
        assert "/user/ann/voila/render/01_history.ipynb" in page.url
        move_and_see(page)
        visit.leave()
        for host, origin, status in (
            ("teaching.example", None, 200),
            ("evil.example", None, 403),
            (f"127.0.0.1:{port}", "https://evil.example", 403),
            ("teaching.example", "https://teaching.example", 200),
        ):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            headers = {"Host": host} | ({"Origin": origin} if origin else {})
            line.request("GET", f"/user/ann/{STYLE}", headers=headers)
            answer = line.getresponse()
            assert answer.status == status, (host, origin)
            assert status == 200 or host != "evil.example" or b"--known-as" in answer.read()
            line.close()


def test_from_a_wheel_started_in_another_folder(visit, tmp_path):
    wheels, site = tmp_path / "wheels", tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(ROOT)], check=True
    )
    wheel = next(wheels.glob("*.whl"))
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)], check=True
    )
    env = {**os.environ, "PYTHONPATH": str(site)}
    where = subprocess.run(
        [
            sys.executable,
            "-c",
            "import toolkit; from toolkit.content.place import data_dir; print(toolkit.__file__, data_dir())",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=env,
    ).stdout
    assert str(ROOT) not in where
    port = free_port()
    command = [sys.executable, "-m", "toolkit.serve.command", "serve", "--no-browser", "--port", str(port)]
    with process(command, f"http://127.0.0.1:{port}/{STYLE}", cwd=tmp_path, env=env):
        page = visit.open(f"http://127.0.0.1:{port}/voila/render/01_history.ipynb")
        page.wait_for_selector(".st-plot .main-svg")
        move_and_see(page)
        visit.leave()


def lab_of(folder, settings, prefix="/"):
    """Return what starts JupyterLab, its environment, and its address."""
    port = free_port()
    command = [
        sys.executable, "-m", "toolkit.serve.command", "lab", "--folder", str(folder), "--no-browser",
        "--port", str(port), "--base-url", prefix, "--token", "letmein",
    ]  # fmt: skip
    # JupyterLab opens again what was open the last time: here nothing was.
    env = {**os.environ, "JUPYTER_CONFIG_DIR": str(settings)}
    return command, env, f"http://127.0.0.1:{port}{prefix}"


def run_first_cell(page):
    """Run the page's cell of the notebook in front, as a student would; return that notebook."""
    page.wait_for_selector(
        ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell", state="attached", timeout=60000
    )
    notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    cell = notebook.locator(".jp-CodeCell").first
    for _ in range(6):
        # JupyterLab drops what is run before its kernel has answered, and may ask which kernel to take.
        if page.locator(".jp-Dialog .jp-mod-accept").count():
            page.locator(".jp-Dialog .jp-mod-accept").last.click()
        # cells out of sight are not drawn
        cell.evaluate("node => node.scrollIntoView()")
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(3000)
        if "[ ]" not in cell.locator(".jp-InputPrompt").inner_text():
            break
    notebook.locator(".st-app .st-lab-row").wait_for(timeout=60000)
    return notebook


@pytest.mark.parametrize("prefix", ["/", "/user/ann/"])
def test_in_jupyterlab(visit, tmp_path, prefix):
    command, env, base = lab_of(tmp_path / "mine", tmp_path / "settings", prefix)
    # JupyterLab speaks of its own news and settings; only this page's doings count here.
    with process(command, f"{base}api?token=letmein", cwd=tmp_path, env=env):
        page = visit.page
        page.goto(f"{base}lab/tree/01_history.ipynb?token=letmein")
        run_first_cell(page)
        page.wait_for_selector(".st-app .st-plot .main-svg", timeout=60000)
        address = page.url
        move_and_see(page)
        assert page.url == address, "JupyterLab's own address must be left alone"
        assert (
            page.locator(".st-app .st-primary, .st-app .st-card").first.evaluate(
                "n => getComputedStyle(n).borderRadius"
            )
            == "10px"
        )
        visit.leave()


def test_in_jupyterlab_a_case_is_written_played_and_saved(visit, tmp_path):
    """What is set goes from notebook to notebook by their links; a second view of a page leaves it as it is."""
    command, env, base = lab_of(tmp_path / "mine", tmp_path / "settings")
    case = ROOT / "data" / "cases" / "sit_bone.yaml"
    title = "Sit bone after the long run"
    with process(command, f"{base}api?token=letmein", cwd=tmp_path, env=env):
        page = visit.page
        page.goto(f"{base}lab/tree/10_case_studio.ipynb?token=letmein")
        studio = run_first_cell(page)
        studio.locator("input[type=file]").set_input_files(case)
        studio.get_by_text(f"Opened: {title}").wait_for()
        studio.get_by_role("button", name="Save as a file").click()
        with page.expect_download() as saved:
            studio.locator("a[download]").click()
        assert read_case(saved.value.path()) == read_case(case)
        # to the clinic, which is another notebook of the same window
        studio.get_by_role("link", name="Play it as a student").click()
        page.wait_for_function("location.pathname.endsWith('/tree/05_clinic.ipynb')")
        clinic = run_first_cell(page)
        clinic.locator(".st-clinic-top h2", has_text=title).wait_for()
        assert "taken over" in clinic.locator(".st-lab-row").inner_text()
        clinic.get_by_role("button", name="Both legs").click()
        clinic.locator(".st-clinic-said li").wait_for()
        clinic.locator(".jp-OutputArea-output").first.click(button="right", position={"x": 4, "y": 4})
        page.get_by_text("Create New View for Cell Output").click()
        view = page.locator(".jp-LinkedOutputView")
        view.locator(".st-clinic-said li").wait_for()
        assert clinic.locator(".st-clinic-said li").count() == 1
        # and back, where the page is running already
        clinic.get_by_role("link", name="back to the case studio").click()
        page.wait_for_function("location.pathname.endsWith('/tree/10_case_studio.ipynb')")
        assert "taken over" in studio.locator(".st-lab-row").inner_text()
        visit.leave()
