"""The Sciatica Toolkit: from a runner's diary to a plan, with reasons."""

__version__ = "0.1.0"
