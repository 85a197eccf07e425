"""A figure as plain data: a plotly specification, the sentence that reads it aloud, its table twin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, overload

Row = Sequence[str]


class LazyRows(Sequence[Row]):
    """A table's rows that are made when somebody reads them: most readers look at the figure.

    >>> LazyRows(lambda: [["a", "1"]])[0]
    ['a', '1']
    """

    def __init__(self, make: Callable[[], Sequence[Row]]) -> None:
        self._make = make

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return self._make()

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True)
class Table:
    """The same numbers as a figure, for those who read rather than look.

    Attributes:
        caption: what the table holds.
        head: one heading a column.
        rows: the cells, as text; the first names the row.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Row]

    def plain(self) -> dict[str, Any]:
        """Return the table as JSON holds it."""
        return {"caption": self.caption, "head": list(self.head), "rows": [list(row) for row in self.rows]}


@dataclass(frozen=True)
class Handle:
    """A trace that can be dragged along the axis in whole steps, by itself or by the annotation of its name.

    Attributes:
        trace: its place in the figure's data.
        name: its own, sent when it is dragged; an annotation with this `name` belongs to it.
        first, last: where its left end may be put.
        unit: of a step, as the preview says it ('week -6').

    >>> Handle(0, "event0", -26, -1, "week").plain()
    {'trace': 0, 'name': 'event0', 'first': -26, 'last': -1, 'unit': 'week'}
    """

    trace: int
    name: str
    first: int
    last: int
    unit: str

    def plain(self) -> dict[str, Any]:
        """Return the handle as JSON holds it."""
        return asdict(self)


@dataclass(frozen=True)
class DayLine:
    """What one line of a day's reading says, where somebody points at a day of a figure over weeks.

    Attributes:
        words: with `{}` for each number.
        traces: places in the figure's data; one number each, of that day.
        decimals: of the numbers.
        kind: 'day' for one value a day, 'stems' for lines up to values with gaps (each is said, the largest first),
            'span' for a stretch of days, 'moment' for one day; the last two have no number.
        none: said where the day has none; empty to say nothing.

    >>> DayLine("sleep {} h", (11,), 1).plain()["words"]
    'sleep {} h'
    """

    words: str
    traces: tuple[int, ...]
    decimals: int = 0
    kind: str = "day"
    none: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the line as JSON holds it."""
        return asdict(self)


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        data: plotly traces; numbers may be numpy arrays.
        layout: plotly layout, without a width: the page gives it.
        reading: one sentence that reads the figure aloud.
        table: its twin.
        narrow: what differs in the layout on a phone.
        handles: traces that can be dragged.
        days: of a figure over weeks that ends with the consultation; 0 for any other.
        day_lines: what is said of one of these days.

    >>> Figure([{"type": "scatter", "y": [1, 2]}], {}, "It rises.", Table("Values", ["day", "y"], [])).reading
    'It rises.'
    """

    data: Sequence[Mapping[str, Any]]
    layout: Mapping[str, Any]
    reading: str
    table: Table
    narrow: Mapping[str, Any] = field(default_factory=dict)
    handles: Sequence[Handle] = ()
    days: int = 0
    day_lines: Sequence[DayLine] = ()

    def plotly(self) -> Any:
        """Return a `plotly.graph_objects.Figure`, for a notebook or a report; imports plotly now."""
        import plotly.graph_objects as go  # noqa: PLC0415 - heavy, and rarely asked for

        return go.Figure({"data": [dict(trace) for trace in self.data], "layout": dict(self.layout)})
