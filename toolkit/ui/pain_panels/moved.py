"""What moved what: each finding in words, all the others kept."""

from collections.abc import Sequence

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.content.look import look
from toolkit.pain.explaining import Moved as Move
from toolkit.ui.pain_panels.panel import Panel
from toolkit.ui.prose import Prose

_ABOUT = (
    "Each finding is left out in turn and all the others are kept. Findings that say the same share their effect: "
    "leaving out either of two alike may change little."
)


class Moved(Panel):
    """Each finding's effect."""

    def widgets(self) -> Sequence[Widget]:
        """Build the text."""
        self.text = self.page.pressed(Prose(live=True, css="st-answer"))
        return (self.text,)

    def update(self, picture: Picture) -> None:
        """Show what each finding did."""
        if not picture.moves:
            self.text.show(
                Markup('<p class="st-muted">Nothing has been asked yet, so nothing has moved.</p>')
            )
            return
        self.text.show(
            Markup('<p class="st-muted">{}</p><ol class="st-moves">{}</ol>').format(
                _ABOUT, Markup().join(_one(move) for move in picture.moves)
            )
        )


def _one(move: Move) -> Markup:
    sign = look().families[move.family]
    return Markup(
        '<li><span class="st-symbol" aria-hidden="true" style="color:{}">{}</span>{} <button type="button" class="st-link" '
        'data-act="finding:{}">◐○ where from?</button></li>'
    ).format(sign.colour, sign.symbol, move.sentence, move.finding)
