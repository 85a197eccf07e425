"""The line drawings of the exercises: read from our own data folder, checked, one small picture for each pose."""

from functools import cache
from xml.etree import ElementTree as ET

from markupsafe import Markup

from toolkit.content.exercises import exercises
from toolkit.plans import drawing

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {"svg", "g", "path", "circle", "rect", "ellipse", "line", "polyline", "polygon"}
_WORDS = {
    "viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "paint-order", "opacity",
    "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "points", "transform", "id",
}  # fmt: skip


@cache
def poses(exercise_id: str) -> tuple[Markup, ...]:
    """Return one picture for each pose of an exercise, with its caption as its name.

    Raises:
        ValueError: an unknown exercise, or a drawing that holds anything but plain shapes.

    >>> len(poses("cat_camel")), "script" in poses("cat_camel")[0]
    (3, False)
    """
    # Only the files that data/exercises.yaml names are read, and only plain shapes leave this function.
    root = ET.fromstring(drawing(exercise_id))  # noqa: S314 - our own file, and checked below
    for node in root.iter():
        _check(node, exercise_id)
    captions = exercises().exercises[exercise_id].poses
    groups = [node for node in root if node.get("id", "").startswith("pose")]
    if len(groups) != len(captions):
        raise ValueError(
            f"The drawing of '{exercise_id}' has {len(groups)} poses; data/exercises.yaml names {len(captions)}."
        )
    shared = [node for node in root if node not in groups]
    return tuple(
        _picture(root, [*shared, group], caption) for group, caption in zip(groups, captions, strict=True)
    )


def pictures(exercise_id: str, *, moving: bool = False) -> Markup:
    """Return an exercise's poses side by side; moving, one after the other in one place.

    Motion stops by itself for a person who asked the browser for less of it.
    """
    own = poses(exercise_id)
    frames = Markup().join(
        Markup('<figure class="st-pose" style="--i:{}">{}<figcaption>{}</figcaption></figure>').format(
            index, picture, caption
        )
        for index, (picture, caption) in enumerate(
            zip(own, exercises().exercises[exercise_id].poses, strict=True)
        )
    )
    css = f"st-poses st-poses-{len(own)}" + (" st-moving" if moving and len(own) > 1 else "")
    return Markup('<div class="{}">{}</div>').format(css, frames)


def _check(node: ET.Element, exercise_id: str) -> None:
    name = node.tag.removeprefix(_SVG) if isinstance(node.tag, str) else ""
    if name not in _SHAPES:
        raise ValueError(f"The drawing of '{exercise_id}' holds a <{name}>; plain shapes only.")
    for key, value in node.attrib.items():
        known = value.replace("var(--paper, #fff)", "white")
        if key not in _WORDS or any(sign in known for sign in ("url", "javascript", "(--", "&", "<", '"')):
            raise ValueError(f"The drawing of '{exercise_id}' holds {key}='{value}'; plain shapes only.")


def _picture(root: ET.Element, nodes: list[ET.Element], caption: str) -> Markup:
    inner = Markup().join(_text(node) for node in nodes)
    plain = Markup().join(
        Markup(' {}="{}"').format(key, value) for key, value in root.attrib.items() if key != "id"
    )
    return Markup('<svg{} role="img" aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}</svg>').format(
        plain, caption, inner
    )


def _text(node: ET.Element) -> Markup:
    plain = Markup().join(
        Markup(' {}="{}"').format(key, value) for key, value in node.attrib.items() if key != "id"
    )
    name = Markup("{}").format(node.tag.removeprefix(_SVG))
    return Markup("<{}{}>{}</{}>").format(name, plain, Markup().join(_text(child) for child in node), name)
