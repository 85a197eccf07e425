"""The board's sentences: all that are asked for, none that is not, and no gap that nobody fills."""

import re
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

import toolkit.serve.board
from toolkit.content.board import SENTENCES, BoardContent, board_content
from toolkit.content.place import data_dir


def raw():
    return yaml.safe_load((data_dir() / "board.yaml").read_text("utf-8"))


def test_every_sentence_is_said_somewhere():
    code = "".join(file.read_text("utf-8") for file in Path(toolkit.serve.board.__file__).parent.glob("*.py"))
    asked = set(re.findall(r'"([a-z_0-9]+)"', code))
    numbered = {name for name in SENTENCES if re.fullmatch(r"open_[12]", name)}
    assert set(SENTENCES) <= asked | numbered


@pytest.mark.parametrize("name", SENTENCES)
def test_every_gap_is_filled(name):
    said = board_content().say(name, **dict.fromkeys(SENTENCES[name], "7"))
    assert "{" not in said
    assert said.strip()


@pytest.mark.parametrize(
    "change",
    [
        {"sentences": {"waiting": "Hello {nobody}."}},
        {"belief_edges": [0, 50, 40, 100]},
        {"guess_edges": [1, 50, 100]},
        {"colour": "red"},
    ],
)
def test_what_is_wrong_is_refused(change):
    values = raw()
    if "sentences" in change:
        values["sentences"] |= change["sentences"]
    else:
        values |= change
    with pytest.raises(ValidationError):
        BoardContent.model_validate(values)


def test_a_missing_sentence_is_named():
    values = raw()
    del values["sentences"]["waiting"]
    with pytest.raises(ValidationError, match="waiting"):
        BoardContent.model_validate(values)


def test_small_numbers_protect_somebody():
    assert board_content().fewest_votes.value >= 3
