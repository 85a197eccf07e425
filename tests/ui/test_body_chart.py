"""The chart takes what can be drawn, refuses what cannot, and a drawing survives an address."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cases import Scenario, decode, encode
from toolkit.content.body import zones
from toolkit.pain.drawing import Drawing
from toolkit.ui.body_chart import MOST_STROKES, BodyChart, drawing_code, drawing_of, stroke_of
from toolkit.ui.static_module import static_dir

EVERY = [
    [zone, side, quality]
    for zone, about in zones().zones.items()
    for side in (("middle",) if about.middle else ("left", "right"))
    for quality in zones().qualities
]


class Drawn:
    def __init__(self):
        self.drawings = []
        self.chart = BodyChart("Chart", self.drawings.append)

    def hear(self, **content):
        self.chart._handle_custom_msg(content, [])


@given(st.lists(st.sampled_from(EVERY), max_size=MOST_STROKES, unique_by=tuple))
def test_code_and_back(strokes):
    drawing = Drawing(tuple(stroke_of(stroke) for stroke in strokes))
    code = drawing_code(drawing)
    assert len(code) <= 80
    assert drawing_of(code) == drawing
    scenario = Scenario().with_choice("examination.drawing", code)
    assert decode(encode(scenario)).choice("examination.drawing", "") == code


@given(st.text(max_size=80))
def test_any_text_is_read_without_complaint(code):
    for stroke in drawing_of(code).strokes:
        assert stroke_of([stroke.zone, stroke.side, stroke.quality]) == stroke


def test_a_stroke_goes_on_and_off():
    drawn = Drawn()
    drawn.hear(toggle=["heel", "left", "numb"])
    assert drawn.chart.drawing.words == "left heel: numb"
    drawn.hear(toggle=["heel", "left", "numb"])
    assert [drawing.words for drawing in drawn.drawings] == ["left heel: numb", "nothing shaded"]


@pytest.mark.parametrize(
    "content",
    [
        {"toggle": ["heel", "middle", "numb"]},
        {"toggle": ["sacrum", "left", "dull"]},
        {"toggle": ["tail", "left", "numb"]},
        {"toggle": ["heel", "left", "blue"]},
        {"toggle": ["heel", "left"]},
        {"toggle": [1, 2, 3]},
        {"toggle": "heel"},
        {"clear": 1},
        {},
    ],
)
def test_forged_strokes_change_nothing(content):
    drawn = Drawn()
    drawn.hear(**content)
    assert drawn.drawings == []
    assert drawn.chart.strokes == []


def test_no_more_strokes_than_an_address_holds():
    drawn = Drawn()
    for stroke in EVERY[: MOST_STROKES + 5]:
        drawn.hear(toggle=stroke)
    assert len(drawn.chart.strokes) == MOST_STROKES


def test_chart_that_is_only_shown_takes_nothing():
    chart = BodyChart("Chart")
    chart._handle_custom_msg({"toggle": ["heel", "left", "numb"]}, [])
    assert chart.strokes == []
    assert chart.locked


def test_picture_holds_every_zone_on_every_side():
    svg = (static_dir() / "body.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'data-zone="(\w+)" data-side="(\w+)"', svg))
    assert drawn == {(zone, side) for zone, side, _ in EVERY}
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_band_lies_over_zones():
    chart = BodyChart("Chart")
    chart.cover({"heel": 0.9}, ("left",))
    assert chart.overlay == {"heel": 0.9}
    assert chart.overlay_sides == ["left"]


def test_maps_lie_over_every_outline_and_under_every_zone():
    """Overlays are put before the zones of a view: a skin drawn among the zones covered the maps of both feet."""
    for view in ET.parse(static_dir() / "body.svg").getroot().findall(".//*[@data-view]"):
        zones = [part for part in view if part.get("class") == "st-body-zones"]
        assert len(zones) == 1
        assert not [part for part in zones[0].iter() if part.get("class") == "st-body-skin"]
        skins = [at for at, part in enumerate(view) if part.get("class") == "st-body-skin"]
        assert max(skins) < list(view).index(zones[0])
