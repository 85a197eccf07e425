"""How bad it is, how easily stirred up, and where it goes: three ordered scales."""

from typing import Self

from toolkit.content.ordered import Ordered


class Severity(Ordered):
    """How bad the pain is."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"

    @classmethod
    def from_score(cls, score: float) -> Self:
        """Read a pain score of 0 to 10: 0, up to 3, up to 6, and above.

        The bands are a common convention and chosen for teaching.

        >>> Severity.from_score(7).value
        'severe'
        """
        if not 0 <= score <= 10:
            raise ValueError(f"A pain score lies between 0 and 10, and this one is {score:g}.")
        return cls("none" if score == 0 else "mild" if score <= 3 else "moderate" if score <= 6 else "severe")


class Irritability(Ordered):
    """How easily the pain is stirred up and how slowly it settles."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Trend(Ordered):
    """Where it is going, over weeks."""

    IMPROVING = "improving"
    STEADY = "steady"
    UNKNOWN = "unknown"
    WORSENING = "worsening"
