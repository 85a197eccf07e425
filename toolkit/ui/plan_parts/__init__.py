"""The parts of the page on plans."""
