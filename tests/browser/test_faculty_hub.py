"""A faculty's hub as it is shipped, with two students: each gets pages, and neither gets at the other's."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from serving import free_port, process
from test_hosts import move_and_see
from visiting import Visit

DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "jupyterhub"
PASSWORD = "a-long-class-password"
# Only where it listens differs from what a faculty runs.
CONFIG = """
load_subconfig({shipped!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}/"
c.JupyterHub.hub_port = {ports[1]}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
for service in c.JupyterHub.services:
    if "url" in service:
        service["url"] = "http://127.0.0.1:{ports[3]}"
"""


@pytest.fixture(scope="module")
def deploy(tmp_path_factory):
    """The shipped folder with its proxy installed from the lock, in a place of its own."""
    place = tmp_path_factory.mktemp("hub") / "jupyterhub"
    shutil.copytree(DEPLOY, place, ignore=shutil.ignore_patterns("node_modules"))
    scripts = Path(sys.executable).parent
    subprocess.run(
        [scripts / "npm", "ci", "--no-audit", "--no-fund", "--silent"],
        cwd=place,
        env=os.environ | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        check=True,
        timeout=180,
    )
    return place


@contextmanager
def hub(deploy, offer):
    """Run the hub; give its address. Nothing that it started may stay behind."""
    ports = [free_port() for _ in range(4)]
    place = deploy.parent / offer
    place.mkdir()
    (place / "faculty.toml").write_text(f'offer = "{offer}"\n')
    (place / "config.py").write_text(CONFIG.format(shipped=str(deploy / "jupyterhub_config.py"), ports=ports))
    env = os.environ | {
        "SCIATICA_HUB_PASSWORD": PASSWORD,
        "SCIATICA_FACULTY": str(place / "faculty.toml"),
        "PYTHONPATH": os.environ.get("PYTHONPATH", str(DEPLOY.parents[1])),
    }
    address = f"http://127.0.0.1:{ports[0]}/"
    command = [sys.executable, "-P", "-m", "jupyterhub", "-f", "config.py"]
    with process(command, f"{address}hub/api/", cwd=place, env=env, seconds=120) as running:
        yield address
        below = psutil.Process(running.pid).children(recursive=True)
        running.terminate()
        running.wait(90)  # it gives its helpers half a minute before it ends them
    _, alive = psutil.wait_procs(below, timeout=20)
    for left in alive:
        left.kill()
    assert not alive, "processes stayed behind"


def log_in(tab, address, name):
    """Log in and wait for home."""
    tab.page.goto(address)
    tab.page.fill("#username_input", name)
    tab.page.fill("#password_input", PASSWORD)
    tab.page.click("#login_submit")
    tab.page.wait_for_selector("body.st-ready .st-home", timeout=120000)


@pytest.fixture
def other(chromium):
    """Another student's browser."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield Visit(context.new_page())
    context.close()


@pytest.fixture
def again(chromium):
    """A student's second browser."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield Visit(context.new_page())
    context.close()


def kernel_of(page):
    """The kernel that serves a page, as its own scripts know it."""
    return page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').text).kernelId")


def _ann_at_work(visit, address, server):
    """Ann logs in, opens a history and moves a slider; returns her page, and where its kernel can be asked for."""
    log_in(visit, address, "ann")
    page = visit.page
    assert f"/{server}/voila/render/00_home.ipynb" in page.url
    page.get_by_role("link", name="1 History").first.click()
    page.wait_for_selector("body.st-ready .st-plot .main-svg", timeout=60000)
    move_and_see(page)
    kernel = f"{address}{server}/api/kernels/{kernel_of(page)}"
    assert page.request.get(kernel).status == 200
    return page, kernel


def test_two_students_with_servers_of_their_own(deploy, visit, other):
    with hub(deploy, "dashboards") as address:
        _, kernel = _ann_at_work(visit, address, "user/ann")
        log_in(other, address, "ben")
        assert "/user/ben/" in other.page.url
        refused = other.page.goto(f"{address}user/ann/voila/render/01_history.ipynb")
        assert refused.status == 403
        assert other.page.request.get(kernel).status in (403, 404)
        for path in ("voila/render/01_history.ipynb", "api/kernels", "voila/api/contents/"):
            _nobody_gets(f"{address}user/ann/{path}")
        visit.leave()


def test_two_students_on_the_shared_server(deploy, visit, other, again):
    with hub(deploy, "shared") as address:
        page, kernel = _ann_at_work(visit, address, "services/dashboards")
        log_in(other, address, "ben")
        assert other.page.request.get(kernel).status == 404
        _nobody_gets(f"{address}services/dashboards/voila/render/01_history.ipynb")
        # Her second browser is she too: its pages are hers to close, and count as hers.
        log_in(again, address, "ann")
        assert again.page.request.get(kernel).status == 200
        third = again.page.context.new_page()
        third.goto(f"{address}services/dashboards/voila/render/02_factors.ipynb")
        third.wait_for_selector("body.st-ready .st-app", timeout=60000)
        page.get_by_role("alert").filter(has_text="This page has ended on the server.").wait_for(
            timeout=20000
        )
        visit.trouble.clear()
        again.leave()
        visit.leave()


def _nobody_gets(address):
    """Without logging in there is the hub's login, or nothing."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert "/hub/login" in answer.url
            assert b"st-main" not in answer.read()
    except urllib.error.HTTPError as refusal:
        assert refusal.code in (403, 404)
