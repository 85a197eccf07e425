"""The dashboards' server over a folder, warm or plain, run by the tests as a process: PORT FOLDER JSON-SETTINGS."""

import json
import logging
import sys

import tornado.web
from jupyter_core.utils import ensure_async
from traitlets.config import Config

from toolkit.serve.kernels import warm_settings
from toolkit.serve.launch.dashboards import Dashboards
from toolkit.serve.launch.settings import add_jupyter_path, voila_settings


class Lever(tornado.web.RequestHandler):
    """Lets a test pull what no visitor may."""

    async def get(self, what, kernel_id=""):
        pool = self.settings["kernel_manager"]
        if what == "state":
            warm = {
                path: {
                    "pid": notebook.warm.pid if notebook.warm else None,
                    "ready": notebook.ready,
                    "plain": notebook.plain_because,
                    "spares": [pool.get_kernel(key).provisioner.pid for key in notebook.spares],
                }
                for path, notebook in pool.warm.notebooks.items()
            }
            kernels = {key: pool.get_kernel(key).provisioner.pid for key in pool.list_kernel_ids()}
            self.finish(
                {
                    "warm": warm,
                    "kernels": kernels,
                    "guests": len(pool.places.guests),
                    "coming": pool.places.coming,
                }
            )
        else:
            done = await ensure_async(getattr(pool, f"{what}_kernel")(kernel_id))
            if what == "restart":
                await done
            self.finish({})


class Server(Dashboards):
    def init_handlers(self):
        return [(r"/lever/(\w+)/?([\w-]*)", Lever), *super().init_handlers()]


def main(port, folder, wishes):
    add_jupyter_path()
    config = Config(voila_settings())
    if wishes.get("warm") is not None:
        config.merge(Config(warm_settings(**wishes["warm"])))
    config.merge(Config(wishes.get("more", {})))
    config.merge(
        Config({"Voila": {"port": port, "port_retries": 0, "ip": "127.0.0.1", "open_browser": False}})
    )
    server = Server(config=config, log_level=getattr(logging, wishes.get("log", "ERROR")))
    server.initialize([folder])
    server.start()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
