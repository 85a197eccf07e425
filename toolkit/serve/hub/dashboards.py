"""The dashboards as a server of a hub's: nobody sees a page whom the hub has not let in."""

import logging
import os
import sys
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.web import RequestHandler
from traitlets.config import Config

from toolkit import __version__
from toolkit.content.place import notebooks_dir
from toolkit.serve.hub.surroundings import NoHubError, Surroundings, surroundings
from toolkit.serve.kernels.settings import warm_settings
from toolkit.serve.kernels.visitor import BY_LOGIN
from toolkit.serve.launch.dashboards import Dashboards, pages_to_warm
from toolkit.serve.launch.settings import add_jupyter_path, voila_settings

PAGES_OF_ONE = 2
"""Pages that one browser may have open, and on the shared server one user in all browsers; beyond it the oldest ends.

Its choices are in its address.
"""

PLACES_OF_ONE = 6
"""Pages that one person may have open in all browsers, on a server of their own."""

LEAST_FREE_MB = 400.0
"""With less memory than that left on the machine, no further page is opened: those that are open go on."""


class SignOfLife(RequestHandler):
    """Tells the hub that this server is up, and for which version of the hub it was made."""

    def initialize(self, hub_version: str) -> None:
        """Take the version."""
        self.hub_version = hub_version

    def get(self) -> None:
        """Answer with the version, to anybody."""
        self.set_header("X-JupyterHub-Version", self.hub_version)
        self.finish({"version": __version__})


class HubDashboards(Dashboards):
    """The dashboards, with the hub's way of telling who somebody is."""

    hub_version = ""
    # The hub's proxy answers under the faculty's names.
    names = ()

    def init_handlers(self) -> list[Any]:
        """Put the end of the hub's login under our prefix, where the hub sends the browser."""
        login = [
            (url_path_join(self.base_url, path), *rest)
            for path, *rest in self.identity_provider.get_handlers()
        ]
        life = (url_path_join(self.base_url, "api"), SignOfLife, {"hub_version": self.hub_version})
        return [life, *login, *super().init_handlers()]


def make_hub_server(place: Surroundings, *, pages_at_once: int) -> HubDashboards:
    """Return the server, ready to start.

    A server of one user's starts its pages plainly: to keep them ready for one person would cost more
    memory than all that the person does. The one that all users share keeps them ready, where it can.

    Args:
        place: what the hub said.
        pages_at_once: how many pages there may be in all.

    Raises:
        ModuleNotFoundError: JupyterHub is not installed.
    """
    # Not everybody who has the toolkit has a hub.
    from jupyterhub import __version__ as hub_version  # noqa: PLC0415
    from jupyterhub.singleuser.extension import (  # noqa: PLC0415
        JupyterHubAuthorizer,
        JupyterHubIdentityProvider,
    )

    class HubIdentity(JupyterHubIdentityProvider):
        """The hub's own, which reads its secrets from the environment; Voilà offers it others."""

        def __init__(self, *, parent: Any, log: Any, **_: Any) -> None:
            super().__init__(parent=parent, log=log)

    add_jupyter_path()
    settings = voila_settings()
    ready = pages_to_warm() if place.shared else []
    warm = warm_settings(ready, spares=2 if ready else 0, max_kernels=pages_at_once)
    for section, values in warm.items():
        settings[section] = {**settings.get(section, {}), **values}
    settings["PagePool"] |= {"max_of_one": PAGES_OF_ONE, "least_free_mb": LEAST_FREE_MB}
    settings["Voila"] = {
        **settings.get("Voila", {}),
        "port": place.port,
        "port_retries": 0,
        "ip": place.address,
        "base_url": place.prefix,
        "open_browser": False,
        "identity_provider_class": HubIdentity,
        "authorizer_class": JupyterHubAuthorizer,
        # Whoever adds an address of ours later must not forget to ask who is there.
        "tornado_settings": {"allow_unauthenticated_access": False, BY_LOGIN: place.shared},
    }
    server = HubDashboards(config=Config(settings), log_level=logging.ERROR)
    server.hub_version = hub_version
    server.initialize([str(notebooks_dir())])
    return server


def serve_behind_hub(*, pages_at_once: int | None = None) -> int:
    """Serve the dashboards for the hub that started this program, until it ends it; returns the exit code."""
    try:
        place = surroundings(os.environ)
        server = make_hub_server(
            place, pages_at_once=pages_at_once or (150 if place.shared else PLACES_OF_ONE)
        )
    except NoHubError as error:
        print(f"sciatica-toolkit: {error}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "jupyterhub":
            raise
        print(
            "sciatica-toolkit: JupyterHub is not installed here. Install the toolkit with its hub: "
            "pip install 'sciatica-toolkit[hub]', with the version of JupyterHub that the hub itself has.",
            file=sys.stderr,
        )
        return 1
    server.said = f"The dashboards are ready under {place.prefix}"
    server.start()
    return 0
