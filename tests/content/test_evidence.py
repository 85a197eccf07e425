import pytest

from toolkit.content.evidence import Status, evidence
from toolkit.content.fault import ContentError

SECOND = """\
references:
  jones2021: {authors: Jones, year: 2021, where: A journal}
figures:
  jones2021-b: {what: another ratio, value: 2, unit: ratio, population: adults,
    reference: jones2021, status: V2}
"""


def refused():
    with pytest.raises(ContentError) as caught:
        evidence()
    return [str(fault) for fault in caught.value.faults]


def test_sections_are_merged(folder):
    (folder / "evidence/course.yaml").write_text(SECOND, encoding="utf-8")
    assert set(evidence().figures) == {"smith2020-a", "jones2021-b"}
    assert evidence().figures["jones2021-b"].status is Status.SECONDARY


def test_an_unknown_paper_names_its_line(folder, edit):
    edit("evidence/onset.yaml", "reference: smith2020", "reference: smith2021")
    (only,) = refused()
    assert only == (
        "evidence/onset.yaml, line 5: The figure 'smith2020-a' names the unknown paper 'smith2021'. "
        "Add it under 'references'."
    )


def test_the_same_paper_in_two_files_must_read_the_same(folder):
    text = SECOND.replace("jones2021: {authors: Jones, year: 2021", "smith2020: {authors: Smith, year: 2019")
    (folder / "evidence/prevalence.yaml").write_text(
        text.replace("jones2021,", "smith2020,"), encoding="utf-8"
    )
    assert refused()[0].startswith("evidence/prevalence.yaml, line 2: The reference 'smith2020' stands")


def test_a_figure_in_two_files_is_refused(folder):
    (folder / "evidence/prevalence.yaml").write_text(
        SECOND.replace("jones2021-b", "smith2020-a"), encoding="utf-8"
    )
    assert "line 4: The figure 'smith2020-a' stands in another file too." in refused()[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("low: 1.1, ", "", "both 'low' and 'high'"),
        ("low: 1.1", "low: 2.1", "above 'high'"),
        ("value: 1.5", "value: 3", "outside its interval"),
        ("status: V}", "status: M-m}", "'V', 'V2', 'M-h' or 'C'"),
        ("status: V}", "status: V, colour: red}", "'colour' is not a known key"),
        ("value: 1.5", "value: '1.5'", "should be a number"),
        ("year: 2020", "year: 20", "1900"),
        ("where: A journal", "where: A journal, doi: https://doi.org/10.1/x", "the DOI alone"),
        ("smith2020-a:", "Smith 2020:", "small letters, digits and hyphens"),
    ],
)
def test_an_unsound_figure_is_refused_with_file_and_line(edit, old, new, says):
    edit("evidence/onset.yaml", old, new)
    (fault,) = refused()
    assert fault.startswith("evidence/onset.yaml, line ")
    assert says in fault


def test_a_figure_may_be_a_direction_only(folder, edit):
    edit("evidence/onset.yaml", "value: 1.5, low: 1.1, high: 2.0, ", "")
    assert evidence().figures["smith2020-a"].value is None


def test_shipped_evidence_holds_no_figure_less_sure_than_its_kinds():
    known = evidence()
    assert known.figures
    assert {figure.status for figure in known.figures.values()} <= set(Status)
    used = {figure.reference for figure in known.figures.values()}
    assert used <= set(known.references)


def test_shipped_papers_are_cited_by_a_figure():
    """A paper that no figure cites is a leftover."""
    known = evidence()
    unused = set(known.references) - {figure.reference for figure in known.figures.values()}
    assert not unused
