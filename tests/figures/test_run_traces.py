"""Run traces: as many traces whatever is shown, named in words, with a table twin."""

import numpy as np

from toolkit.figures.run_traces import Trace, run_traces
from toolkit.pain.run_trace import run_trace


def trace(name, wide=False, **levels):
    return Trace(name, "#0072B2", "circle", run_trace(dict.fromkeys(levels, "present"), 8), wide=wide)


def test_number_of_traces_is_fixed():
    none, two = run_traces((), reading=""), run_traces((trace("a"), trace("b")), reading="")
    assert len(none.data) == len(two.data) == 18


def test_stopped_run_ends_and_says_so():
    figure = run_traces((trace("Radicular pain", stops_running=True),), reading="x")
    assert figure.data[0]["x"][-1] < 20
    assert "Radicular pain: stops" in figure.data[2]["text"][0]
    assert figure.table.rows[0][3] == "stopped"


def test_warming_up_falls_and_soreness_follows():
    figure = run_traces((trace("Tendon", warms_up=True, sore_after=True),), reading="x")
    pain = figure.data[0]["y"]
    assert pain[30] < 0.5 * pain[0]
    assert figure.data[1]["y"][-2] > 2 * pain[30]


def test_unknown_runner_is_not_named_on_the_curve():
    figure = run_traces((trace("this runner", wide=True),), reading="x")
    assert figure.data[2]["text"] == [""]


def test_axis_holds_the_morning():
    figure = run_traces((trace("a"),), reading="x")
    assert np.nanmax(figure.data[1]["x"]) < figure.layout["xaxis"]["range"][1]
