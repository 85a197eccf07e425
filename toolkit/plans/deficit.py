"""What a nerve does less well, charted so that a change can be seen."""

from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Strict


class Deficit(Strict):
    """Something that a nerve does less well.

    Attributes:
        root: 'L2' to 'S4', or 'none' where it fits no root.
        modality: strength, feeling or reflex.
        side: which leg; 'saddle' for feeling around the anus and genitals; none where it is not recorded.
        mrc: strength, 0 to 5, where strength was tested; where only a `sign` shows weakness, what that counts as.
        sign: what shows the weakness, in words, where no muscle was graded: then no grade is told.
        change: since it was last charted; none where it was never charted before, which counts as not stable.
    """

    root: Literal["L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "none"]
    modality: Literal["motor", "sensory", "reflex"]
    side: Literal["left", "right", "both", "saddle"] | None = None
    mrc: float | None = Field(default=None, ge=0, le=5)
    sign: str = ""
    change: Literal["new", "stable", "improving", "worse"] | None = None

    @property
    def words(self) -> str:
        """The deficit in words.

        >>> Deficit(root="L5", modality="motor", mrc=4).words
        'L5 strength 4 of 5'
        >>> Deficit(root="S1", modality="reflex", side="left", change="new").words
        'S1 reflex reduced, left, new'
        >>> Deficit(root="L4", modality="motor", mrc=3, sign="foot drop").words
        'foot drop'
        """
        what = {"motor": "strength", "sensory": "feeling", "reflex": "reflex"}[self.modality]
        grade = f" {self.mrc:g} of 5" if self.mrc is not None else " reduced"
        root = "" if self.root == "none" else f"{self.root} "
        shown = self.sign or f"{root}{what}{grade}"
        return ", ".join([shown, *(part for part in (self.side, self.change) if part)])
