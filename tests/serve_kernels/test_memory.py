"""The memory that is left is a container's where that is less than the machine's."""

import asyncio

import psutil
import pytest

from toolkit.serve.kernels.memory import Memory, memory
from toolkit.serve.kernels.places import NoPlaceError
from toolkit.serve.kernels.pool import PagePool

GB = 1_000_000_000


@pytest.fixture
def container(tmp_path):
    """Make the files by which Linux tells of limits: group -> (limit, used, files that give way)."""

    def make(groups, own="/"):
        for name, (limit, used, files) in groups.items():
            folder = tmp_path / "cgroup" / name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "memory.max").write_text(f"{limit}\n")
            (folder / "memory.current").write_text(f"{used}\n")
            (folder / "memory.stat").write_text(f"anon 1\ninactive_file {files}\n")
        (tmp_path / "own").write_text(f"4:memory:/old\n0::{own}\n")
        return memory(tmp_path / "cgroup", tmp_path / "own")

    return make


def test_without_a_limit_it_is_the_machines(container, tmp_path):
    machine = psutil.virtual_memory()
    for now in (memory(tmp_path, tmp_path / "none"), container({"": ("max", 5 * GB, 0)})):
        assert now.total_mb == machine.total / 1e6
        assert now.left_mb == pytest.approx(machine.available / 1e6, rel=0.2)


def test_a_containers_limit_holds_and_files_in_memory_give_way(container):
    now = container({"": (GB // 10, GB // 10 - 20_000_000, 5_000_000)})
    assert (now.total_mb, now.left_mb) == (100, 25)


def test_the_limit_of_a_service_holds_wherever_it_is_set(container):
    groups = {"system.slice": (GB // 10, GB // 20, 0), "system.slice/hub.service": ("max", GB // 20, 0)}
    assert container(groups, "/system.slice/hub.service").left_mb == 50


def test_a_group_from_elsewhere_is_not_looked_for(container):
    assert container({}, "/../../other").total_mb == psutil.virtual_memory().total / 1e6


@pytest.fixture
def come(monkeypatch):
    """Let somebody come for a page, with so much memory left."""
    pool = PagePool(least_free_mb=400.0)

    def enter(now):
        monkeypatch.setattr("toolkit.serve.kernels.pool.memory", lambda: now)

        async def go():
            async with pool.place("ann"):
                pass

        asyncio.run(go())

    yield enter
    pool.context.destroy()


def test_nobody_is_let_in_when_the_container_is_full(container, come):
    with pytest.raises(NoPlaceError):
        come(container({"": (GB // 20, GB // 20, 0)}))
    with pytest.raises(NoPlaceError):
        come(Memory(16_000, 399))


def test_a_small_container_of_ones_own_lets_its_owner_in(container, come):
    come(container({"": (GB // 4, 120_000_000, 0)}))
    come(Memory(1_000, 300))
