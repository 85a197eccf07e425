"""Only escaped text reaches a page, and only buttons that stand on it can be pressed."""

import pytest
from markupsafe import Markup

from toolkit.ui.prose import Prose


def test_plain_text_is_refused():
    with pytest.raises(TypeError, match="escape it first"):
        Prose("<script>alert(1)</script>")
    with pytest.raises(TypeError):
        Prose().show("x")


def test_text_of_people_is_escaped():
    prose = Prose(Markup("<p>{}</p>").format("<script>alert(1)</script>"))
    assert "<script>" not in prose.html


def test_only_buttons_on_the_page_act():
    heard = []
    prose = Prose(Markup('<button data-act="remove:2">x</button>'))
    prose.on_act(heard.append)
    prose._handle_custom_msg({"act": "remove:2"}, [])
    prose._handle_custom_msg({"act": "remove:3"}, [])
    prose._handle_custom_msg({"act": 2}, [])
    prose._handle_custom_msg("remove:2", [])
    assert heard == ["remove:2"]
