"""Read one YAML file into a strict model, and say where it is wrong when it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from toolkit.content.fault import ContentError, Fault, shown_path
from toolkit.content.place import data_dir
from toolkit.content.refusal import path_of, refusal

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_BYTES = 4_000_000
"""A content file is written by hand; a larger one is something else."""

_MOST_LEVELS = 60
_FEW_BRACKETS = 2_000
"""So many open brackets or indents cannot exhaust the C parser's stack, whatever they hold."""

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True)
class Parsed:
    """A YAML file as plain values, with the nodes that know the lines.

    Attributes:
        name: the file as faults name it.
        value: dictionaries, lists, words and numbers.
        node: PyYAML's root node; none for an empty file.
    """

    name: str
    value: Any
    node: yaml.Node | None

    def line(self, where: Sequence[str | int]) -> int:
        """Find the line, from 1, of a key path; the nearest parent's where the path ends early."""
        return _line_at(self.node, where)


def read_yaml(path: str | Path, model: type[ModelT]) -> ModelT:
    """Read a content file.

    Args:
        path: relative to `data/`, or anywhere when absolute.
        model: the pydantic model that the whole file must fit.

    Raises:
        ContentError: with every fault's file, line and remedy.
    """
    file = data_dir() / path
    return fit(parse_file(file, shown_path(file, data_dir())), model)


def fit(parsed: Parsed, model: type[ModelT]) -> ModelT:
    """Fit parsed values to a model.

    Raises:
        ContentError: with every fault's file, line and remedy.
    """
    try:
        return model.model_validate(parsed.value)
    except ValidationError as error:
        faults = []
        for detail in error.errors(include_url=False):
            what, remedy = refusal(detail, model)
            faults.append(Fault(parsed.name, parsed.line(path_of(detail)), what, remedy))
        raise ContentError(faults) from None


def parse_yaml(file: Path, name: str) -> Any:
    """Parse a YAML file into plain values.

    Raises:
        ContentError: the file is missing, no UTF-8, or no YAML.
    """
    return parse_file(file, name).value


def parse_file(file: Path, name: str) -> Parsed:
    """Parse a YAML file, and keep its lines.

    Raises:
        ContentError: the file is missing, too large, no UTF-8, no YAML, or says a key twice.
    """
    text = _text(file, name)
    loader = None
    try:
        _refuse_deep(text, name)
        loader = _Loader(text)
        node = loader.get_single_node()
        _refuse_ambiguous(node, name)
        value = None if node is None else loader.construct_document(node)
    except ContentError:
        raise
    except yaml.YAMLError as error:
        raise ContentError([_syntax_fault(error, text, name)]) from None
    except RecursionError:
        raise _refused(name, 0, "The file is nested too deeply.", "Use fewer levels.") from None
    except ValueError as error:
        # a date such as 2025-13-40 passes the grammar and fails as a value
        raise _refused(name, 0, f"A value cannot be read: {error}.", "Put it in quotation marks.") from None
    finally:
        if loader is not None:
            loader.dispose()
    return Parsed(name, value, node)


def line_of(file: Path, where: Sequence[str | int]) -> int:
    """Find the line, from 1, of a key path in a YAML file; the nearest parent's where it is absent."""
    return _line_at(yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=_Loader), where)


def _text(file: Path, name: str) -> str:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _refused(name, 0, "The file is larger than 4 MB.", "Give a content file written by hand.")
        # Windows editors put a byte order mark in front; it is no part of the text
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _refused(name, 0, "The file is missing.", "Put it back, or install again.") from None
    except OSError as error:
        why = error.strerror or "no reason is given"
        raise _refused(name, 0, f"The file cannot be read: {why}.", "Mend its permissions.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _refused(name, line, "The file is not UTF-8 text.", "Save it as UTF-8.") from None


def _refuse_deep(text: str, name: str) -> None:
    # the C parser recurses without a limit and would take the whole process down
    if text.count("[") + text.count("{") + max(map(_indent, text.splitlines()), default=0) < _FEW_BRACKETS:
        return
    level = 0
    for event in yaml.parse(text, Loader=_Loader):
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > _MOST_LEVELS:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise _refused(name, line, "The file is nested too deeply.", "Use fewer levels.")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -?"))


def _refused(name: str, line: int, what: str, remedy: str) -> ContentError:
    return ContentError([Fault(name, line, what, remedy)])


def _syntax_fault(error: yaml.YAMLError, text: str, name: str) -> Fault:
    if isinstance(error, yaml.reader.ReaderError):
        position = error.position if isinstance(error.position, int) else 0
        line = text.count("\n", 0, position) + 1
        return Fault(name, line, "Not valid YAML: a control character.", "Remove it.")
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    what = getattr(error, "problem", None) or "it cannot be read as YAML"
    lines = text.splitlines()
    if 0 < line <= len(lines) and "\t" in lines[line - 1]:
        return Fault(name, line, "Not valid YAML: a tab character.", "Indent with spaces, not with tabs.")
    if "mapping values are not allowed" in what:
        remedy = "Put words that hold a colon in quotation marks, or mend the indentation."
    elif "undefined alias" in what or "while scanning an alias" in str(error):
        remedy = "Put words that begin with an asterisk in quotation marks."
    else:
        remedy = "Mend this line or the one before it: look at indentation, quotation marks and brackets."
    return Fault(name, line, f"Not valid YAML: {what}.", remedy)


def _line_at(node: yaml.Node | None, where: Sequence[str | int]) -> int:
    if node is None:
        return 1
    line = node.start_mark.line + 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if _same_key(p[0], step)), None)
            # a step that is no key names a branch of a union, or the key that is missing
            if pair is not None:
                line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _same_key(key: yaml.Node, step: str | int) -> bool:
    if not isinstance(key.value, str):
        return False
    # an unquoted yes, no, on or off is read as true or false, and is then named so by pydantic
    said = {"true": ("yes", "on", "true"), "false": ("no", "off", "false")}.get(str(step).lower(), ())
    return key.value == str(step) or key.value.lower() in said


def _refuse_ambiguous(node: yaml.Node | None, name: str) -> None:
    """Refuse a key that stands twice, and aliases: both hide from a reader what the file says."""
    met: set[int] = set()

    def visit(node: yaml.Node) -> None:
        if id(node) in met:
            line = node.start_mark.line + 1
            raise _refused(name, line, "This part is used again by an alias (*).", "Write it out each time.")
        met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for value in node.value:
                visit(value)
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                line = key.start_mark.line + 1
                if not isinstance(key, yaml.ScalarNode):
                    raise _refused(name, line, "A key is not a plain name.", "Write 'key: value'.")
                if key.value in seen:
                    raise _refused(
                        name, line, f"The key '{key.value}' stands here twice.", "Keep one of them."
                    )
                seen.add(key.value)
                visit(value)

    if node is not None:
        visit(node)
