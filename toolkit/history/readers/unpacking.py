"""Open what a person brings: files, folders, archives; never more of it than memory and patience allow."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.history.readers.found import counted, shown

MEGABYTE = 1_000_000
MOST_BYTES = 25 * MEGABYTE
"""Size of one file, unpacked. A long day's track has less than 5 MB, ten years of a table less still."""

MOST_TOTAL = 600 * MEGABYTE
MOST_FILES = 5_000
MOST_DIRECTORY = 2 * MEGABYTE
LOGS = (".fit", ".gpx", ".tcx", ".csv", ".json", ".txt")

File = tuple[str, bytes] | str | Path
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


@dataclass(frozen=True)
class Piece:
    """One file, opened: its name and bytes, or the sentence why it was not opened, and the bytes it cost."""

    name: str
    data: bytes = b""
    refused: str = ""
    unpacked: int = 0


def pieces(files: Sequence[File] | str | Path) -> Iterator[tuple[Piece, int, int]]:
    """Go through everything that was brought, one file in memory at a time.

    Args:
        files: pairs of name and bytes, paths of files or of folders; archives (zip, gz) are opened.

    Yields:
        The piece, how many are done, and how many there are as far as is known.
    """
    given = [files] if isinstance(files, str | Path) else list(files)
    listed: list[File] = []
    refused: list[Piece] = []
    for file in given:
        listed += _in_folder(file, refused)
    if len(listed) > MOST_FILES:
        refused.append(
            Piece("", refused=f"Only the first {MOST_FILES:,} of {counted(len(listed), 'file')} were opened.")
        )
        listed = listed[:MOST_FILES]
    for piece in refused:
        yield piece, 0, len(listed)
    total = 0
    for index, file in enumerate(listed):
        piece = _opened(file)
        for part, done, parts in _unpacked(piece):
            total += max(len(part.data), part.unpacked)
            if total > MOST_TOTAL:
                words = (
                    f"More than {MOST_TOTAL // MEGABYTE} MB in all: {part.name} and the rest were not read."
                )
                yield Piece(part.name, refused=words), index, len(listed)
                return
            whole = len(listed) if len(listed) > 1 else parts
            yield part, index if len(listed) > 1 else done, whole


def _in_folder(file: File, refused: list[Piece]) -> list[File]:
    if not isinstance(file, str | Path):
        return [file]
    path = Path(file)
    try:
        if not path.is_dir():
            return [path]
        inside = sorted(
            p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in {*LOGS, ".zip", ".gz"}
        )
    except (OSError, ValueError):
        return [path]
    if not inside:
        refused.append(Piece(path.name, refused=f"The folder {shown(path.name)} holds no log."))
    return list(inside)


def _opened(file: File) -> Piece:
    if isinstance(file, str | Path):
        name = shown(Path(file).name, 60)
        try:
            size = Path(file).stat().st_size
            if size > MOST_BYTES:
                return Piece(name, refused=_too_large(name, size))
            return Piece(name, Path(file).read_bytes())
        except (OSError, ValueError):
            return Piece(name, refused=f"{name} cannot be opened.")
    name = shown(PurePosixPath(str(file[0]).replace("\\", "/")).name, 60) or "The file"
    if len(file[1]) > MOST_BYTES:
        return Piece(name, refused=_too_large(name, len(file[1])))
    return Piece(name, bytes(file[1]))


def _too_large(name: str, size: int) -> str:
    return (
        f"{name} has {size / MEGABYTE:.0f} MB; a log of {MOST_BYTES // MEGABYTE} MB at most can be read,"
        " so bring fewer years or single activities."
    )


def _swells(name: str) -> str:
    return f"{name} unpacks to more than {MOST_BYTES // MEGABYTE} MB; it was not read."


def _unpacked(piece: Piece) -> Iterator[tuple[Piece, int, int]]:
    if piece.data.startswith(b"\x1f\x8b"):
        yield _gunzipped(piece), 0, 1
    elif piece.data.startswith(b"PK\x03\x04"):
        yield from _unzipped(piece)
    else:
        yield piece, 0, 1


def _gunzipped(piece: Piece) -> Piece:
    name = piece.name.removesuffix(".gz")
    try:
        with gzip.open(io.BytesIO(piece.data)) as packed:
            data = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        words = f"{piece.name} is a damaged archive; fetch it again."
        return Piece(name, refused=words, unpacked=MOST_BYTES)
    if len(data) > MOST_BYTES:
        return Piece(name, refused=_swells(piece.name), unpacked=len(data))
    return Piece(name, data)


def _unzipped(piece: Piece) -> Iterator[tuple[Piece, int, int]]:
    if _directory_bytes(piece.data) > MOST_DIRECTORY:
        yield Piece(piece.name, refused=f"{piece.name} holds more files than a log; it was not opened."), 0, 1
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(piece.data))
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    except _ZIP_FAULTS:
        yield Piece(piece.name, refused=f"{piece.name} is a damaged archive; fetch it again."), 0, 1
        return
    if "xl/workbook.xml" in names:
        yield (
            Piece(piece.name, refused=f"{piece.name} is a spreadsheet; save it as CSV, then bring that."),
            0,
            1,
        )
        return
    wanted = [name for name in names if _is_log(name, names)]
    if len(wanted) > MOST_FILES:
        words = f"{piece.name} holds {counted(len(wanted), 'log')}; only {MOST_FILES:,} were read."
        yield Piece(piece.name, refused=words), 0, 1
        wanted = wanted[:MOST_FILES]
    if not wanted:
        yield Piece(piece.name, refused=f"{piece.name} is an archive without a log in it."), 0, 1
    for index, name in enumerate(wanted):
        yield _member(archive, name), index, len(wanted)


def _directory_bytes(data: bytes) -> int:
    """Size of an archive's list of files, by its end record; it is read whole into memory."""
    at = data.rfind(b"PK\x05\x06")
    return int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0


def _is_log(name: str, names: list[str]) -> bool:
    base = PurePosixPath(name)
    suffix = base.suffix.lower()
    if base.name.startswith(".") or "__MACOSX" in base.parts:
        return False
    if suffix == ".gz":
        suffix = PurePosixPath(base.stem).suffix.lower()
    if "activities.csv" in names and suffix in {".csv", ".json", ".txt"}:
        # A Strava export: its other tables hold comments, contacts and the like.
        return name == "activities.csv"
    return suffix in LOGS


def _member(archive: zipfile.ZipFile, name: str) -> Piece:
    base = shown(PurePosixPath(name).name, 60)
    try:
        with archive.open(name) as packed:
            data = packed.read(MOST_BYTES + 1)
    except _ZIP_FAULTS:
        words = f"{base} in the archive is damaged or locked; it was not read."
        return Piece(base, refused=words, unpacked=MOST_BYTES)
    if len(data) > MOST_BYTES:
        return Piece(base, refused=_swells(base), unpacked=len(data))
    piece = Piece(base, data)
    return _gunzipped(piece) if data.startswith(b"\x1f\x8b") else piece
