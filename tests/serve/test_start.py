"""The first command on a fresh machine: what it lacks is said in a sentence, and nothing half-made stays."""

import ast
import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def start(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("start_under_test", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


def test_an_old_python_reads_as_far_as_the_sentence():
    source = (ROOT / "start.py").read_text()
    tree = ast.parse(source, feature_version=(3, 8))
    future = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert [name.name for node in future for name in node.names] == ["annotations"]


def test_an_old_python_is_told(start, monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    assert start.main([]) == 1
    assert "Python 3.11 or newer" in capsys.readouterr().err


def test_python_without_ensurepip_is_told_what_to_install(start, monkeypatch, capsys):
    def half_made(folder, **_):
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").write_text("")
        raise subprocess.CalledProcessError(1, "ensurepip")

    monkeypatch.setattr(start.venv, "create", half_made)
    with pytest.raises(SystemExit) as stop:
        start.set_up("run")
    assert stop.value.code == 1
    assert "-venv" in capsys.readouterr().err
    assert not start.VENV.exists()


def test_a_folder_that_cannot_be_written_is_told(start, monkeypatch, capsys):
    def refused(folder, **_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(start.venv, "create", refused)
    with pytest.raises(SystemExit):
        start.set_up("run")
    assert "cannot be written" in capsys.readouterr().err


def test_environment_without_pip_is_made_anew(start, monkeypatch):
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text("#!/bin/sh\nexit 1\n")
    start.PYTHON.chmod(0o755)
    made = []
    monkeypatch.setattr(start.venv, "create", lambda folder, **how: made.append(how["clear"]))
    monkeypatch.setattr(start, "run", lambda command: None)
    start.set_up("run")
    assert made == [True]


def test_set_up_is_done_once_and_anew_in_a_folder_that_was_moved(start, monkeypatch):
    monkeypatch.setattr(start, "has_pip", lambda: True)
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text("")
    ran = []
    monkeypatch.setattr(start, "run", ran.append)
    start.set_up("test")
    assert len(ran) == 2
    start.set_up("run")
    start.set_up("test")
    assert len(ran) == 2


def test_a_folder_that_was_moved_is_set_up_anew(start, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"the same")
    before = start.fingerprint("run")
    monkeypatch.setattr(start, "HERE", start.HERE.parent / "moved")
    assert start.fingerprint("run") != before


def test_the_program_takes_the_process_over(start, monkeypatch):
    """Ctrl and C must reach the server alone, which ends its kernels; a parent would kill it after a moment."""

    def taken_over(path, words):
        assert path == words[0]
        raise SystemExit(" ".join(words[1:]))

    monkeypatch.setattr(start, "set_up", lambda kind: None)
    monkeypatch.setattr(start.os, "execv", taken_over)
    with pytest.raises(SystemExit) as stop:
        start.main(["check"])
    assert stop.value.code == "-P -m toolkit.serve.command check"


def test_ctrl_c_during_set_up_is_no_traceback(start, monkeypatch, capsys):
    def stopped(kind):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "set_up", stopped)
    assert start.main([]) == 130
    assert "Stopped." in capsys.readouterr().err


def test_offline_sets_up_and_packs(start, monkeypatch):
    done = []
    monkeypatch.setattr(start, "set_up", done.append)
    monkeypatch.setattr(start, "hand_over", lambda command: done.append(command) or 0)
    assert start.main(["offline", "stick", "--system", "windows"]) == 0
    kind, command = done
    assert kind == "run"
    assert Path(command[2]).exists()
    assert command[3:] == ["stick", "--system", "windows"]


def test_hub_installs_its_proxy_once_and_starts_in_a_folder_of_its_own(start, monkeypatch, tmp_path):
    proxy = tmp_path / "deploy" / "jupyterhub"
    (proxy / "node_modules").mkdir(parents=True)
    (proxy / "package-lock.json").write_text("{}")
    monkeypatch.setattr(start, "HERE", tmp_path)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    monkeypatch.chdir(tmp_path)
    kinds, installed, started = [], [], []

    def npm(command, **_):
        installed.append(command)
        (proxy / "node_modules" / ".package-lock.json").write_text("{}")
        return 0

    monkeypatch.setattr(start, "set_up", kinds.append)
    monkeypatch.setattr(start.subprocess, "call", npm)
    monkeypatch.setattr(start, "hand_over", lambda command: started.append((command, Path.cwd())) or 0)
    assert start.main(["hub"]) == start.main(["hub", "--debug"]) == 0
    assert kinds == ["hub", "hub"]
    assert len(installed) == 1
    command, folder = started[1]
    assert command[-3:] == ["-f", str(proxy / "jupyterhub_config.py"), "--debug"]
    assert folder == tmp_path / "hub"
    assert folder.stat().st_mode & 0o077 == 0


def test_hub_that_cannot_get_its_proxy_says_so(start, monkeypatch, tmp_path, capsys):
    proxy = tmp_path / "deploy" / "jupyterhub"
    proxy.mkdir(parents=True)
    (proxy / "package-lock.json").write_text("{}")
    monkeypatch.setattr(start, "HERE", tmp_path)
    monkeypatch.setattr(start, "set_up", lambda kind: None)
    monkeypatch.setattr(start.subprocess, "call", lambda command, **_: 1)
    assert start.main(["hub"]) == 1
    assert "proxy could not be installed" in capsys.readouterr().err
