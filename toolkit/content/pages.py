"""What the pages say around their controls and figures: `data/pages.yaml`."""

from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from toolkit.content.quantity import Citation, ClaimId, Id, PageNumber, Strict, Text
from toolkit.content.yaml_file import read_yaml

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
"""A page's name in its address: small letters, digits and hyphens."""


class Level(StrEnum):
    """For whom a page is.

    >>> Level.CORE.words
    'for every student of the course'
    """

    START = "start"
    CORE = "core"
    DEEPER = "deeper"

    @property
    def words(self) -> str:
        """The level in words, for the card."""
        return {
            "start": "no earlier knowledge",
            "core": "for every student of the course",
            "deeper": "for those who want to know more",
        }[self.value]


class Block(Strict):
    """A piece of text with what it demonstrates.

    Attributes:
        heading: a few words.
        words: paragraphs, plain text.
        cites: the statements and figures that the words rest on; never empty.
        adds: what of this the article does not name, by its id under 'added' in claims.yaml.
    """

    heading: Text
    words: tuple[Text, ...] = Field(min_length=1)
    cites: tuple[Citation, ...] = Field(min_length=1)
    adds: tuple[Id, ...] = ()


class Example(Strict):
    """A worked example, to be read before the first task.

    Attributes:
        question: what is to be found out.
        python: a few lines with the public names that answer it.
        prints: what they print, to the letter.
        says: what that says, and what it does not.
    """

    question: Text
    python: Text
    prints: Text
    says: Text


class Control(Strict):
    """One control in a page's legend.

    Attributes:
        name: what stands beside the control.
        does: what moving it does, and what its ends mean.
    """

    name: Text
    does: Text


class Page(Strict):
    """One page of the toolkit.

    Attributes:
        slug: the page's name in its address and in its notebook's file name.
        name: one or two words for the navigation.
        title: the page's one question.
        lead: one or two sentences under the title.
        purpose: one sentence for the card on home.
        minutes: how long a first visit takes.
        level: for whom.
        goals: what a student will be able to do, each beginning with a verb.
        idea: the idea in brief, in paragraphs.
        example: a worked example.
        blocks: teaching texts by id; panels place them.
        legend: every control.
        sources: published figures and statements the page rests on most.
        appendix: true for a page beside the way from history to plan.
        reviewed_by: the clinician who reviewed the words, by name; none until somebody has.
    """

    slug: Slug
    name: Text
    title: Text
    lead: Text
    purpose: Text
    minutes: int = Field(ge=1, le=90)
    level: Level
    goals: tuple[Text, ...] = Field(min_length=2)
    idea: tuple[Text, ...] = Field(min_length=1)
    example: Example
    blocks: dict[Id, Block]
    legend: tuple[Control, ...] = Field(min_length=1)
    sources: tuple[Citation, ...] = ()
    appendix: bool = False
    reviewed_by: str | None = None

    @property
    def cites(self) -> frozenset[ClaimId]:
        """The article's statements that this page's texts demonstrate."""
        every = {source for block in self.blocks.values() for source in block.cites}
        return frozenset(source.removeprefix("article:") for source in every if source.startswith("article:"))


class Safety(Strict):
    """The words that stand above everything on every page.

    Attributes:
        not_advice: what the toolkit is not.
        heading: over the signs.
        signs: each one reason to seek help on the same day.
        go: where to go, in words that hold in any country.
        soon: signs to have looked at within days.
        reassure: what the absence of signs does not mean.
        cites: statements that the words rest on.
        adds: what of this the article does not name, by its id under 'added' in claims.yaml.
    """

    not_advice: Text
    heading: Text
    signs: tuple[Text, ...] = Field(min_length=1)
    go: Text
    soon: tuple[Text, ...] = Field(min_length=1)
    reassure: Text
    cites: tuple[Citation, ...] = ()
    adds: tuple[Id, ...] = ()


class Pages(Strict):
    """All pages by number, and the words of safety."""

    safety: Safety
    pages: dict[PageNumber, Page]

    @model_validator(mode="after")
    def _slugs_differ(self) -> Self:
        slugs = [page.slug for page in self.pages.values()]
        twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
        if twice:
            raise ValueError(f"two pages have the slug '{twice[0]}'")
        return self

    def notebook(self, number: PageNumber) -> str:
        """Return the file name of a page's notebook.

        >>> pages().notebook("00")
        '00_home.ipynb'
        """
        return f"{number}_{self.pages[number].slug.replace('-', '_')}.ipynb"


@cache
def pages() -> Pages:
    """Return all pages by number ('00' is home).

    >>> pages().pages["01"].name
    'History'
    """
    return read_yaml("pages.yaml", Pages)
