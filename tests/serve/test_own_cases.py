"""An educator's own cases by command: checked, offered, printed; every fault with line and remedy."""

import json
import os

import pytest
import yaml

from toolkit.content.cases import FOLDER, case_paths, offered_cases
from toolkit.serve.command import main


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, "")
    text = case_paths()["calf_line"].read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def _served(monkeypatch):
    started = []
    monkeypatch.setattr("toolkit.serve.launch.dashboards.serve", lambda *_, **more: started.append(more) or 0)
    return started


def test_serve_offers_a_folder_and_says_how_many(folder, monkeypatch, capsys):
    started = _served(monkeypatch)
    assert main(["serve", "--no-browser", "--cases", str(folder)]) == 0
    assert len(started) == 1
    assert os.environ[FOLDER] == str(folder)
    assert "mine" in offered_cases()
    assert "1 of 1 cases" in capsys.readouterr().out


def test_lab_offers_a_folder_too(folder, monkeypatch, capsys):
    monkeypatch.setattr("toolkit.serve.launch.lab.lab", lambda *_, **__: 0)
    assert main(["lab", "--no-browser", "--cases", str(folder)]) == 0
    assert os.environ[FOLDER] == str(folder)
    assert "offered in the clinic" in capsys.readouterr().out


def test_bad_files_are_told_with_line_and_remedy_and_the_good_ones_are_offered(folder, monkeypatch, capsys):
    _served(monkeypatch)
    values = yaml.safe_load((folder / "mine.yaml").read_text(encoding="utf-8"))
    values["truth"]["conditions"] = ["radicular.s9"]
    (folder / "wrong.yaml").write_text(yaml.safe_dump(values, sort_keys=False), encoding="utf-8")
    (folder / "broken.yaml").write_text("title: [", encoding="utf-8")
    (folder / "sit_bone.yaml").write_text(
        (folder / "mine.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert main(["serve", "--no-browser", "--cases", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "wrong.yaml, line" in said
    assert "'radicular.l5', 'radicular.s1'" in said
    assert "broken.yaml, line" in said
    assert "sit_bone.yaml: the toolkit has a case of this name" in said
    assert "2 of 4 cases" in said


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_that_is_not_there_or_is_empty_is_refused(tmp_path, monkeypatch, capsys, made):
    started = _served(monkeypatch)
    place = tmp_path / "nowhere"
    if made:
        place.mkdir()
        (place / "one.yml").write_text("title: x")
    assert main(["serve", "--no-browser", "--cases", str(place)]) == 1
    assert not started
    assert ("no case file" if made else "there is no folder") in capsys.readouterr().err


def test_check_takes_a_folder_and_a_file_that_is_not_there(folder, capsys):
    assert main(["case", "check", str(folder)]) == 0
    assert "mine.yaml: all is well." in capsys.readouterr().out
    assert main(["case", "check", str(folder / "other.yaml")]) == 1
    assert "there is no such case file" in capsys.readouterr().out


def test_paper_is_written_for_names_files_and_folders(folder, capsys):
    out = folder / "paper"
    assert main(["case", "paper", "sit_bone", str(folder / "mine.yaml"), "--out", str(out)]) == 0
    made = sorted(file.name for file in out.iterdir())
    assert made == [
        "mine-lecturer.html",
        "mine-student.html",
        "sit_bone-lecturer.html",
        "sit_bone-student.html",
    ]
    assert main(["case", "paper", str(folder), "--out", str(folder / "more")]) == 0
    assert len(list((folder / "more").iterdir())) == 2
    capsys.readouterr()
    assert main(["case", "paper", "nobody", "--out", str(folder / "none")]) == 1
    assert "There is no case 'nobody'" in capsys.readouterr().err
    assert not (folder / "none").exists()


def test_the_schema_is_written(folder, capsys):
    out = folder / "case.schema.json"
    assert main(["case", "schema", "--out", str(out)]) == 0
    assert "visits" in json.loads(out.read_text(encoding="utf-8"))["properties"]
    assert "yaml-language-server" in capsys.readouterr().out


def test_plain_is_passed_on(monkeypatch):
    started = _served(monkeypatch)
    assert main(["serve", "--no-browser", "--plain"]) == 0
    assert started[0]["plain"] is True
