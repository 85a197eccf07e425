import sys
from pathlib import Path

import pytest

from toolkit.content import checking
from toolkit.content.catalogue import CATALOGUE

OWN = ("claims.yaml", "evidence/*.yaml", "glossary.yaml", "pages.yaml", "tasks/*.yaml")

CLAIMS = """\
article: A short article.
sections:
  A: The word
claims:
  A1:
    text: Runners meet the word.
    pages: ['00']
    figures: [smith2020-a]
added:
  cauda_equina: {text: An emergency., why: Left out., pages: ['00']}
"""
EVIDENCE = """\
references:
  smith2020: {authors: Smith, year: 2020, where: A journal}
figures:
  smith2020-a: {what: a ratio, value: 1.5, low: 1.1, high: 2.0, unit: ratio, population: adult runners,
    reference: smith2020, status: V}
"""
GLOSSARY = """\
terms:
  sciatica: {clinical: sciatica, patient: leg pain, meaning: A word., cites: [article:A1]}
acronyms: {SLR: straight leg raise}
"""
PAGES = """\
safety:
  not_advice: No advice.
  heading: Get help
  signs: [numbness]
  go: Go.
  soon: [fever]
  reassure: None is no proof.
  adds: [cauda_equina]
pages:
  '00':
    slug: home
    name: Home
    title: What is it?
    lead: A lead.
    purpose: A purpose.
    minutes: 5
    level: start
    goals: [Say it., Do it.]
    idea: [An idea.]
    example: {question: Which?, python: print(1), prints: '1', says: One.}
    blocks:
      word:
        heading: A word
        words: [Words.]
        cites: [article:A1]
    legend:
      - {name: A card, does: Opens.}
"""
TASKS = """\
page: '00'
tasks:
  one:
    title: One
    question: What?
    hint: Think.
    minutes: 3
    cites: [article:A1]
    solution: {words: [So.]}
    check:
      question: Which?
      options:
        - {text: This., right: true, feedback: 'Yes.'}
        - {text: That., feedback: 'No.'}
"""
FILES = {
    "claims.yaml": CLAIMS,
    "evidence/onset.yaml": EVIDENCE,
    "glossary.yaml": GLOSSARY,
    "pages.yaml": PAGES,
    "tasks/00.yaml": TASKS,
}


def _forget():
    for name, module in list(sys.modules.items()):
        if name.startswith("toolkit.content."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and getattr(value, "__name__", "") != "data_dir":
                    value.cache_clear()


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A small, sound content folder that stands in for `data/` while a test runs."""
    root = tmp_path / "data"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name, module in list(sys.modules.items()):
        if name.startswith("toolkit.content.") and hasattr(module, "data_dir"):
            monkeypatch.setattr(module, "data_dir", lambda: root)
    monkeypatch.setattr(checking, "CATALOGUE", {name: CATALOGUE[name] for name in OWN})
    _forget()
    yield root
    _forget()


@pytest.fixture
def edit(folder):
    """Replace words in a file of the small folder; the words must be there."""

    def change(name, old, new):
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
