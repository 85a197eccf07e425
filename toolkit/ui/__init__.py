"""What a person touches: pages, controls, figures on the screen."""

from toolkit.ui.show import show

__all__ = ["show"]
