"""A small site on this machine, for what asks other sites."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from linkcheck.client import HostPacing, LinkClient


class Site:
    """Answers as its pages say: {path: (status, headers, body)}, or a function of the handler. Remembers who asked."""

    def __init__(self, pages: dict[str, Any]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.address = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.command, handler.path))
        self.headers.append(dict(handler.headers))
        found = self.pages.get(f"{handler.command} {handler.path}", self.pages.get(handler.path, (404, {}, b"")))
        if callable(found):
            found(handler)
            return
        status, headers, body = found
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name, value.replace("HERE", self.address))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    @property
    def pages_asked(self) -> list[str]:
        return [f"{method} {path}" for method, path in self.asked if path != "/robots.txt"]


@contextmanager
def site(pages: dict[str, Any]) -> Iterator[Site]:
    made = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

        do_HEAD = do_GET  # noqa: N815 - the name that the server asks for

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def open_client(delay: float = 0.0, **more: Any) -> LinkClient:
    """One that may ask this machine, and in no time."""
    return LinkClient(
        "CommonplaceLinkCheck/1.0 (+https://example.org)", HostPacing(delay, **more), lambda address: True, None
    )
