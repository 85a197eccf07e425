"""Show a dashboard in a notebook: `show("history")` is all that a notebook's cell says."""

import logging
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose

log = logging.getLogger(__name__)

PAGES: dict[str, str] = {
    "home": "toolkit.ui.pages.home:HomePage",
    "history": "toolkit.ui.pages.history:HistoryPage",
    "factors": "toolkit.ui.pages.factors:FactorsPage",
    "pain_types": "toolkit.ui.pages.pain_types:PainTypesPage",
    "plans": "toolkit.ui.pages.plans:PlansPage",
    "clinic": "toolkit.ui.pages.clinic:ClinicPage",
    "population": "toolkit.ui.pages.population:PopulationPage",
    "load": "toolkit.ui.pages.load:LoadPage",
    "examination": "toolkit.ui.pages.examination:ExaminationPage",
    "case_studio": "toolkit.ui.pages.case_studio:CaseStudioPage",
    "recovery_lab": "toolkit.ui.pages.recovery_lab:RecoveryLabPage",
}
"""Page -> where it is built; imported when asked for, so that a page's kernel stays light."""


def show(name: str, state: str = "") -> Box:
    """Return a dashboard as a widget.

    Args:
        name: one of `PAGES`.
        state: a share code, for use in JupyterLab, where the address is JupyterLab's own: 'Copy as a line of
            Python' above a page gives the whole line.

    A page that cannot be built says what happened and what to do; no traceback reaches the reader.
    """
    try:
        return _page(name, state).view()
    except Exception as error:
        log.exception("The page %r could not be built", name)
        return part(Prose(_failed(error)), css="st-app")


def _page(name: str, state: str) -> Page:
    if name not in PAGES:
        raise ValueError(f"There is no page '{name}'. Known are: {', '.join(PAGES)}.")
    module, _, cls = PAGES[name].partition(":")
    build: Callable[[], Page] = getattr(import_module(module), cls)
    page = build()
    page.address.page = name
    if state:
        page.opening = state
    return page


def _failed(error: Exception) -> Markup:
    lines: Any = str(error).splitlines() or [type(error).__name__]
    return Markup(
        '<div class="st-card st-failed" role="alert" data-failed><h2>This page could not start</h2><p>{}</p>'
        "<p>Nothing of yours is lost. Reload the page; if it happens again, run <code>sciatica-toolkit check</code>: "
        "it says in plain words what is wrong, and prints a text that you can send to someone.</p></div>"
    ).format(lines[0])
