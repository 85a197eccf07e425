"""What the source article says, statement by statement: `data/claims.yaml`."""

from functools import cache

from pydantic import Field

from toolkit.content.quantity import ClaimId, Id, Key, PageNumber, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Claim(Strict):
    """One statement of the article, in the toolkit's own words.

    Attributes:
        text: the statement, with the article's hedges.
        pages: the pages that demonstrate it.
        beside: what published evidence adds or says against it; empty where nothing does.
        figures: ids of published figures shown beside it.
    """

    text: Text
    pages: tuple[PageNumber, ...] = Field(min_length=1)
    beside: str = ""
    figures: tuple[Key, ...] = ()


class Added(Strict):
    """Something the article does not name and the toolkit teaches all the same.

    Attributes:
        text: what is taught.
        why: why it may not be left out.
        pages: where it is shown.
        figures: ids of published figures shown with it.
    """

    text: Text
    why: Text
    pages: tuple[PageNumber, ...] = Field(min_length=1)
    figures: tuple[Key, ...] = ()


class Claims(Strict):
    """All statements of the article, and what was added to them.

    Attributes:
        article: what the article is, in one sentence.
        sections: letter -> the section's heading.
        claims: id ('A1' to 'I2') -> statement.
        added: id -> what the article does not name.
        reviewed_by: the clinician who reviewed the words, by name; none until somebody has.
    """

    article: Text
    sections: dict[str, Text]
    claims: dict[ClaimId, Claim]
    added: dict[Id, Added]
    reviewed_by: str | None = None


@cache
def claims() -> Claims:
    """Return the article's statements by id ('A1' to 'I2').

    >>> claims().claims["H1"].pages
    ('04',)
    """
    return read_yaml("claims.yaml", Claims)
