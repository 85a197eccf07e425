import pytest

from toolkit.content import place


def test_a_checkout_and_a_wheel_are_both_found(tmp_path, monkeypatch):
    package = tmp_path / "toolkit"
    monkeypatch.setattr(place, "_PACKAGE", package)
    (tmp_path / "data").mkdir()
    assert place._find("data") == tmp_path / "data"
    (package / "shipped" / "data").mkdir(parents=True)
    assert place._find("data") == package / "shipped" / "data"


def test_an_installation_without_content_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(place, "_PACKAGE", tmp_path / "toolkit")
    with pytest.raises(FileNotFoundError, match="Install the toolkit again"):
        place._find("data")
