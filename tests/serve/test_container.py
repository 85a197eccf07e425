"""The container file as far as it can be tried without an engine; docs/container.md says what was done by hand."""

import functools
import http.server
import importlib.util
import json
import re
import threading
from pathlib import Path

import pytest

from toolkit.serve.command import parser

ROOT = Path(__file__).resolve().parents[2]
LINES = [
    line.split(" ", 1) for line in (ROOT / "Containerfile").read_text().splitlines() if line[:1].isupper()
]


def said(word):
    return [rest for first, rest in LINES if first == word]


@pytest.fixture(scope="module")
def healthy():
    spec = importlib.util.spec_from_file_location("healthy", ROOT / "deploy" / "container" / "healthy.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_copied_is_there_and_not_ignored():
    taken = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    sources = [word for rest in said("COPY") if "--from" not in rest for word in rest.split()[:-1]]
    assert "toolkit" in sources
    for source in sources:
        assert (ROOT / source).exists(), source
        assert any(source == one or source.startswith(f"{one}/") for one in taken), source


def test_it_runs_as_nobody_special_from_a_named_base():
    assert said("USER") == ["10001"]
    assert all(
        re.fullmatch(r"[\w./-]+:[\w.-]+( AS \w+)?", base) and ":latest" not in base for base in said("FROM")
    )


def test_its_command_is_understood():
    (command,) = said("CMD")
    words = json.loads(command)
    chosen = parser().parse_args(words[1:])
    assert words[0] == "sciatica-toolkit"
    assert said("EXPOSE") == [str(chosen.port)]


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://127.0.0.1:8866/voila/templates/sciatica/static/icon.svg"),
        (
            {
                "JUPYTERHUB_SERVICE_URL": "http://0.0.0.0:8888/user/ann/",
                "JUPYTERHUB_SERVICE_PREFIX": "/user/ann/",
            },
            "http://127.0.0.1:8888/user/ann/voila/templates/sciatica/static/icon.svg",
        ),
    ],
)
def test_where_health_is_asked(healthy, environment, address):
    assert healthy.address(environment) == address


def test_healthy_and_not(healthy, tmp_path, monkeypatch, capsys):
    (tmp_path / healthy.FILE).parent.mkdir(parents=True)
    (tmp_path / healthy.FILE).write_text("<svg/>")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path)
    ) as server:
        monkeypatch.setenv("JUPYTERHUB_SERVICE_URL", f"http://127.0.0.1:{server.server_port}/")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert healthy.main() == 0
        (tmp_path / healthy.FILE).unlink()
        assert healthy.main() == 1
        server.shutdown()
    assert healthy.main() == 1
    assert "Traceback" not in capsys.readouterr().err
