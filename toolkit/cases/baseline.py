"""What students see of the written cases, frozen: belief, level of concern, plan. A change is to be noticed.

Refresh after a reviewed change of numbers, and name it in the changelog under 'Numbers changed':

    python -m toolkit.cases.baseline tests/cases/baselines/written.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from toolkit.cases.case import Case, cases_in


def seen(case: Case) -> dict[str, Any]:
    """Return what a student sees of a case who asked everything, visit by visit.

    Probabilities are in whole points of 100: what a page shows, and what is alike on every machine.
    """
    visits = []
    before = None
    for at in range(len(case.visits)):
        found = case.found(at)
        plan = case.plan(found, before)
        belief = case.belief(found)
        visits.append(
            {
                "belief": {key: round(100 * p) for key, p in belief.family_probabilities.items()},
                "leading_type": belief.leading_type,
                "level": plan.level.value,
                "running": plan.running.value,
                "now": sorted(plan.now_ids),
            }
        )
        before = found
    leading = case.story.attribution.leading
    return {"truth": list(case.truth.keys), "leading_factor": leading, "visits": visits}


def baseline(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return what students see of each case of a folder, by id."""
    return {key: seen(case) for key, case in sorted(cases_in(folder).items())}


def write(path: Path) -> None:
    """Write the baseline of the toolkit's own cases.

    Raises:
        OSError: the file cannot be written.
    """
    text = json.dumps(baseline(), indent=1, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
