"""What was asked and found, as a list for paper."""

from markupsafe import Markup

from toolkit.cases import Scenario
from toolkit.content.findings import findings
from toolkit.ui.pain_panels.worked import answer_words


def asked_list(scenario: Scenario) -> Markup:
    """List what was asked and found; the controls that hold it stand on no paper."""
    if not scenario.findings:
        return Markup("<p>Nothing has been asked yet.</p>")
    items = [
        Markup("<li>{}: {}</li>").format(findings()[key].ask, answer_words(key, answer))
        for key, answer in scenario.findings.items()
        if key in findings()
    ]
    return Markup("<h3>Asked and found</h3><ul>{}</ul>").format(Markup().join(items))
