"""One look: the style sheet is made from the tokens, text can be read, and signs can be told apart."""

from itertools import combinations

import numpy as np
import pytest

from toolkit.content.look import look
from toolkit.ui.static_module import static_dir, stub
from toolkit.ui.tokens import tokens_css

# Machado, Oliveira and Fernandes 2009, severity 1.0: how three kinds of colour blindness see.
SEEN = {
    "everybody": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour, matrix):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    value = xyz @ np.clip(np.array(matrix) @ linear(colour), 0, 1) / [0.95047, 1, 1.08883]
    curve = np.where(value > 0.008856, np.cbrt(value), 7.787 * value + 16 / 116)
    return np.array([116 * curve[1] - 16, 500 * (curve[0] - curve[1]), 200 * (curve[1] - curve[2])])


def test_style_sheet_is_made_from_the_tokens():
    assert (static_dir() / "tokens.css").read_text(encoding="utf-8") == tokens_css(), (
        "run python -m toolkit.ui.tokens"
    )


@pytest.mark.parametrize("paper", ["paper", "card", "soft"])
@pytest.mark.parametrize("ink", ["ink", "muted", "accent"])
def test_text_can_be_read(ink, paper):
    assert contrast(look().tokens[ink], look().tokens[paper]) >= 4.5


def test_alarm_can_be_read():
    assert contrast(look().tokens["alarm"], look().tokens["alarm-soft"]) >= 4.5


@pytest.mark.parametrize("eyes", SEEN)
def test_seven_factors_are_told_apart_from_each_other_and_from_the_pain_types(eyes):
    factors = {name: sign.colour for name, sign in look().factors.items()}
    families = {name: sign.colour for name, sign in look().families.items()}
    for (one, a), (two, b) in combinations({**factors, **families}.items(), 2):
        if one in families and two in families:
            continue
        assert np.linalg.norm(lab(a, SEEN[eyes]) - lab(b, SEEN[eyes])) > 10, f"{one} and {two} look alike"


def test_every_sign_has_a_symbol_of_its_own():
    signs = [*look().families.values(), *look().factors.values(), look().baseline]
    assert len({sign.symbol for sign in signs}) == len(signs)


def test_stubs_are_small_and_name_no_address():
    for module in ("controls", "figure", "prose", "address", "upload"):
        assert len(stub(module)) < 1700
        assert "http" not in stub(module)
        assert (static_dir() / f"{module}.js").is_file()


def test_drawing_library_is_the_one_that_plotly_names():
    from plotly.offline import get_plotlyjs_version

    head = (static_dir() / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    assert f"v{get_plotlyjs_version()}" in head
    assert get_plotlyjs_version() in (static_dir() / "figure.js").read_text(encoding="utf-8")
    assert "MIT" in (static_dir() / "plotly-basic.LICENSE.txt").read_text(encoding="utf-8")
