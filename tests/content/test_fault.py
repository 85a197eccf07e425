from pathlib import Path

from toolkit.content.fault import ContentError, Fault, shown_path


def test_a_fault_reads_as_one_sentence_with_file_and_line():
    assert str(Fault("a.yaml", 3, "It is wrong.", "Mend it.")) == "a.yaml, line 3: It is wrong. Mend it."
    assert str(Fault("a.yaml", 0, "It is wrong.", "")) == "a.yaml: It is wrong."


def test_an_error_keeps_every_fault():
    faults = [Fault("a.yaml", 1, "One.", "Mend it."), Fault("a.yaml", 2, "Two.", "Mend it.")]
    error = ContentError(faults)
    assert error.faults == faults
    assert len(str(error).splitlines()) == 2


def test_a_path_outside_the_content_shows_its_name_only():
    assert shown_path(Path("/data/tasks/01.yaml"), Path("/data")) == "tasks/01.yaml"
    assert shown_path(Path("/home/ada/case.yaml"), Path("/data")) == "case.yaml"
