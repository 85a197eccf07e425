"""One tab of a browser that sees no other machine, and remembers what went wrong."""

# Voilà's own bundle and the widgets' manager were built against other versions of the same library and say so.
KNOWN_NOISE = ("shared singleton module", "of shared module")


class Visit:
    """One tab: opens pages, and keeps what went wrong."""

    def __init__(self, page):
        self.page = page
        self.trouble = []
        self.sent_bytes = 0
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"page error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", lambda r: self.trouble.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("websocket", self._socket)
        page.route("**/*", self._only_here)

    def _console(self, message):
        text = message.text
        if message.type == "error" and not any(noise in text for noise in KNOWN_NOISE):
            self.trouble.append(f"console: {text[:300]}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":
            self.trouble.append(f"failed: {request.url} {request.failure}")

    def _socket(self, socket_):
        count = lambda data: setattr(self, "sent_bytes", self.sent_bytes + len(data))  # noqa: E731
        socket_.on("framereceived", count)
        socket_.on("framesent", count)

    def _only_here(self, route):
        host = route.request.url.split("/")[2].split(":")[0] if "://" in route.request.url else ""
        if route.request.url.startswith(("data:", "blob:")) or host in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            self.trouble.append(f"left this machine: {route.request.url}")
            route.abort()

    def open(self, url, ready="body.st-ready"):
        # A change of the fragment alone would not load the page anew.
        self.page.goto("about:blank")
        self.page.goto(url)
        self.page.wait_for_selector(ready, timeout=60000)
        return self.page

    def leave(self):
        """Leave the page as a person would, so that it can say goodbye to its server."""
        self.page.close(run_before_unload=True)
