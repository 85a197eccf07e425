"""The referral letter as a document to print: who, how soon, what was found, what is asked."""

from datetime import date

from markupsafe import Markup

from toolkit.plans import Situation, referral_letter
from toolkit.reports.sheet import headed, own_words, sheet

_FOOT = "Written with a teaching toolkit. Whoever sends it checks it and adds what is missing."


def letter_page(situation: Situation, *, name: str = "", note: str = "", today: date | None = None) -> str:
    """Return the referral letter of a situation as one self-contained HTML document.

    Args:
        situation: of the person.
        name: whose letter; escaped.
        note: a sentence of the sender's own; escaped.
        today: date of the letter.

    >>> page = letter_page(Situation(belief={"cauda_equina": 0.4}))
    >>> "Same-day emergency" in page
    True
    """
    letter = referral_letter(situation, today=today)
    head = Markup(
        '<p><strong>To:</strong> {}</p><p><strong>How soon:</strong> {}</p><p class="{}"><strong>{}</strong></p>'
    ).format(letter.to, letter.urgency, "first" if letter.urgency == "same day" else "", letter.subject)
    parts = Markup().join(
        headed(heading, Markup("<p>{}</p>").format(text)) for heading, text in letter.paragraphs
    )
    sender = Markup(
        '<p class="keep">From: ______________________________ &nbsp; Telephone: ____________________</p>'
    )
    body = head + parts + own_words(note) + sender
    return sheet("Referral letter", body, foot=f"{_FOOT} Words: {letter.review}.", name=name, dated=today)
