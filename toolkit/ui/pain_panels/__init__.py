"""Closer looks on the page of pain types: one at a time, built when first looked at."""

from toolkit.ui.pain_panels.panel import Asking, Panel

__all__ = ["Asking", "Panel"]
