"""The few controls of every page: native, labelled, checked."""

from toolkit.ui.controls.control import Buttons, Choice, Control, Line, Option, Range, Toggle, Words
from toolkit.ui.controls.group import ControlGroup
from toolkit.ui.controls.upload import Upload

__all__ = [
    "Buttons",
    "Choice",
    "Control",
    "ControlGroup",
    "Line",
    "Option",
    "Range",
    "Toggle",
    "Upload",
    "Words",
]
