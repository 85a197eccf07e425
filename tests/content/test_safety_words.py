"""Every list of emergency words that a patient reads is complete, plain, and bound to no country."""

import re

import pytest

from toolkit.content.concern_rules import concern_rules
from toolkit.content.pages import pages
from toolkit.content.words import words

LISTS = {
    "home page": " ".join((*pages().safety.signs, pages().safety.go, *pages().safety.soon)),
    "pain types": " ".join(concern_rules().safety_net),
    "plan and handout": " ".join(words().safety_net),
}
NAMED = {
    "bladder": r"urine|pass water",
    "bladder feeling": r"feel it (less|pass)|not feeling",
    "bowel": r"bowel",
    "saddle": r"between (the|your) legs|area you sit on",
    "altered and not only absent feeling": r"altered|different",
    "sexual function": r"sexual (feeling|function|sensation)",
    "both legs": r"both legs",
    "weakness that grows": r"getting worse|gets weaker|weakness in a leg grows",
    "foot drop": r"foot (drops|that has begun to drop|begins to drop)",
    "infection": r"fever.*ill",
    "circulation": r"cold",
    "clot": r"calf",
    "no weight": r"weight on the leg|take your weight",
    "weight loss": r"weight loss|lose weight",
}


@pytest.mark.parametrize("where", list(LISTS))
@pytest.mark.parametrize("what", list(NAMED))
def test_each_list_names(where, what):
    assert re.search(NAMED[what], LISTS[where]), f"{where} does not name {what}"


@pytest.mark.parametrize("where", list(LISTS))
def test_no_list_names_a_number_or_service_of_one_country(where):
    assert not re.search(r"\b\d{2,}\b|NHS|A&E", LISTS[where])
    assert re.search(r"emergency department", LISTS[where])


@pytest.mark.parametrize(
    "kind", ["cauda_equina", "infection", "malignancy", "fracture", "upper_motor_neurone"]
)
def test_words_for_what_must_not_be_missed_promise_nothing(kind):
    said = words().types[kind]
    text = f"{said.explain} {said.expect} {said.say}".lower()
    assert not re.search(r"not serious|most people|most probably|nothing to worry|harmless, i am sure", text)
