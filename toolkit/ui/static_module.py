"""A widget's JavaScript: a stub of a few lines that imports a module the server keeps as a file.

The stub is what crosses the websocket; the module comes over HTTP and stays in the browser's cache.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from toolkit import __version__

_STUB = """\
const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
const root = new URL((config.baseUrl || "/") + "voila/templates/sciatica/static/", location.href).href;
if (!document.querySelector("link[data-st]") && !document.documentElement.classList.contains("st-voila")) {
  for (const name of ["tokens.css", "theme.css"]) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: root + name + "?v=VERSION" });
    link.dataset.st = name;
    document.head.append(link);
  }
}
let module;
try {
  module = await import(root + "MODULE.js?v=VERSION");
} catch {
  module = { render({ el }) {
    el.textContent = "The toolkit's own files do not reach this page. Start it with 'sciatica-toolkit serve' " +
      "or 'sciatica-toolkit lab', or switch on Voil\\u00e0's server extension and reload.";
  } };
}
export default { render: (context) => module.render(context) };
"""


@cache
def static_dir() -> Path:
    """Return the folder of the pages' static files."""
    serve = Path(__file__).resolve().parent.parent / "serve"
    return serve / "jupyter" / "voila" / "templates" / "sciatica" / "static"


@cache
def static_version() -> str:
    """Return a short text that changes with the static files, so that a browser may keep them for ever."""
    digest = sha256(__version__.encode())
    for file in sorted(static_dir().glob("*")):
        if file.suffix in {".js", ".css"} and not file.name.startswith("plotly"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


@cache
def stub(module: str) -> str:
    """Return the stub that imports one static module.

    >>> len(stub("controls")) < 1600
    True
    """
    return _STUB.replace("MODULE", module).replace("VERSION", static_version())
