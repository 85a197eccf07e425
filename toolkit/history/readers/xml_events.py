"""Walk through an XML file from a stranger: no entities, no document type, no tree, bounded depth."""

import io
from collections.abc import Callable
from xml.sax import ErrorHandler, SAXException
from xml.sax.handler import ContentHandler

MOST_DEPTH = 64
MOST_TEXT = 64
MOST_ELEMENTS = 2_000_000

Attributes = dict[str, str]


class XmlWalk:
    """What a reader does with the events. Names come without their prefix and in small letters.

    `wanted` names the elements whose short text is handed to `end`; the text of all others is dropped unread.
    """

    wanted: frozenset[str] = frozenset()

    def start(self, path: list[str], attributes: Callable[[str], str | None]) -> None:
        """Take the opening of the element at the end of `path`."""

    def end(self, path: list[str], text: str) -> None:
        """Take the closing of the element at the end of `path`, with its text where wanted."""


def walk_xml(data: bytes, walk: XmlWalk) -> str:
    """Send an XML file through `walk`.

    Returns:
        What is wrong with the file, '' where it is whole. What came before the fault has been walked.

    >>> walk_xml(b"<a><b></a>", XmlWalk())
    'it breaks off or is damaged at line 1'
    >>> walk_xml(b'<!DOCTYPE a [<!ENTITY x "xx">]><a>&x;</a>', XmlWalk())
    'it declares a document type or entities, which no training log needs'
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - only for who brings an XML file
    from defusedxml.expatreader import create_parser  # noqa: PLC0415

    parser = create_parser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(_Handler(walk))
    parser.setErrorHandler(ErrorHandler())
    try:
        parser.parse(io.BytesIO(data.lstrip(b" \t\r\n")))
    except DefusedXmlException:
        return "it declares a document type or entities, which no training log needs"
    except _TooMuchError as error:
        return str(error)
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: None)()
        return f"it breaks off or is damaged at line {line}" if line else "it breaks off or is damaged"
    except (ValueError, LookupError, RecursionError):
        return "its text is in an encoding that cannot be read"
    return ""


class _TooMuchError(Exception):
    """More than any log holds; the text says of what."""


class _Handler(ContentHandler):
    def __init__(self, walk: XmlWalk) -> None:
        super().__init__()
        self._walk = walk
        self._path: list[str] = []
        self._text: list[str] | None = None
        self._length = self._elements = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - SAX names it
        self._path.append(name.rpartition(":")[2].lower())
        self._elements += 1
        if len(self._path) > MOST_DEPTH:
            raise _TooMuchError(f"its elements are nested more than {MOST_DEPTH} deep")
        if self._elements > MOST_ELEMENTS:
            raise _TooMuchError(f"it has more than {MOST_ELEMENTS:,} elements")
        self._walk.start(self._path, attrs.get)  # type: ignore[attr-defined]
        self._text, self._length = ([], 0) if self._path[-1] in self._walk.wanted else (None, 0)

    def characters(self, content: str) -> None:
        if self._text is not None and self._length < MOST_TEXT:
            self._text.append(content)
            self._length += len(content)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - SAX names it
        text = "".join(self._text).strip()[:MOST_TEXT] if self._text is not None else ""
        self._walk.end(self._path, text)
        self._path.pop()
        self._text = None
