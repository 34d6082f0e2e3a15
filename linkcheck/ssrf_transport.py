"""The only way from here to other machines that content names: to public addresses, on the ports of the web.

The name is resolved once, every address it has is looked at, and the connection goes to the address that was looked at:
a name that answers differently the second time leads nowhere. Certificates and the Host line keep the name.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = Callable[[Address], bool]

PORTS = frozenset({80, 443, 8000, 8080, 8443})
CONNECT_SECONDS = 10.0
# All of an answer's head must have come by then, however slowly it drips.
ANSWER_SECONDS = 20.0
# IPv6 addresses that hold an IPv4 address to which a translator passes on.
_TRANSLATED = [ipaddress.ip_network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48")]


class NotAllowed(Exception):
    """Not an address that the web has: another port, a scheme of its own, a password in it."""


class PrivateNetwork(NotAllowed):
    """The name leads to this machine or to a network behind it."""


class NoSuchHost(Exception):
    """The name leads to no machine."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the internet, not to this machine or a network behind it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    is_special = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    return address.is_global and not (is_special or address.is_reserved or address.is_unspecified)


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside an IPv6 one."""
    if any(address in network for network in _TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def check_url(url: httpx2.URL, ports: frozenset[int] | None = PORTS) -> None:
    """Raises `NotAllowed` for what is refused by looking at it."""
    if url.scheme not in {"http", "https"} or not url.host:
        raise NotAllowed("only http and https")
    if url.userinfo:
        raise NotAllowed("a name or password in the address")
    port = url.port or (443 if url.scheme == "https" else 80)
    if ports is not None and port not in ports:
        raise NotAllowed(f"port {port}")


def addresses_of(host: str, port: int, allowed: Allowed = is_public) -> list[str]:
    """The addresses of a name. If one of them is private, all are refused."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NoSuchHost(host) from error
    except (UnicodeError, OSError, ValueError) as error:
        raise NoSuchHost(f"{host}: {error}") from error
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    for text in found:
        if not allowed(ipaddress.ip_address(text.partition("%")[0])):
            raise PrivateNetwork(f"{host} is at {text}")
    return found


class _Stream(httpcore2.NetworkStream):
    """A connection that ends at an instant, so that an answer that drips cannot hold the worker."""

    def __init__(self, inner: httpcore2.NetworkStream, until: float) -> None:
        self.inner = inner
        self.until = until

    def _left(self, timeout: float | None) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the answer took too long")
        return min(left, timeout or left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self.inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class _Network(httpcore2.NetworkBackend):
    """Resolves, looks at the addresses, and connects to one of these."""

    def __init__(self, allowed: Allowed) -> None:
        self.allowed = allowed
        self.sync = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        until = time.monotonic() + ANSWER_SECONDS
        failed: Exception = NoSuchHost(host)
        for address in addresses_of(host, port, self.allowed)[:3]:
            try:
                return _Stream(self.sync.connect_tcp(address, port, timeout, local_address, socket_options), until)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        raise NotAllowed("a socket of this machine")


class GuardedTransport(httpx2.BaseTransport):
    """For `httpx2.Client`: every request goes through the guard, also that of a redirect."""

    def __init__(self, allowed: Allowed = is_public, ports: frozenset[int] | None = PORTS) -> None:
        self.ports = ports
        self.pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(), network_backend=_Network(allowed), max_keepalive_connections=0
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        check_url(request.url, self.ports)
        answer = self.pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions={key: value for key, value in answer.extensions.items() if key == "http_version"},
        )

    def close(self) -> None:
        self.pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


def client(user_agent: str, allowed: Allowed = is_public, ports: frozenset[int] | None = PORTS) -> httpx2.Client:
    """A client that leads to public addresses only. It follows nothing by itself and takes no proxy from anywhere."""
    return httpx2.Client(
        transport=GuardedTransport(allowed, ports),
        headers={"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": "identity"},
        timeout=CONNECT_SECONDS,
        follow_redirects=False,
        trust_env=False,
    )
