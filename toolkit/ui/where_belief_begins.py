"""The two switches of where belief begins: the setting, and whether the diary may speak."""

from toolkit.content.clinic_settings import clinic_settings
from toolkit.ui.controls import Choice, Control, Option, Toggle


def where_belief_begins(*, stacked: bool = False) -> list[Control]:
    """Return the setting's choice and the diary's switch, 'setting' and 'diary'.

    Args:
        stacked: whether the choice's name stands above it.
    """
    settings = [
        Option(key, setting.name, setting.plain)
        for key, setting in clinic_settings().settings.items()
        if setting.shown
    ]
    return [Choice("setting", "Setting", settings, stacked=stacked), Toggle("diary", "Use the diary")]
