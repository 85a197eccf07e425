"""A faculty's settings for its hub, read from a small file and refused in a sentence when they do not go together."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SHORTEST_PASSWORD = 12
"""Characters of the class's password: it is typed once, and guards a machine that a whole faculty can reach."""

Name = Annotated[str, Field(min_length=1)]


class FacultyError(ValueError):
    """The settings cannot be used; the message says which, and what would be right."""


class Lti(BaseModel):
    """What a learning platform's administrator gives for LTI 1.3."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: Name
    client_ids: Annotated[tuple[Name, ...], Field(min_length=1)]
    authorize_url: Name
    jwks_endpoint: Name


class Faculty(BaseModel):
    """The settings of a hub; `deploy/jupyterhub/faculty.toml` explains each.

    >>> Faculty().offer
    'dashboards'
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    offer: Literal["dashboards", "shared", "lab"] = "dashboards"
    spawner: Literal["process", "docker", "kubernetes"] = "process"
    login: Literal["class-password", "accounts", "native", "lti"] = "class-password"
    lecturers: tuple[Name, ...] = ()
    address: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    certificate: str = ""
    key: str = ""
    servers_at_once: Annotated[int, Field(ge=1, le=10_000)] = 40
    memory_gb: Annotated[float, Field(ge=0.25, le=64)] = 1.0
    cpu: Annotated[float, Field(ge=0.1, le=64)] = 1.0
    places: Annotated[int, Field(ge=1, le=2000)] = 150
    idle_minutes: Annotated[int, Field(ge=5, le=1440)] = 60
    longest_hours: Annotated[int, Field(ge=1, le=168)] = 12
    image: Name = "sciatica-toolkit-hub:0.1.0"
    hub_address: Name = "hub"
    network: Name = "sciatica"
    namespace: Name = "sciatica"
    lti: Lti | None = None

    def obstacle(self) -> str:
        """Return in a sentence what does not go together; empty when all does."""
        if self.offer == "lab" and self.login == "class-password":
            return (
                "offer = 'lab' does not go with login = 'class-password': anyone with the password could open "
                "another person's work. Choose 'accounts', 'native' or 'lti'."
            )
        if self.offer == "lab" and self.spawner == "process" and self.login != "accounts":
            return (
                "offer = 'lab' with spawner = 'process' needs login = 'accounts': people run code of their own, "
                "and only accounts of the machine keep them apart. Or choose spawner = 'docker' or 'kubernetes'."
            )
        if self.offer == "shared" and self.spawner != "process":
            return "offer = 'shared' runs beside the hub: it needs spawner = 'process'."
        if self.login == "lti" and self.lti is None:
            return (
                "login = 'lti' needs a part [lti] with what the learning platform's administrator gives you."
            )
        if bool(self.certificate) != bool(self.key):
            return "'certificate' and 'key' belong together: name both files, or none."
        return ""


def read_faculty(file: Path) -> Faculty:
    """Return the settings in a file.

    Raises:
        FacultyError: the file is missing or broken, or its settings cannot be used.
    """
    try:
        faculty = Faculty.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise FacultyError(f"{file.name} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FacultyError(f"{file.name} is not TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FacultyError(f"{file.name}, {where}: {_said(first['type'], first['msg'])}.") from error
    obstacle = faculty.obstacle()
    if obstacle:
        raise FacultyError(f"{file.name}: {obstacle}")
    return faculty


def check_password(password: str, variable: str, shortest: int = SHORTEST_PASSWORD) -> str:
    """Return a password that may guard a hub.

    Args:
        password: what stands in the environment.
        variable: where it stands, for the sentence.
        shortest: how many characters it must have.

    Raises:
        FacultyError: there is none, it is too short, or it holds what the hub cannot compare.

    >>> check_password("", "SCIATICA_HUB_PASSWORD")
    Traceback (most recent call last):
    ...
    toolkit.serve.hub.faculty.FacultyError: Set the environment variable SCIATICA_HUB_PASSWORD to a password of at
    least 12 characters before you start the hub.
    """
    if len(password) < shortest:
        raise FacultyError(
            f"Set the environment variable {variable} to a password of at least {shortest} characters "
            "before you start the hub."
        )
    if not password.isascii():
        raise FacultyError(
            f"The password in {variable} has letters with accents or other signs that the hub cannot compare: "
            "nobody could log in. Use plain letters, digits and signs of a US keyboard."
        )
    return password


def _said(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "there is no such setting"
    return message[0].lower() + message[1:]
