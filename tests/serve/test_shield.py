"""Whom the server answers, and the table of the files that it has."""

import asyncio
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from toolkit.serve.launch.files import ServedFiles, served_files
from toolkit.serve.launch.shield import Foreign, Stranger, policy


def request(host="127.0.0.1:8866", method="GET", **headers):
    lines = HTTPHeaders({"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}})
    connection = type("Connection", (), {"set_close_callback": lambda *_: None})()
    line = RequestStartLine(method, "/", "HTTP/1.1")
    return HTTPServerRequest(start_line=line, headers=lines, connection=connection)


@pytest.mark.parametrize(
    "host", ["localhost:8866", "LOCALHOST", "127.0.0.1", "10.1.2.3:80", "[fe80::1]:8866"]
)
def test_own_names_and_numbers_are_answered(host):
    assert Stranger(["localhost"]).match(request(host)) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "a b",
        "localhost:80:90",
        "127.1@x",
    ],
)
def test_other_names_are_not(host):
    assert not Stranger(["localhost"]).knows(host)


def test_request_under_another_name_is_a_strangers():
    assert Stranger(["localhost"]).match(request("evil.example")) is not None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "method": "POST"},
    ],
)
def test_other_sites_pages_are_refused(headers):
    assert Foreign().match(request(**headers)) is not None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://127.0.0.1:8866", "method": "POST"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
        {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"},
        {"Sec_Fetch_Site": "none", "Sec_Fetch_Mode": "navigate"},
    ],
)
def test_own_pages_and_links_are_answered(headers):
    assert Foreign().match(request(**headers)) is None


@pytest.mark.parametrize(
    ("origin", "foreign"),
    [
        ("https://teaching.example", False),
        ("http://teaching.example", False),
        ("https://evil.example", True),
        ("https://teaching.example.evil.example", True),
        ("null", True),
    ],
)
def test_behind_a_proxy_the_scheme_may_be_another_and_the_name_not(origin, foreign):
    asked = request("teaching.example", method="POST", Origin=origin)
    assert (Foreign(behind_proxy=True).match(asked) is not None) == foreign


@given(st.text(max_size=60))
def test_policy_takes_nothing_from_the_host_but_a_host(host):
    said = policy(host)
    assert said.count(";") == policy("").count(";")
    assert "http" not in said.replace(host, "") or "http" in host
    if any(mark in host for mark in " ;,*'\"/"):
        assert said == policy("")


@given(st.text(max_size=80))
def test_only_what_is_in_the_table_is_there(name):
    found = served_files().find(name)
    assert found is None or found.is_file()


@pytest.mark.parametrize(
    "name",
    [
        "../settings.py",
        "templates/sciatica/index.html.j2",
        "templates/sciatica/static/",
        "static/../../../etc/passwd",
        "labextensions/jupyterlab-plotly/package.json",
        "00_home.ipynb",
    ],
)
def test_other_files_are_not(name):
    assert served_files().find(name) is None


def test_file_is_compressed_once_and_anew_when_it_changes(tmp_path):
    file = tmp_path / "a.css"
    file.write_text("p { color: red }\n" * 100)
    (tmp_path / "secret.py").write_text("x = 1")
    files = ServedFiles([("static", tmp_path)])
    assert files.find("static/secret.py") is None

    async def go():
        first, again = await asyncio.gather(files.packed("static/a.css"), files.packed("static/a.css"))
        assert first is again
        assert gzip.decompress(first.squeezed) == first.plain
        assert len(first.squeezed) < 200
        file.write_text("p { color: blue }\n" * 100)
        assert b"blue" in (await files.packed("static/a.css")).plain
        with pytest.raises(KeyError):
            await files.packed("static/nonsuch.css")

    asyncio.run(go())
    assert ServedFiles([("static", tmp_path)]).version != files.version
