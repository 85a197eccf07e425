"""The content files of the room: complete, sourced, and light to import."""

import subprocess
import sys

import pytest

from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.criteria import criteria
from toolkit.content.evidence import evidence
from toolkit.content.fault import ContentError
from toolkit.content.findings import Finding, finding_groups, findings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import Shares, pain_types
from toolkit.content.quantity import Mark
from toolkit.content.yaml_file import read_yaml


@pytest.mark.parametrize("key", list(findings()))
def test_every_finding_can_be_asked_or_done_and_every_number_has_a_passport(key):
    finding = findings()[key]
    assert finding.plain if finding.kind == "asked" else finding.how
    assert all(phrases for phrases in finding.levels.values())
    keys = list(finding.follows.given) if finding.follows else ["leak", *finding.given]
    for row in keys:
        for step in range(len(finding.levels) - 1):
            card = finding.passport(row, step)
            assert card.why
            assert card.low <= card.value <= card.high
            if card.mark is not Mark.TEACHING:
                assert card.source.removeprefix("evidence:") in evidence().figures
    assert finding.reviewed_by is None


@pytest.mark.parametrize("key", [key for key, f in findings().items() if not f.follows])
def test_rows_name_conditions_that_exist(key):
    kinds = pain_types()
    for name in findings()[key].given:
        kind, *details = name.split(".")
        if kind == "others":
            continue
        known = {part for form, _ in kinds.kind(kind).forms for part in form.split(".")}
        assert set(details) <= known, name


def test_nothing_is_said_to_be_measured_in_runners_that_was_not():
    """No accuracy of any test here was measured among runners with this complaint, but for the athletes of one study."""
    for finding in findings().values():
        for name in (*finding.given, *(["leak"] if finding.leak else [])):
            assert finding.row(name).mark is not Mark.RUNNERS


def test_there_are_more_than_sixty_findings_in_the_order_they_are_asked():
    assert len(findings()) > 60
    orders = [file.group.order for file in finding_groups()]
    assert orders == sorted(set(orders))


def test_shares_of_forms_sum_to_one():
    for kind in (*pain_types().types.values(), pain_types().outside):
        assert sum(share for _, share in kind.forms) == pytest.approx(1)


def test_settings_differ_and_serious_disease_is_rare():
    known = clinic_settings().settings
    assert known["gp"].priors["fracture"].mark is Mark.BORROWED
    assert (
        known["spinal_triage"].priors["radicular"].value
        > 2 * known["running_clinic"].priors["radicular"].value
    )
    for name in ("gp", "running_clinic"):
        serious = ("cauda_equina", "infection", "malignancy", "fracture")
        assert sum(known[name].priors[kind].value for kind in serious) < 0.011


def test_bands_are_in_order_and_reach_one():
    limits = [each.below for each in pain_rules().bands]
    assert limits == sorted(limits)
    assert limits[-1] > 1


def test_contradictions_and_criteria_name_findings_and_levels():
    for rule in pain_rules().contradictions:
        for key, level in rule.these.items():
            assert level in findings()[key].levels
    for criterion in criteria().criteria.values():
        for key, level in criterion.any.items():
            assert findings()[key].level_ids.index(level) > 0


GOOD = {
    "kind": "asked", "ask": "Example", "levels": {"absent": ["no"], "present": ["yes"]}, "leak": 0.1,
    "given": {"radicular": 0.5}, "why": "example",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"given": {"radicular": 0.05}}, "only adds"),
        ({"given": {"radicular": [0.5, 0.2]}}, "probabilities"),
        ({"leak": 0}, "above 0"),
        ({"leak": None}, "'leak' is missing"),
        ({"given": {"radicular": 1.0}}, "not including, 1"),
        ({"given": {"radicular": {"p": 0.5, "mark": "borrowed", "why": "x"}}}, "names a figure"),
        ({"given": {"radicular": {"p": 0.5, "low": 0.6, "high": 0.7}}}, "outside its interval"),
        ({"labels": {"maybe": "perhaps"}}, "unknown level"),
        ({"follows": {"finding": "slr", "given": {"absent": 0.1}}}, "neither 'leak' nor 'given'"),
    ],
)
def test_a_finding_that_is_wrong_is_refused_in_words(change, words):
    assert Finding.model_validate(GOOD)
    with pytest.raises(ValueError, match=words):
        Finding.model_validate({**GOOD, **change})


def test_shares_that_do_not_sum_to_one_are_refused():
    with pytest.raises(ValueError, match="sum to 1"):
        Shares(of={"a": 0.5, "b": 0.4}, why="example")


def test_an_unknown_key_in_a_file_is_refused_with_its_line(tmp_path):
    from toolkit.content.findings import FindingFile

    file = tmp_path / "x.yaml"
    file.write_text(
        "group: {id: x, order: 1, title: X, plain: x, colour: red}\nfindings: {}\n", encoding="utf-8"
    )
    with pytest.raises(ContentError, match="colour"):
        read_yaml(file, FindingFile)


def test_importing_the_room_reads_no_content_and_brings_no_heavy_library():
    code = (
        "import sys, toolkit.pain as pain\n"
        "from toolkit.pain.support import support\n"
        "from toolkit.content.findings import findings\n"
        "assert support.cache_info().currsize == findings.cache_info().currsize == 0\n"
        "heavy = {'toolkit.history', 'pandas', 'scipy', 'plotly', 'ipywidgets', 'pyagrum'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
