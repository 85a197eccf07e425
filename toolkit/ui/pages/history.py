import numpy as np
from markupsafe import Markup
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose
from toolkit.ui.figure_view import FigureView
from toolkit.ui.controls import *
from toolkit.figures import Figure, Table
from toolkit.figures.paper import paper_layout, axis

class HistoryPage(Page):
    def body(self):
        self.controls = ControlGroup("What happened", [Words("heading", "One long run", symbol="★", colour="#7B0B04"), Range("seed", "Seed", 0, 100, 1, unit="x"), Choice("q","Q",(Option("-","–"),Option("no","no"),Option("yes","yes"))), Choice("s","S",(Option("a","Alpha"),Option("b","Beta")),style="select"), Buttons("go",(Option("go","Go"),Option("undo","Undo")),primary="go")], {"seed": 7,"q":"-"}, self.guard(self.set))
        self.figure = FigureView(self.fig())
        self.words = Prose(Markup("<p>Hi</p>"), css="st-reading", live=True)
        return part(part(part(self.controls, css="st-card"), css="st-column"), part(part(self.figure, css="st-card"), self.words, css="st-column st-answers"), css="st-columns")
    def fig(self):
        x=np.arange(180); s=self.scenario.seed
        return Figure([{"type":"scatter","x":x,"y":np.sin(x/ (5+s)),"mode":"lines"},{"type":"bar","x":x,"y":np.abs(np.sin(x/3))*s/10,"yaxis":"y2"}], paper_layout(420,yaxis=axis(range=[-1,1],domain=[0,.45]),yaxis2=axis(domain=[.55,1],range=[0,10]),xaxis=axis(range=[0,180])), "A wave", Table("t",["a","b"],[["1","2"]]))
    def set(self, name, value):
        if name=="seed": self.change(self.scenario.but(seed=int(value)))
    def update(self):
        self.controls.fill({"seed": self.scenario.seed})
        self.figure.show(self.fig()); self.words.show(Markup("<p>seed {}</p>").format(self.scenario.seed))
