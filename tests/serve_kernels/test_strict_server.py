"""Few places, pages that are left, notebooks that cannot be warm; and in the end a server that is killed."""

import asyncio
import os
import signal
import time
import urllib.request

import psutil
import pytest

from toolkit.serve.room.visited_page import VisitError, open_page
from toolkit.serve.room.visitors import crowd


def test_notebook_that_cannot_be_warm_is_served_plainly_and_said_once(strict_server):
    said = strict_server.said()
    assert said.count("error.ipynb starts plainly") == 1
    assert "cell 3 failed: RuntimeError: the data is missing" in said
    assert said.count("generator.ipynb starts plainly") == 1
    assert "it made a random generator while it loaded (numpy.random.Generator)" in said
    assert "Traceback" not in said
    status, html = strict_server.get("voila/render/error.ipynb")
    assert status == 200
    assert "This page could not start" in html
    assert "the data is missing" not in html


def test_limit_gives_a_friendly_page_and_places_come_free(strict_server):
    strict_server.settle()
    visits = asyncio.run(crowd(strict_server.page(), 8, within=0, moves=1, every=0.5))
    turned_away = [visit.failed for visit in visits if visit.failed]
    assert len(turned_away) == 5
    assert all("503" in why for why in turned_away)
    strict_server.settle()

    async def full():
        page = strict_server.page()
        async with open_page(page), open_page(page), open_page(page):
            return await asyncio.to_thread(strict_server.get, "voila/render/probe.ipynb")

    status, html = asyncio.run(full())
    assert status == 503
    assert "Every place is taken" in html
    strict_server.settle()
    assert [visit.failed for visit in asyncio.run(crowd(strict_server.page(), 3, within=0))] == [""] * 3


def test_limit_holds_for_plain_pages_too(strict_server):
    strict_server.settle()
    visits = asyncio.run(crowd(strict_server.page("generator.ipynb"), 5, within=0, moves=1, every=0.5))
    assert sorted(bool(visit.failed) for visit in visits) == [False, False, False, True, True]


def test_plain_kernel_that_died_is_told_too(strict_server):
    strict_server.settle()

    async def die():
        async with open_page(strict_server.page("generator.ipynb")) as page:
            await page.load()
            os.kill(strict_server.state()["kernels"][page.kernel_id], signal.SIGKILL)
            async with asyncio.timeout(15):
                while True:
                    await page.read()

    with pytest.raises(VisitError, match="4001"):
        asyncio.run(die())


def test_one_visitor_has_two_pages_at_most(strict_server):
    strict_server.settle()
    cookie = ""
    guests = []
    for _ in range(6):
        request = urllib.request.Request(strict_server.page(), headers={"Cookie": cookie} if cookie else {})
        with urllib.request.urlopen(request) as answer:
            cookie = cookie or "; ".join(h.split(";")[0] for h in answer.headers.get_all("Set-Cookie"))
        guests.append(strict_server.state()["guests"])
    assert max(guests) == 2


def test_forgotten_and_idle_pages_end_and_spares_stay(strict_server, ask):
    strict_server.settle()
    for name in ("generator.ipynb", "probe.ipynb"):
        status, _ = strict_server.get(f"voila/render/{name}")
        assert status == 200
        assert strict_server.state()["guests"] >= 1
    strict_server.until(lambda: not strict_server.state()["guests"], 60)
    strict_server.settle()

    async def idle():
        async with open_page(strict_server.page()) as page:
            await page.load()
            await ask(page, 1)
            waiting.extend(strict_server.warm_up(spares=2).state()["warm"]["probe.ipynb"]["spares"])
            async with asyncio.timeout(60):
                while True:
                    await page.read()

    waiting = []
    begun = time.monotonic()
    with pytest.raises(VisitError, match="closed"):
        asyncio.run(idle())
    assert time.monotonic() - begun > 8
    assert strict_server.settle().state()["warm"]["probe.ipynb"]["spares"] == waiting


def test_changed_notebook_is_run_again(strict_server, session):
    strict_server.settle()
    file = strict_server.folder / "probe.ipynb"
    file.write_text(file.read_text().replace("os.urandom(8).hex()", "'new ' + os.urandom(8).hex()"))
    (answer,) = asyncio.run(session(strict_server.page(), 1))
    assert answer["secret"].startswith("new ")


def test_killed_server_leaves_no_process(strict_server, ask):
    """The last test here: the server is gone afterwards."""
    strict_server.settle()

    async def kill():
        async with open_page(strict_server.page()) as page:
            await page.load()
            strict_server.warm_up(spares=2)
            kernel = psutil.Process(strict_server.state()["kernels"][page.kernel_id])
            before = kernel.cpu_times().user
            frozen = asyncio.create_task(ask(page, 999, seconds=60))
            turns = lambda: kernel.cpu_times().user >= before + 0.2  # noqa: E731
            await asyncio.to_thread(strict_server.until, turns)
            below = strict_server.below()
            strict_server.process.kill()
            strict_server.process.wait()
            with pytest.raises(VisitError):
                await frozen
            return below

    below = asyncio.run(kill())
    assert len(below) >= 4, "the warm process, two spares and a frozen page were expected"
    strict_server.until(lambda: not any(alive(pid) for pid in below), 20)


def alive(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
