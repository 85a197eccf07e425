"""Kernels that are copies of a page that has run already."""

from toolkit.serve.kernels.settings import warm_settings, warm_supported

__all__ = ["warm_settings", "warm_supported"]
