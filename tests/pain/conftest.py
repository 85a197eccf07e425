"""What the tests of this folder share."""

import pytest

from toolkit.content.findings import findings
from toolkit.pain import PainModel


@pytest.fixture(scope="session")
def model():
    return PainModel("running_clinic")


@pytest.fixture(scope="session")
def all_findings():
    return findings()
