"""A cohort as a file: one row a runner, written block by block, so that a million fit any machine."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from toolkit.factors import Cohort, cohort

ENDINGS = (".parquet", ".csv")


class CohortFileError(ValueError):
    """The file cannot be written; the message says why and what would do."""


class _Csv:
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", newline="", encoding="utf-8")
        self._writer = csv.writer(self._file)
        self._head = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, rows: Mapping[str, np.ndarray[Any, Any]]) -> None:
        """Add one block."""
        if not self._head:
            self._writer.writerow(rows)
            self._head = True
        self._writer.writerows(zip(*(column.tolist() for column in rows.values()), strict=True))


class _Parquet:
    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415 - an extra, and heavy
            from pyarrow import parquet  # noqa: PLC0415
        except ModuleNotFoundError:
            raise CohortFileError(
                "Parquet files need the extra 'cohort' (pip install 'sciatica-toolkit[cohort]'). "
                "Without it, name a file that ends in .csv."
            ) from None
        self._arrow, self._parquet, self._path = pa, parquet, path
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.close()

    def write(self, rows: Mapping[str, np.ndarray[Any, Any]]) -> None:
        """Add one block."""
        table = self._arrow.table(dict(rows))
        if self._writer is None:
            self._writer = self._parquet.ParquetWriter(self._path, table.schema)
        self._writer.write_table(table)


def write_cohort(
    n: int,
    path: Path,
    *,
    weeks: int = 52,
    seed: int = 0,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Cohort:
    """Live a cohort and write one row a runner.

    Args:
        n: runners.
        path: ends in .parquet or .csv; an existing file is not overwritten.
        weeks: 4 to 104, lived by each.
        seed: of people and luck.
        workers: processes; one for each core when left out.
        progress: called with runners done and n.

    Raises:
        CohortFileError: the file is there already, has another ending, or needs a package that is missing.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "runners.csv"
    >>> write_cohort(20, target, weeks=4, workers=1).runners, len(target.read_text().splitlines())
    (20, 21)
    """
    if path.suffix not in ENDINGS:
        raise CohortFileError(f"The file's name ends in {' or '.join(ENDINGS)}, not in '{path.suffix}'.")
    if path.exists():
        raise CohortFileError(f"{path.name} is there already. Name another file, or take it away first.")
    writer: _Csv | _Parquet = _Csv(path) if path.suffix == ".csv" else _Parquet(path)
    with writer:
        return cohort(
            n,
            weeks=weeks,
            seed=seed,
            workers=workers,
            progress=progress,
            each_block=writer.write,
        )
