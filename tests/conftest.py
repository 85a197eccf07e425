"""What all tests share: skips are loud, and in CI a skip of a browser or notebook test is a failure."""

import os

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if os.environ.get("SCIATICA_NO_SKIPS") and report.skipped and not hasattr(report, "wasxfail"):
        if item.get_closest_marker("browser") or item.get_closest_marker("server"):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report
