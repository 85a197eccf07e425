"""Bring ratings of a day from any scale to ours: 0 to 10, 10 the most stress and the best sleep quality."""

from toolkit.content.logs import RatingScale, log_words
from toolkit.history.readers.found import Answers, Question, shown

RATED = ("sleep_quality", "stress", "soreness", "pain")
ASKED = ("named_10", "named_5", "best_5", "best_10", "worst_5", "worst_10")


class RatingError(ValueError):
    """A rating outside its scale."""


def rescaled(value: float, rating: str, scale: RatingScale) -> float:
    """Give a rating on our scale.

    Args:
        value: as it stands in the file.
        rating: 'sleep_quality', 'stress', 'soreness' or 'pain'.
        scale: the file's scale.

    Returns:
        10 (value - low) / (high - low), turned round where the file's high end is the other one than ours.

    Raises:
        RatingError: the value lies outside the file's scale.

    >>> from toolkit.content.logs import log_words
    >>> (
    ...     rescaled(5, "stress", log_words().scales["pmdata"]),
    ...     rescaled(5, "sleep_quality", log_words().scales["pmdata"]),
    ... )
    (0.0, 10.0)
    """
    if not scale.low <= value <= scale.high:
        raise RatingError(f"{value:g} is outside {scale.low:g} to {scale.high:g}")
    share = (value - scale.low) / (scale.high - scale.low)
    own_end = "good" if rating == "sleep_quality" else "bad"
    return 10 * (share if scale.high_end in {"named", own_end} else 1 - share)


def settle_scale(answers: Answers) -> RatingScale | None:
    """Return the scale that the person named, if any."""
    return log_words().scales[answers.scale] if answers.scale in ASKED else None


def ask_scale(name: str, columns: list[str]) -> Question:
    """Ask how a file's ratings are to be read."""
    listed = ", ".join(f"'{shown(column, 24)}'" for column in columns)
    scales = log_words().scales
    return Question(
        "scale",
        name,
        f"{name} rates days ({listed}) but does not say on which scale: which end is the good one?",
        {key: scales[key].words for key in ASKED},
    )


def said(name: str, scale: RatingScale) -> str:
    """Say how a file's ratings were read."""
    return f"{name}: ratings were read as {scale.words}; here 10 is most stress and soreness, best sleep."
