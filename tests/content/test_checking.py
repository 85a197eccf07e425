import time

import pytest

from toolkit.content import checking
from toolkit.content.checking import check_content, dangling, leads_somewhere

NUMBER = "  measure: {value: %s, unit: ratio, mark: %s, source: %s}\n"


def said():
    return [str(fault) for fault in check_content()]


def test_a_sound_folder_has_no_fault(folder):
    assert said() == []


def test_the_shipped_content_has_no_fault():
    assert said() == []


def test_the_shipped_content_is_checked_quickly():
    check_content()
    began = time.process_time()
    check_content()
    assert time.process_time() - began < 3


def test_an_unknown_key_is_told_with_file_line_and_remedy(edit):
    edit("glossary.yaml", "meaning: A word.", "meening: A word.")
    assert said() == [
        "glossary.yaml, line 2: 'terms.sciatica.meaning' is missing. Add 'meaning'.",
        "glossary.yaml, line 2: 'meening' is not a known key. Did you mean 'meaning'?",
    ]


def test_a_missing_file_is_told(folder):
    (folder / "glossary.yaml").unlink()
    assert said() == ["glossary.yaml: The file is missing. Put it back, or install again."]


@pytest.mark.parametrize("name", ["extra.yaml", "tasks/deep/extra.yaml", "extra.yml"])
def test_an_unknown_file_is_told(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a: 1\n", encoding="utf-8")
    assert said() == [f"{name}: The toolkit does not know this file. Remove or rename it."]


def test_a_broken_file_is_told_once_and_not_called_unknown(folder):
    (folder / "glossary.yaml").write_text("terms: [\n", encoding="utf-8")
    (only,) = said()
    assert only.startswith("glossary.yaml")
    assert "Not valid YAML" in only


def test_faults_of_several_files_are_told_together(edit):
    edit("glossary.yaml", "patient: leg pain, ", "")
    edit("claims.yaml", "text: Runners meet the word.", "text: 5")
    assert {line.split(",")[0] for line in said()} == {"glossary.yaml", "claims.yaml"}


def test_a_dangling_statement_names_its_line(edit):
    edit("pages.yaml", "cites: [article:A1]", "cites:\n          - article:A1\n          - article:B9")
    (only,) = said()
    assert only.startswith("pages.yaml, line 27: 'article:B9' leads nowhere.")


def test_a_dangling_figure_is_told(edit):
    edit("claims.yaml", "figures: [smith2020-a]", "figures: [smith2020-z]")
    (only,) = said()
    assert only.startswith("claims.yaml, line 8: 'evidence:smith2020-z' leads nowhere.")


def test_a_wrong_paper_in_the_evidence_is_told(edit):
    edit("evidence/onset.yaml", "reference: smith2020", "reference: nobody")
    (only,) = said()
    assert "unknown paper 'nobody'" in only


def test_a_source_in_a_file_from_elsewhere_can_be_checked(folder, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("a: 1\nparts:\n  - {source: teaching}\n  - {source: 'evidence:none'}\n", encoding="utf-8")
    (fault,) = dangling(file)
    assert (fault.file, fault.line) == ("mine.yaml", 4)


def test_where_a_source_leads(folder):
    assert leads_somewhere("evidence:smith2020-a")
    assert leads_somewhere("article:A1")
    assert leads_somewhere("teaching")
    assert not leads_somewhere("evidence:A1")
    assert not leads_somewhere("article:smith2020-a")
    assert not leads_somewhere("somewhere")


@pytest.fixture
def number(folder, monkeypatch):
    """Put one number into a file of its own and return the faults it makes."""

    def put(value, mark, source, why=""):
        extra = f", why: {why}" if why else ""
        text = f"rows:\n  - {{value: {value}, unit: ratio, mark: {mark}, source: {source}{extra}}}\n"
        (folder / "numbers.yaml").write_text(text, encoding="utf-8")
        monkeypatch.setitem(checking.CATALOGUE, "numbers.yaml", Numbers)
        return said()

    from toolkit.content.quantity import Quantity, Strict

    class Numbers(Strict):
        rows: tuple[Quantity, ...]

    return put


def test_a_number_that_is_not_the_published_one_says_why(number):
    assert number(1.5, "runners", "evidence:smith2020-a") == []
    (only,) = number(1.2, "runners", "evidence:smith2020-a")
    assert only == (
        "numbers.yaml, line 2: The value 1.2 is not the published one (1.5), and 'why' is empty. "
        "Say in 'why' how it was derived."
    )
    assert number(1.2, "runners", "evidence:smith2020-a", why="Halved on the log scale.") == []


def test_only_what_was_measured_in_runners_is_marked_so(number, edit):
    edit("evidence/onset.yaml", "population: adult runners", "population: office workers")
    (only,) = number(1.5, "runners", "evidence:smith2020-a")
    assert "was measured in: office workers. Mark it 'borrowed'." in only
    assert number(1.5, "borrowed", "evidence:smith2020-a") == []


def test_a_statement_that_its_page_does_not_demonstrate(edit):
    edit("pages.yaml", "article:A1", "evidence:smith2020-a")
    edit("tasks/00.yaml", "article:A1", "evidence:smith2020-a")
    (only,) = said()
    assert only.startswith("claims.yaml, line 7: 'A1' should be demonstrated on page 00")


def test_a_task_alone_demonstrates_too(edit):
    edit("pages.yaml", "article:A1", "evidence:smith2020-a")
    assert said() == []


def test_something_added_that_its_page_does_not_show(edit):
    edit("pages.yaml", "  adds: [cauda_equina]\n", "")
    (only,) = said()
    assert only.startswith("claims.yaml, line 10: 'cauda_equina' should be demonstrated on page 00")
    assert "Add 'cauda_equina' to the 'adds'" in only


def test_a_statement_on_an_unknown_page(edit):
    edit("claims.yaml", "pages: ['00']", "pages: ['00', '07']")
    assert said() == ["claims.yaml, line 7: 'A1' names the unknown page '07'. Known pages: 00."]


def test_tasks_of_a_page_that_does_not_exist(folder):
    text = (folder / "tasks/00.yaml").read_text(encoding="utf-8")
    (folder / "tasks/05.yaml").write_text(text, encoding="utf-8")
    (only,) = said()
    assert only.startswith("tasks/05.yaml, line 1: The file is for page '00'")
