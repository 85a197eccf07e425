"""Every plan on every pain type: known difference, no known difference, or harm, in words."""

from dataclasses import dataclass

from toolkit.content.plan_matrix import Difference, matrix_content
from toolkit.content.words import words
from toolkit.plans.names import family_of, type_name


@dataclass(frozen=True)
class Cell:
    """What is known of one plan on one pain type."""

    plan: str
    type_id: str
    difference: Difference
    words: str
    source: str


@dataclass(frozen=True)
class Line:
    """One plan on all types."""

    id: str
    title: str
    what: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """All plans on all types.

    Attributes:
        types: the columns: type id, title and family.
        lines: the rows, one cell for each type.
        finding: what the whole says.
    """

    types: tuple[tuple[str, str, str], ...]
    lines: tuple[Line, ...]
    finding: str

    def cell(self, plan: str, type_id: str) -> Cell:
        """Return one cell.

        Raises:
            KeyError: no such plan or type.
        """
        for line in self.lines:
            for cell in line.cells:
                if (cell.plan, cell.type_id) == (plan, type_id):
                    return cell
        raise KeyError(f"No cell for plan '{plan}' on type '{type_id}'.")


def plan_matrix() -> Matrix:
    """Return the whole matrix from `data/plan_matrix.yaml`.

    >>> plan_matrix().cell("run_through", "bone_stress").difference.words
    'harm'
    >>> plan_matrix().cell("matched_care", "radicular").difference.words
    'no known difference'
    """
    content = matrix_content()
    types = tuple((key, type_name(key), family_of(key)) for key in words().types)
    lines = []
    for plan, row in content.rows.items():
        special = {type_id: cell for cell in row.cells for type_id in cell.types}
        cells = [
            Cell(plan, key, special[key].difference, special[key].words, special[key].source)
            if key in special
            else Cell(plan, key, Difference.NONE_KNOWN, row.otherwise, row.otherwise_source)
            for key, _, _ in types
        ]
        lines.append(Line(plan, row.title, row.what, tuple(cells)))
    return Matrix(types, tuple(lines), content.finding)
