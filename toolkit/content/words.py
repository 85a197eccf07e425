"""Words that explain without harm, and phrases to put better: `data/words.yaml`."""

from functools import cache

from pydantic import Field

from toolkit.content.quantity import Id, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class TypeWords(Strict):
    """How to speak of one pain type; its names stand in `pain_types.yaml`.

    Attributes:
        explain: two to four sentences for the patient; `expect`: what to expect.
        say: what a student would say; `avoid`: what to leave out, and why.
        tested: what may be said of the nerves once they were tested and nothing was found;
            `untested`: what is said of them before. Neither is in `explain` or `say` by itself.
    """

    explain: Text
    expect: Text
    say: Text
    avoid: Text
    tested: str = ""
    untested: str = ""
    cites: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()
    reviewed_by: str | None = None


class Wording(Strict):
    """One way to put it, and what it does."""

    text: Text
    good: bool
    feedback: Text


class Rephrasing(Strict):
    """One task: a phrase that may harm, why, and ways to put it better.

    Attributes:
        phrase: what was said or read.
        signs: pieces of words by which the phrase is recognised in free text.
        harm: what it may do.
        options: ways to put it, at least one good and one not.
    """

    phrase: Text
    signs: tuple[Text, ...] = Field(min_length=1)
    harm: Text
    options: tuple[Wording, ...] = Field(min_length=3)
    cites: tuple[Source, ...] = ()
    reviewed_by: str | None = None


class Expectation(Strict):
    """A belief of a patient and an answer to it."""

    belief: Text
    answer: Text
    cites: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()


class Words(Strict):
    """All words: by type, the rephrasing tasks, expectations, and what stands on every handout."""

    types: dict[Id, TypeWords]
    rephrasings: dict[Id, Rephrasing]
    expectations: dict[Id, Expectation]
    safety_net: tuple[Text, ...] = Field(min_length=3)
    safety_net_bone: tuple[Text, ...] = Field(min_length=1)
    handout_foot: Text


@cache
def words() -> Words:
    """Return the words by type id.

    >>> words().types["radiculopathy"].expect.split(".")[0]
    'We measure it today and measure it again'
    """
    return read_yaml("words.yaml", Words)
