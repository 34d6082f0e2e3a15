"""Stand-ins for the hosts of a search cluster: one that answers, and those that do not, each in its own way."""

import contextlib
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answering:
    """Says the same to every request, and remembers what it was asked."""

    def __init__(self, status=200, body=b"{}"):
        self.status, self.body, self.asked = status, body, []
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def reply(self):
                host.asked.append(
                    (self.command, self.path, self.rfile.read(int(self.headers.get("content-length", 0))))
                )
                self.send_response(host.status)
                self.send_header("content-length", str(len(host.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(host.body)

            do_HEAD = do_GET = do_POST = do_PUT = do_DELETE = reply  # noqa: N815 - names of the standard library

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def requests(self):
        """What it was asked, without the question whether it is there."""
        return [asked for asked in self.asked if asked[0] != "HEAD"]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Hanging:
    """Takes connections; `say` writes something into each."""

    def __init__(self):
        self.listener, self.connections = socket.create_server(("127.0.0.1", 0)), []
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                self.connections.append(self.listener.accept()[0])
                self.say(self.connections[-1])

    def say(self, connection):
        pass

    def close(self):
        for one in [self.listener, *self.connections]:
            one.close()


class Dripping(Hanging):
    """Answers in the end, byte by byte: no single wait is long."""

    def say(self, connection):
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\n{")
        for _number in range(199):
            connection.sendall(b" ")
            time.sleep(0.05)


class Refusing:
    """Nobody listens there."""

    def __init__(self):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def close(self):
        self.socket.close()
