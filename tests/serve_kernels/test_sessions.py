"""Pages that are copies of one that is ready: each visitor's own, and as Voilà's own would be."""

import asyncio
import re

import psutil

from toolkit.serve.room.visited_page import open_page
from toolkit.serve.room.visitors import crowd


def test_forty_visitors_keep_forty_secrets(server, session):
    async def everybody():
        visits = [session(server.page(), number + 1, number + 501) for number in range(40)]
        return await asyncio.gather(*visits)

    answers = asyncio.run(everybody())
    for number, (first, second) in enumerate(answers):
        assert first["seen"] == [number + 1]
        assert second["seen"] == [number + 1, number + 501]
        assert second["secret"] == first["secret"]
        assert second["pid"] == first["pid"]
    assert len({first["secret"] for first, _ in answers}) == 40
    assert len({first["pid"] for first, _ in answers}) == 40
    for which in (0, 1):
        assert len({first["draws"][which] for first, _ in answers}) == 40, (
            "two visitors drew the same numbers"
        )


def test_kernel_runs_where_its_notebook_lies(server, session, folder):
    (answer,) = asyncio.run(session(server.page(), 1))
    assert answer["cwd"] == str(folder)
    assert answer["file"]


def test_hundred_at_once_all_get_in(server):
    visits = asyncio.run(crowd(server.page(), 100, within=0, moves=1, every=0.2))
    assert [visit.failed for visit in visits if visit.failed] == []
    assert len({visit.kernel_id for visit in visits}) == 100
    server.settle()


def test_page_is_that_of_voila(server, plain_server):
    """But for the ids of kernel and widgets, a warm page is the page that Voilà itself makes."""

    def without_ids(html):
        # A widget's text form, which no browser shows, tells how full it was at that moment.
        html = re.sub(r'"text/plain": ".*?(?<!\\)"', "", html)
        return re.sub(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", "ID", html)

    warm, plain = (one.get("voila/render/outputs.ipynb") for one in (server, plain_server))
    assert plain[0] == 200
    assert without_ids(warm[1]) == without_ids(plain[1])


def test_no_spare_is_too_many_after_a_rush(server):
    asyncio.run(crowd(server.page(), 15, within=0))
    server.settle()
    assert len(server.state()["kernels"]) == 4


def test_left_page_ends_its_kernel(server, ask):
    async def come_and_go():
        async with open_page(server.page()) as page:
            await page.load()
            return (await ask(page, 1))["pid"]

    pid = asyncio.run(come_and_go())
    server.until(lambda: not psutil.pid_exists(pid), 5)


def test_output_widgets_and_interact_work(server):
    """What was printed while the page ran is in it; what `interact` prints later reaches the browser."""
    status, html = server.get("voila/render/outputs.ipynb")
    assert status == 200
    assert re.search(r"one\s+two", html)
    assert "inside" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)

    async def interact():
        async with open_page(server.page("outputs.ipynb")) as page:
            await page.load()
            outputs = {k: s for k, s in page.widgets.items() if s["_model_name"] == "OutputModel"}
            shown = [
                o["text"] for s in outputs.values() for o in s["outputs"] if o["output_type"] == "stream"
            ]
            assert all(s["msg_id"] == "" for s in outputs.values())
            slider = next(k for k, s in page.widgets.items() if s.get("description") == "of interact")
            await page.move(
                {"comm_id": slider, "data": {"method": "update", "state": {"value": 21}, "buffer_paths": []}}
            )
            return shown

    shown = asyncio.run(interact())
    assert "inside\n" in shown
    assert "twice is 0\n" in shown
