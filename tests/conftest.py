"""What all tests share: skips are loud, and in CI a skip of a browser or notebook test is a failure."""

import os

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    needed = item.get_closest_marker("browser") or item.get_closest_marker("server")
    if os.environ.get("SCIATICA_NO_SKIPS") and skipped and needed:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report
