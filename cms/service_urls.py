"""Reads the addresses of services. Empty means the embedded default: nothing else has to be installed."""

import ipaddress
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from search.cluster.address import cluster_address


def public_address(url: str) -> str:
    """The address under which visitors reach the site, without a slash at its end.

    Raises ImproperlyConfigured for http elsewhere than on loopback: cookies and passwords would travel in the open.
    """
    parts = urlsplit(url.strip().rstrip("/"))
    if not parts.hostname or not _is_web_address(url.strip()):
        raise ImproperlyConfigured(f"PUBLIC_URL must be an address such as https://www.example.org, not “{url}”.")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise ImproperlyConfigured(
            f"PUBLIC_URL is {url}: over http, passwords and cookies could be read on the way. Use https."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def cache_settings(url: str) -> dict[str, Any]:
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "commonplace"}
    found = dict(environ.Env.cache_url_config(url))
    if "redis" in found["BACKEND"].lower():
        # A visitor does not wait for a Redis that hangs, nor for the client's own patience with one that is away.
        options = {
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
            "CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 1)},
            # Nothing is found then and nothing kept, and the site goes on.
            "IGNORE_EXCEPTIONS": True,
        }
        found |= {"BACKEND": "django_redis.cache.RedisCache", "OPTIONS": options | found.get("OPTIONS", {})}
    return found


# Those that the tests run on.
SEARCH_CLUSTERS = ("elasticsearch9", "opensearch3")


def search_address(url: str) -> str:
    """`elasticsearch9+https://host1:9200,host2:9200/prefix_`, `opensearch3+http://…`; empty: the database.

    Raises ImproperlyConfigured for what was never run.
    """
    if not url:
        return ""
    engine, urls, _prefix = cluster_address(url)
    if engine not in SEARCH_CLUSTERS or not all(_is_web_address(url) for url in urls):
        raise ImproperlyConfigured(
            f"SEARCH_URL must begin with {' or '.join(f'{name}+https://' for name in SEARCH_CLUSTERS)} "
            f"(other versions were not tried), not “{url}”."
        )
    return url


def counting_of_lists(where: str, search_url: str) -> str:
    """`memory` or `cluster`: who counts what the filters of a list leave. Raises ImproperlyConfigured otherwise."""
    if where not in {"memory", "cluster"}:
        raise ImproperlyConfigured(f"SEARCH_LISTS must be memory or cluster, not “{where}”.")
    if where == "cluster" and not search_url:
        raise ImproperlyConfigured("SEARCH_LISTS=cluster needs a search cluster: set SEARCH_URL as well.")
    return where


def email_settings(url: str) -> dict[str, Any] | None:
    """How the worker delivers mail; None keeps it in the outbox, where administrators read it."""
    return dict(environ.Env.email_url_config(url)) if url else None


def storage_settings(url: str) -> dict[str, Any]:
    """`s3://KEY:SECRET@bucket?region=ca-central-1&endpoint=https://…`; empty: the file system."""
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.hostname:
        raise ImproperlyConfigured("STORAGE_URL must be s3://KEY:SECRET@bucket?region=….")
    given = dict(parse_qsl(parts.query))
    options = {
        "bucket_name": parts.hostname,
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "region_name": given.get("region"),
        "endpoint_url": given.get("endpoint"),
        "querystring_auth": False,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
