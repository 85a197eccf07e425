"""The empty table that a person can fill in by hand."""

TEMPLATE = (
    "date",
    "distance_km",
    "duration_min",
    "effort",
    "sleep_h",
    "sleep_quality",
    "stress",
    "soreness",
    "pain",
    "notes",
)
"""The columns of the template, in its order."""


def template_csv() -> str:
    """Return an empty table for a diary, as text, with its rules in lines that start with '#'.

    >>> template_csv().splitlines()[-1]
    'date,distance_km,duration_min,effort,sleep_h,sleep_quality,stress,soreness,pain,notes'
    """
    return (
        "# One row for each run. A second run of a day has a row of its own.\n"
        "# date: 2024-03-31. A day without a run: distance_km 0. Not known: leave the cell empty.\n"
        "# effort: 0 (nothing) to 10 (as hard as can be). sleep_h: hours of the night before.\n"
        "# stress and soreness and pain: 0 (none) to 10 (the most).\n"
        "# sleep_quality: 0 (very poor) to 10 (very good).\n"
        f"{','.join(TEMPLATE)}\n"
    )
