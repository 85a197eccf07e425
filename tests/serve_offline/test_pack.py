"""The folder for a computer without internet: made, moved, installed where no network is, checked and served."""

import hashlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = """\
appnope==1.0.0 ; sys_platform == 'darwin' \\
    --hash=sha256:aa
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:dd
tornado==6.6.1 \\
    --hash=sha256:ee
"""


def module(name):
    spec = importlib.util.spec_from_file_location(
        f"offline_{name}", ROOT / "deploy" / "offline" / f"{name}.py"
    )
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


pack = module("pack")


@pytest.mark.parametrize(
    ("system", "version", "names"),
    [
        ("linux", "3.11.7", ["numpy==2.4.6", "tornado==6.6.1"]),
        ("windows", "3.12.0", ["numpy==2.5.5", "tornado==6.6.1"]),
        ("mac", "3.11.7", ["appnope==1.0.0", "numpy==2.4.6", "tornado==6.6.1"]),
    ],
)
def test_another_machine_gets_what_it_needs(system, version, names):
    needed = pack.for_machine(LOCK, system, version)
    assert [line.split()[0] for line in needed] == names
    assert all("--hash=sha256:" in line and ";" not in line for line in needed)


def test_every_requirement_of_the_real_lock_keeps_its_hashes():
    lock = (ROOT / "locks" / "run.txt").read_text()
    needed = pack.for_machine(lock, "linux", "3.11.7")
    assert len(needed) > 100
    assert all("--hash=sha256:" in line and "\\" not in line for line in needed)
    assert any(line.startswith("pip==") for line in needed), "a computer may have a Python without pip"


@pytest.mark.parametrize("python", ["2.7", "3.10", "three", "3.11.x"])
def test_a_python_that_is_none_is_refused(python, tmp_path, capsys):
    assert pack.main([str(tmp_path / "new"), "--python", python]) == 1
    assert "3.11 or newer" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_nothing_is_overwritten(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("mine")
    assert pack.main([str(tmp_path)]) == 1
    assert "not empty" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    "made",
    [
        {"system": "windows", "python": "3.11"},
        {"system": "linux", "python": "3.99"},
        {"system": "linux", "python": "3.11", "last": -1},
    ],
)
def test_a_folder_for_another_computer_says_so(made, tmp_path, monkeypatch):
    start = module("start")
    monkeypatch.setattr(start, "HERE", tmp_path)
    about = {"first": 0, "last": 99, "words": "that other one", **made}
    (tmp_path / "made-for.json").write_text(json.dumps(about))
    assert "made for that other one" in start.wrong_python()


@pytest.mark.server
def test_it_installs_and_serves_where_no_network_is(tmp_path):
    made = tmp_path / "made here"
    pack.pack(made)
    folder = tmp_path / "USB stick"
    made.rename(folder)
    for line in (folder / "lock.txt").read_text().splitlines():
        name, sha = line.split("==")[0].replace("-", "_"), line.rpartition("sha256:")[2]
        found = next(file for file in (folder / "wheels").iterdir() if file.name.startswith(f"{name}-"))
        assert hashlib.sha256(found.read_bytes()).hexdigest() == sha
    written = [file for file in folder.iterdir() if file.is_file()]
    secrets = [
        str(ROOT),
        str(tmp_path),
        "http:",
        *(os.environ[key] for key in os.environ if key.startswith("PIP_F")),
    ]
    assert len(written) == 4
    assert [(file.name, word) for file in written for word in secrets if word in file.read_text()] == []

    cut = ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.call([*cut, "true"]) != 0:
        cut = []
    nowhere = "http://127.0.0.1:9"
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
    env |= {
        "PIP_NO_INDEX": "1",
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "https_proxy": nowhere,
        "NO_PROXY": "127.0.0.1",
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [*cut, sys.executable, str(Path(__file__).parent / "cut_off.py"), str(folder), port]
    found = subprocess.run(command, capture_output=True, text=True, env=env, check=False, timeout=280)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "All is well" in found.stdout
    assert "home:" in found.stdout
    assert "ended with 0" in found.stdout
    assert "Traceback" not in found.stderr
    assert not cut or "cut off: Network is unreachable" in found.stdout
