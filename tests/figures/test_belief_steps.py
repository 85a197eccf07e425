"""Belief step by step: eight traces, the numbers of the trail, a sentence and a table that say the same."""

import numpy as np

from toolkit.cases import CaseSession, load_case
from toolkit.cases.trail import trail
from toolkit.figures.belief_steps import belief_steps

SAID = {"radicular": 70, "radiculopathy": 10, "referred": 10, "lookalike": 5}


def _steps():
    session = CaseSession(load_case("calf_line")).ask("bladder").ask("stops_running").believe(SAID).ask("slr")
    return trail(session)


def test_lines_are_the_models_and_marks_the_students():
    steps = _steps()
    figure = belief_steps(steps)
    assert len(figure.data) == 8
    assert np.allclose(figure.data[0]["y"], [100 * step.model["radicular"] for step in steps])
    assert np.isnan(figure.data[1]["y"][0])
    assert figure.data[1]["y"][1] == 70


def test_always_as_many_traces():
    assert len(belief_steps([]).data) == len(belief_steps(_steps()).data)


def test_reading_and_table_say_the_same():
    steps = _steps()
    figure = belief_steps(steps)
    assert f"radicular pain {100 * steps[-1].model['radicular']:.0f} %" in figure.reading
    assert "After 3 questions" in figure.reading
    assert len(figure.table.rows) == 3
    assert figure.table.rows[1][5] == "70 %"
    assert figure.table.rows[0][5] == "–"


def test_signs_are_not_colour_alone():
    symbols = {trace["marker"]["symbol"] for trace in belief_steps(_steps()).data}
    assert len(symbols) == 4
