"""What the case studio says: the patient that results, what the models make of her, what is to be mended."""

import base64

from markupsafe import Markup

from toolkit.cases.case import Case
from toolkit.cases.studio import ToMend, file_name, saved_text
from toolkit.content.cases import CaseFile
from toolkit.content.concern_rules import concern_rules
from toolkit.content.fault import Fault
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.reports.case_paper import answers_text
from toolkit.ui.clinic_text import card_text
from toolkit.ui.family_rows import family_rows

_SHOWN = 0.03
_MOST = 6


def mend_text(wrong: tuple[ToMend, ...]) -> Markup:
    """Return what is to be mended, each with its remedy; or that all is well."""
    if not wrong:
        return Markup(
            "<h2>✓ All is well</h2><p>The file would pass ‘case check’. Play it once as a student, then save it.</p>"
        )
    rows = Markup().join(
        Markup("<li>{} <span class='st-muted'>{}</span></li>").format(each.what, each.remedy)
        for each in wrong
    )
    head = "One thing" if len(wrong) == 1 else f"{len(wrong)} things"
    return Markup("<h2>△ {} to mend</h2><ul>{}</ul>").format(head, rows)


def left_out_text(faults: tuple[Fault, ...]) -> Markup:
    """Return which files of the folder given with --cases are not offered, and why; nothing where all are."""
    if not faults:
        return Markup()
    rows = Markup().join(Markup("<li>{}</li>").format(str(fault)) for fault in faults)
    return Markup(
        '<div class="st-notice"><p><b>△ Not offered from your folder:</b></p><ul>{}</ul>'
        "<p>Mend the file and open this page again.</p></div>"
    ).format(rows)


def preview_text() -> Markup:
    """Return the way to the clinic, where the draft is played as a student would."""
    return Markup(
        '<p class="st-buttons"><a class="st-button st-primary" href="05_clinic.ipynb" data-carry>Play it as a student</a>'
        '<button type="button" class="st-button" data-act="look:file">Save as a file</button></p>'
    )


def patient_text(file: CaseFile, case: Case, at: int) -> Markup:
    """Return the card as a student sees it, and below it every answer that is there."""
    visit = case.visits[at]
    return Markup(
        "<h2>{}</h2><p class='st-clinic-says'>“{}”</p><p>{}</p><p class='st-muted'>What is there: {}.</p><div>{}</div>"
    ).format(file.title, visit.opening, card_text(case), case.truth.words, answers_text(visit, first=True))


def model_text(case: Case, at: int) -> Markup:
    """Return what the models make of the patient: belief, level of concern, what parts the types, the plan."""
    found = case.found(at)
    before = case.found(at - 1) if at else None
    belief, plan = case.belief(found), case.plan(found, before)
    first = case.belief({key: found[key] for key, finding in findings().items() if finding.always})
    families = family_rows(first.family_probabilities, belief.family_probabilities)
    types = Markup().join(
        Markup("<li>{}: {} %{}</li>").format(
            pain_types().types[key].name, f"{100 * p:.0f}", " · there" if key in case.truth.types else ""
        )
        for key, p in sorted(belief.probabilities.items(), key=lambda pair: -pair[1])
        if p >= _SHOWN or key in case.truth.types
    )
    moved = Markup().join(
        Markup("<li>{}</li>").format(findings()[each.finding].ask)
        for each in case.model.explain(found)[:_MOST]
    )
    level = concern_rules().levels[plan.level.value]
    now = Markup().join(Markup("<li>{}</li>").format(item.what) for item in plan.now)
    return Markup(
        "<h2>What the models make of it</h2><p><b>Level of concern: {}.</b> {}</p>"
        "<table><thead><tr><th>Family</th><th>Emergency questions only</th><th>Everything asked</th></tr></thead>"
        "<tbody>{}</tbody></table><h3>Type by type</h3><ul>{}</ul><h3>What moves the belief most</h3><ul>{}</ul>"
        "<details class='st-fold' data-fold='now'><summary>The plan for now</summary><ul>{}</ul><p>Running: {}.</p></details>"
        '<p><button class="st-link" data-act="passport:prior">◐ Where belief begins</button> · '
        '<button class="st-link" data-act="passport:teaching">○ What it rests on</button></p>'
    ).format(level.name, " ".join(plan.level_reasons), families, types, moved, now, plan.running.words)


def file_text(file: CaseFile) -> Markup:
    """Return the file to save, and where it goes."""
    text, name = saved_text(file), file_name(file)
    data = base64.b64encode(text.encode()).decode()
    return Markup(
        "<h2>The file</h2><p><a class='st-button st-primary' download='{0}' href='data:application/yaml;base64,{1}'>Save {0}</a></p>"
        "<p>Put it into a folder of your own, and start with <code>sciatica-toolkit serve --cases FOLDER</code> (or <code>lab --cases "
        "FOLDER</code>): the clinic then offers it beside ours. Files that you add or change later are there when a page is "
        "opened again. It opens here again too, and in any editor.</p>"
        "<details class='st-fold' data-fold='yaml'><summary>What stands in it</summary><pre class='st-yaml'>{2}</pre></details>"
    ).format(name, data, text)
