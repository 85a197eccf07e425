"""A faculty's settings: what goes together is taken, what does not is refused in a sentence before a hub starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.serve.command import main
from toolkit.serve.hub.faculty import Faculty, FacultyError, check_password, read_faculty
from toolkit.serve.hub.surroundings import NoHubError, surroundings

DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "jupyterhub"
HUB = {
    "JUPYTERHUB_SERVICE_URL": "http://0.0.0.0:8888/user/ann/",
    "JUPYTERHUB_SERVICE_PREFIX": "/user/ann",
    "JUPYTERHUB_API_TOKEN": "t",
    "JUPYTERHUB_API_URL": "http://hub:8081/hub/api",
}
LTI = """
login = "lti"
[lti]
issuer = "https://moodle.example.edu"
client_ids = ["a1"]
authorize_url = "https://moodle.example.edu/auth"
jwks_endpoint = "https://moodle.example.edu/certs"
"""


@pytest.fixture
def read(tmp_path):
    def written(text):
        file = tmp_path / "faculty.toml"
        file.write_text(text)
        return read_faculty(file)

    return written


def test_the_shipped_file_says_what_holds_without_it():
    assert read_faculty(DEPLOY / "faculty.toml") == Faculty()


def test_each_setting_is_in_the_shipped_file():
    text = (DEPLOY / "faculty.toml").read_text()
    assert [
        name for name in Faculty.model_fields if f"{name} = " not in text and f"[{name}]" not in text
    ] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('offer = "everything"', "offer"),
        ('colour = "blue"', "no such setting"),
        ("port = 0", "port"),
        ("offer = ", "not TOML"),
        ('offer = "lab"', "another person's work"),
        ('offer = "lab"\nlogin = "native"', "accounts"),
        ('offer = "shared"\nspawner = "docker"', "beside the hub"),
        ('login = "lti"', "[lti]"),
        ('key = "privkey.pem"', "certificate"),
    ],
)
def test_what_cannot_be_used_is_said(read, text, word):
    with pytest.raises(FacultyError) as told:
        read(text)
    assert word in str(told.value)
    assert "\n" not in str(told.value)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(FacultyError, match=r"faculty\.toml cannot be read"):
        read_faculty(tmp_path / "faculty.toml")


@pytest.mark.parametrize(
    "text",
    [
        'offer = "shared"',
        'offer = "lab"\nlogin = "accounts"',
        'offer = "lab"\nspawner = "docker"\nlogin = "native"',
        LTI,
    ],
)
def test_what_goes_together_is_taken(read, text):
    assert read(text).obstacle() == ""


def test_short_password():
    with pytest.raises(FacultyError, match="12 characters"):
        check_password("letmein", "SCIATICA_HUB_PASSWORD")
    assert check_password("a-long-class-password", "X") == "a-long-class-password"


def test_a_password_with_which_nobody_could_log_in_is_refused():
    with pytest.raises(FacultyError, match="accents"):
        check_password("ein langes Passwört", "SCIATICA_HUB_PASSWORD")


def test_without_a_password_no_hub_starts(tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "SCIATICA_HUB_PASSWORD"}
    command = [sys.executable, "-P", str(DEPLOY / "jupyterhub_config.py")]
    found = subprocess.run(command, check=False, capture_output=True, text=True, env=env, cwd=tmp_path)
    assert found.returncode == 1
    assert found.stderr.startswith(
        "The hub was not started. Set the environment variable SCIATICA_HUB_PASSWORD"
    )


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("", {"spawner_class": "simple", "authenticator_class": "shared-password"}),
        (
            'offer = "lab"\nlogin = "accounts"',
            {"spawner_class": "localprocess", "authenticator_class": "pam"},
        ),
        (
            'spawner = "docker"\nlogin = "native"',
            {"spawner_class": "docker", "authenticator_class": "native"},
        ),
        ('spawner = "kubernetes"', {"spawner_class": "kubespawner.KubeSpawner"}),
        (LTI, {"authenticator_class": "ltiauthenticator.lti13.auth.LTI13Authenticator"}),
        ('offer = "shared"', {"default_url": "/services/dashboards/"}),
        (
            'certificate = "c.pem"\nkey = "k.pem"\naddress = "::"',
            {"bind_url": "https://[::]:8000/", "ssl_key": "k.pem"},
        ),
    ],
)
def test_one_file_for_all_spawners_and_logins(text, expect, tmp_path, monkeypatch):
    from traitlets.config import PyFileConfigLoader

    (tmp_path / "faculty.toml").write_text(text)
    monkeypatch.setenv("SCIATICA_FACULTY", str(tmp_path / "faculty.toml"))
    monkeypatch.setenv("SCIATICA_HUB_PASSWORD", "a-long-class-password")
    config = PyFileConfigLoader("jupyterhub_config.py", path=str(DEPLOY)).load_config()
    assert {name: config.JupyterHub[name] for name in expect} == expect
    assert config.JupyterHub.active_server_limit == 40
    assert any("--timeout=3600" in word for word in config.JupyterHub.services[0]["command"])
    assert config.Spawner.cmd[-1] == "--hub"


def test_surroundings_of_a_container():
    found = surroundings(HUB)
    assert (found.address, found.port, found.prefix, found.shared) == ("0.0.0.0", 8888, "/user/ann/", False)
    assert surroundings({**HUB, "JUPYTERHUB_SERVICE_NAME": "dashboards"}).shared


@pytest.mark.parametrize(
    "changed",
    [{name: ""} for name in HUB]
    + [{"JUPYTERHUB_SERVICE_URL": "ftp://x"}, {"JUPYTERHUB_SERVICE_URL": "http://x:99999"}],
)
def test_what_no_hub_writes_is_refused(changed):
    with pytest.raises(NoHubError):
        surroundings({**HUB, **changed})


def test_hub_without_a_hub_is_told_and_serves_nothing(monkeypatch, capsys):
    monkeypatch.delenv("JUPYTERHUB_SERVICE_URL", raising=False)
    assert main(["serve", "--hub"]) == 1
    assert "leave '--hub' out" in capsys.readouterr().err
