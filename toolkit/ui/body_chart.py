"""The body chart: zones of front and back with a quality each, drawn by a person or by a generated patient."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.content.body import zones
from toolkit.pain.drawing import Drawing, Stroke
from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub

Drawn = Callable[[Drawing], None]
MOST_STROKES = 40
"""As many as fit into one choice of an address."""

_SIDES = ("left", "right", "middle")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class BodyChart(AnyWidget):
    """A chart that is drawn on, or that shows what somebody drew.

    Args:
        label: the chart's name for a screen reader.
        drawn: called with the drawing after each stroke; none where the chart is only shown.
    """

    _esm = stub("body")
    label = traitlets.Unicode().tag(sync=True)
    zones = traitlets.List().tag(sync=True)
    qualities = traitlets.List().tag(sync=True)
    strokes = traitlets.List().tag(sync=True)
    overlay = traitlets.Dict().tag(sync=True)
    overlay_sides = traitlets.List(["left", "right"]).tag(sync=True)
    locked = traitlets.Bool().tag(sync=True)

    def __init__(self, label: str, drawn: Drawn | None = None) -> None:
        self._drawn = drawn
        super().__init__(
            layout=one_layout(),
            label=label,
            zones=[[key, zone.name, zone.middle] for key, zone in zones().zones.items()],
            qualities=[[key, words] for key, words in zones().qualities.items()],
            locked=drawn is None,
        )
        self.on_msg(self._receive)

    @property
    def drawing(self) -> Drawing:
        """What is shaded."""
        return Drawing(tuple(Stroke(*stroke) for stroke in self.strokes))

    def show(self, drawing: Drawing) -> None:
        """Show a drawing."""
        self.strokes = [[stroke.zone, stroke.side, stroke.quality] for stroke in drawing.strokes]

    def cover(self, shares: Mapping[str, float], sides: Sequence[str] = ("left", "right")) -> None:
        """Lay a blurred band over zones.

        Args:
            shares: zone -> 0 to 1; empty for none.
            sides: on which sides.
        """
        self.overlay, self.overlay_sides = dict(shares), list(sides)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or self._drawn is None:
            return
        strokes = self.drawing.strokes
        if content.get("clear") is True:
            strokes = ()
        else:
            stroke = stroke_of(content.get("toggle"))
            if stroke is None or (stroke not in strokes and len(strokes) >= MOST_STROKES):
                self.send_state("strokes")
                return
            strokes = (
                tuple(each for each in strokes if each != stroke) if stroke in strokes else (*strokes, stroke)
            )
        plain = [[stroke.zone, stroke.side, stroke.quality] for stroke in strokes]
        # The browser already shows this stroke: remember it without sending it back.
        with self._lock_property(strokes=plain):
            self.set_trait("strokes", plain)
        self._drawn(Drawing(strokes))


def stroke_of(value: Any) -> Stroke | None:
    """Return the stroke that a browser names; None for one that cannot be.

    >>> stroke_of(["heel", "left", "numb"]).words
    'left heel: numb'
    >>> stroke_of(["heel", "middle", "numb"]) is None
    True
    """
    if (
        not isinstance(value, list | tuple)
        or len(value) != 3
        or not all(isinstance(part, str) for part in value)
    ):
        return None
    zone, side, quality = value
    known = zones()
    if zone not in known.zones or quality not in known.qualities:
        return None
    fits = side == "middle" if known.zones[zone].middle else side in {"left", "right"}
    return Stroke(zone, side, quality) if fits else None


def drawing_code(drawing: Drawing) -> str:
    """Write a drawing as two letters a stroke, for an address.

    >>> drawing_code(Drawing((Stroke("low_back", "left", "dull"),)))
    'ac'
    """
    keys, qualities = list(zones().zones), [str(quality) for quality in zones().qualities]
    return "".join(
        _LETTERS[keys.index(stroke.zone)]
        + _LETTERS[_SIDES.index(stroke.side) * len(qualities) + qualities.index(stroke.quality)]
        for stroke in drawing.strokes[:MOST_STROKES]
    )


def drawing_of(code: str) -> Drawing:
    """Read a drawing from its letters; what is not possible is left out.

    >>> drawing_of("ac??").words
    'left low back: dull ache'
    """
    keys, qualities = list(zones().zones), list(zones().qualities)
    strokes = []
    for at in range(0, len(code) - 1, 2):
        zone, how = _LETTERS.find(code[at]), _LETTERS.find(code[at + 1])
        if 0 <= zone < len(keys) and 0 <= how < len(_SIDES) * len(qualities):
            side, quality = divmod(how, len(qualities))
            stroke = stroke_of([keys[zone], _SIDES[side], qualities[quality]])
            if stroke is not None:
                strokes.append(stroke)
    return Drawing(tuple(dict.fromkeys(strokes)))
