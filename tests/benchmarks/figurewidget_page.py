"""The history page as one would plainly make it: a plotly FigureWidget and an ipywidgets slider, same model, same figure."""

import json

CODE = """\
import ipywidgets as widgets
import plotly.graph_objects as go

from toolkit.cases import Scenario, story_of
from toolkit.figures.history_figure import history_figure
from toolkit.ui.history_text import history_words

scenario = Scenario()
events = [event.to_dict() for event in story_of(scenario).events]
figure = go.FigureWidget(history_figure(story_of(scenario)).plotly())
words = widgets.HTML(str(history_words(story_of(scenario))))
slider = widgets.IntSlider(min=0, max=200, step=5, value=70, description="Long run")


def moved(change):
    changed = [{**event, "percent": change["new"]} if event["kind"] == "long_run" else event for event in events]
    story = story_of(scenario.but(events=changed))
    spec = history_figure(story)
    with figure.batch_update():
        for trace, new in zip(figure.data, spec.data, strict=True):
            trace.x, trace.y = new["x"], new["y"]
    words.value = str(history_words(story))


slider.observe(moved, "value")
widgets.VBox([slider, figure, words])
"""


def figurewidget_notebook():
    cell = {
        "cell_type": "code",
        "id": "page",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": CODE,
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps(
        {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    )
