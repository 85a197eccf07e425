"""The command: help, version, exit codes, refusals in a sentence, and copies that are never overwritten."""

import socket

import pytest

from toolkit import __version__
from toolkit.serve.command import main, parser
from toolkit.serve.launch.diagnosis import diagnosis, report
from toolkit.serve.launch.lab import copy_notebooks
from toolkit.serve.launch.port import free_port
from toolkit.serve.launch.settings import voila_settings


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    said = capsys.readouterr().out
    assert "sciatica-toolkit serve" in said
    assert "exit codes" in said


def test_version(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["dance"], ["serve", "--port", "80"], ["serve", "--port", "x"]])
def test_what_is_not_understood_exits_with_2(words, capsys):
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_taken_port_is_said(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--no-browser", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert str(port) in said
    assert "Traceback" not in said


def test_next_free_port_is_found():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port


def test_a_port_let_go_a_moment_ago_is_free():
    """A server that closed while a browser was connected leaves its port in waiting; it can listen there again."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as browser:
            answered, _ = server.accept()
            answered.close()
            assert browser.recv(1) == b""
    assert free_port(port, 1) == port


@pytest.mark.parametrize(("text", "prefix"), [("user/ann", "/user/ann/"), ("/", "/"), ("/a/", "/a/")])
def test_prefix_is_put_right(text, prefix):
    assert parser().parse_args(["serve", "--base-url", text]).base_url == prefix


def test_names_of_a_proxy_are_names_and_no_addresses(capsys):
    chosen = parser().parse_args(["serve", "--known-as", "Teaching.example", "--known-as", "a-b.example.org"])
    assert chosen.known_as == ["teaching.example", "a-b.example.org"]
    for wrong in ("http://teaching.example", "a:8866", "a b", "a/b", ""):
        with pytest.raises(SystemExit):
            parser().parse_args(["serve", "--known-as", wrong])
        assert "a name as it stands in an address" in capsys.readouterr().err


def test_a_students_copy_is_never_overwritten(tmp_path):
    copied = copy_notebooks(tmp_path)
    mine = tmp_path / copied[0]
    mine.write_text("my own work")
    (tmp_path / copied[1]).unlink()
    assert copy_notebooks(tmp_path) == [copied[1]]
    assert mine.read_text() == "my own work"


def test_check_says_that_all_is_well(capsys):
    assert main(["check"]) == 0
    assert "All is well" in capsys.readouterr().out


def test_check_names_a_fault_and_exits_with_1(monkeypatch, capsys):
    from toolkit.content.fault import Fault

    fault = Fault("factors.yaml", 3, "'colour' is not a known key.", "Remove it.")
    monkeypatch.setattr("toolkit.serve.launch.diagnosis.check_content", lambda: [fault])
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "factors.yaml, line 3" in said
    assert "1 thing to mend" in said


def test_diagnosis_names_no_folder_and_no_person(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "annabel"))
    text = diagnosis() + report()[0]
    assert "annabel" not in text
    assert str(tmp_path) not in text
    assert "/" not in diagnosis()


def test_settings_refuse_what_a_visitor_must_not_change():
    voila = voila_settings()["VoilaConfiguration"]
    assert voila["allow_template_override"] == "NO"
    assert voila["allow_theme_override"] == "NO"
    assert voila["show_tracebacks"] is False
    assert voila["strip_sources"] is True
    assert voila["file_allowlist"] == []


def test_cohort_writes_a_new_file_and_never_overwrites(tmp_path, capsys):
    target = tmp_path / "runners.csv"
    assert main(["cohort", "--n", "50", "--weeks", "4", "--out", str(target)]) == 0
    assert len(target.read_text().splitlines()) == 51
    assert "50 invented runners" in capsys.readouterr().out
    assert main(["cohort", "--n", "50", "--out", str(target)]) == 1
    assert "there already" in capsys.readouterr().err


def test_cohort_refuses_another_ending(tmp_path, capsys):
    assert main(["cohort", "--n", "5", "--out", str(tmp_path / "runners.xlsx")]) == 1
    assert ".parquet or .csv" in capsys.readouterr().err


def test_cohort_as_parquet_or_a_sentence(tmp_path, capsys):
    target = tmp_path / "runners.parquet"
    code = main(["cohort", "--n", "50", "--weeks", "4", "--out", str(target)])
    try:
        from pyarrow import parquet
    except ModuleNotFoundError:
        assert code == 1
        assert "sciatica-toolkit[cohort]" in capsys.readouterr().err
        assert not target.exists()
    else:
        assert parquet.read_table(target).num_rows == 50


@pytest.mark.parametrize("words", [["--n", "0"], ["--n", "many"], ["--weeks", "3"]])
def test_cohort_refuses_impossible_numbers(words, tmp_path):
    with pytest.raises(SystemExit) as stop:
        main(["cohort", "--out", str(tmp_path / "x.csv"), *words])
    assert stop.value.code == 2


def test_a_written_case_is_sound(capsys):
    from toolkit.content.place import data_dir

    assert main(["case", "check", str(min((data_dir() / "cases").glob("*.yaml")))]) == 0
    assert "all is well" in capsys.readouterr().out


def test_a_broken_case_is_told_with_line_and_remedy(tmp_path, capsys):
    broken = tmp_path / "mine.yaml"
    broken.write_text("titel: A case\n")
    assert main(["case", "check", str(broken)]) == 1
    said = capsys.readouterr().out
    assert "line 1" in said
    assert "Traceback" not in said


def test_more_students_than_can_be_tried_are_refused(capsys):
    assert main(["rehearse", "--students", "100000"]) == 1
    assert "can be rehearsed" in capsys.readouterr().err
