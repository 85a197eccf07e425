"""What all tests share: skips are loud, in CI a skip of a browser or notebook test is a failure, nothing is timed."""

import os
import signal
import tempfile

import pytest
from hypothesis import settings

# Where the run was started in the background, Ctrl and C is ignored, and so it would be in each server that a
# test starts and stops that way.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The Jupyter settings of who runs the tests are neither read nor written.
_settings = tempfile.TemporaryDirectory(prefix="jupyter-settings-")
os.environ["JUPYTER_CONFIG_DIR"] = _settings.name

# a busy machine is no fault of the code
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    needed = item.get_closest_marker("browser") or item.get_closest_marker("server")
    if os.environ.get("SCIATICA_NO_SKIPS") and skipped and needed:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report
