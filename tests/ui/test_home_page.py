"""Home: the signs that need help today come before everything else."""

from toolkit.ui.pages.home import HomePage, cards


def test_the_emergency_signs_come_before_the_cards():
    home = HomePage()
    home.view()
    first, second, *_ = home.body().children
    assert "Get help today" in first.html
    assert "emergency department" in first.html.split("<details")[0]
    assert second.html == str(cards())
