"""Passes bytes on between the site and a service, until it is closed: the service is away then, and nobody stops it."""

import contextlib
import socket
import threading


class Relay:
    def __init__(self, service):
        self.service, self.pairs, self.is_closed = service, [], False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.close()
        self.listener.close()

    def close(self):
        """The service is away: connections end, and new ones end at once."""
        self.is_closed = True
        for end in self.pairs:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.pairs.clear()

    def open(self):
        self.is_closed = False

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _address = self.listener.accept()
                if self.is_closed:
                    near.close()
                    continue
                far = socket.create_connection(self.service)
                self.pairs += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            end.close()
