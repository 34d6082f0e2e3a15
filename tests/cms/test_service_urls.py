import os
import subprocess
import sys
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from django_redis.cache import RedisCache

from cms.service_urls import (
    cache_settings,
    counting_of_lists,
    email_settings,
    public_address,
    search_address,
    storage_settings,
)
from search.cluster.address import cluster_address

ADDRESS = "elasticsearch9+https://one:9200/"


def test_http_is_refused_elsewhere_than_on_this_machine():
    with pytest.raises(ImproperlyConfigured, match="Use https"):
        public_address("http://www.example.org")


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_http_is_accepted_on_this_machine(address):
    assert public_address(address) == address


def test_the_public_address_ends_without_slash():
    assert public_address("https://www.example.org/") == "https://www.example.org"


@pytest.mark.parametrize("address", ["www.example.org", "ftp://example.org", "https://"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL"):
        public_address(address)


def test_without_service_addresses_nothing_else_is_needed():
    assert "locmem" in cache_settings("")["BACKEND"]
    assert search_address("") == ""
    assert email_settings("") is None
    assert "FileSystemStorage" in storage_settings("")["BACKEND"]


def test_redis_is_a_cache():
    assert cache_settings("redis://cache:6379/1")["BACKEND"] == "django_redis.cache.RedisCache"


def test_a_search_cluster_has_hosts_and_a_prefix():
    address = "elasticsearch9+https://one:9200,two:9200/site_"
    assert search_address(address) == address
    assert cluster_address(address) == ("elasticsearch9", ["https://one:9200", "https://two:9200"], "site_")


def test_opensearch_needs_nothing_beside_what_is_installed():
    """Its own client imports a package that is called as our folder of events is; ours speaks to both."""
    assert search_address("opensearch3+https://one:9200/") and find_spec("opensearchpy") is None


@pytest.mark.parametrize("engine", ["solr", "elasticsearch7", "elasticsearch8", "opensearch2", "elasticsearch", ""])
def test_a_search_engine_that_was_never_run_is_refused(engine):
    with pytest.raises(ImproperlyConfigured, match=r"elasticsearch9\+https:// or opensearch3\+https://"):
        search_address(f"{engine}+https://one:9200")


@pytest.mark.parametrize("rest", ["", "+", "+https://", "+one:9200", "+https://one:9200,", "+ftp://one"])
def test_a_search_cluster_without_hosts_is_refused(rest):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL"):
        search_address(f"elasticsearch9{rest}")


@pytest.mark.parametrize(
    ("address", "tls", "ssl"),
    [
        ("smtp+tls://site:p%40ss@mail.example.org:587", True, False),
        ("smtp+ssl://site:p%40ss@mail.example.org:465", False, True),
        ("smtp://site:p%40ss@mail.example.org:25", False, False),
    ],
)
def test_a_mail_server(address, tls, ssl):
    found = email_settings(address)
    assert found["EMAIL_HOST"] == "mail.example.org"
    assert found["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert (found.get("EMAIL_USE_TLS", False), found.get("EMAIL_USE_SSL", False)) == (tls, ssl)


def test_a_bucket_for_files():
    found = storage_settings("s3://KEY:SE%2FCRET@files?region=ca-central-1&endpoint=https://s3.example.org")["OPTIONS"]
    assert (found["bucket_name"], found["access_key"], found["secret_key"]) == ("files", "KEY", "SE/CRET")
    assert (found["region_name"], found["endpoint_url"]) == ("ca-central-1", "https://s3.example.org")


def test_a_storage_that_is_no_bucket_is_refused():
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL"):
        storage_settings("https://files.example.org")


def test_a_bucket_is_a_storage_without_asking_the_network():
    found = storage_settings("s3://KEY:SECRET@files?region=ca-central-1")
    assert import_string(found["BACKEND"])(**found["OPTIONS"]).bucket_name == "files"


def test_nobody_waits_long_for_redis():
    options = cache_settings("redis://cache:6379/1")["OPTIONS"]
    assert options["SOCKET_TIMEOUT"] == options["SOCKET_CONNECT_TIMEOUT"] == 1


def test_a_redis_that_is_away_is_an_empty_cache():
    cache = RedisCache("redis://127.0.0.1:1/1", cache_settings("redis://127.0.0.1:1/1"))
    assert cache.get("a", 7) == 7 and not cache.add("a", 1) and not cache.delete("a")
    assert cache.get_many(["a"]) == {} and cache.incr("a") is None


# The settings as a process of its own finds them


def told_by(script, **environment):
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"SECRET_KEY": "x" * 60, "PUBLIC_URL": "", "DJANGO_SETTINGS_MODULE": "cms.settings"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def settings_with(names, **environment):
    script = f"import cms.settings as s; print(*[getattr(s, name) for name in {names!r}.split()], sep='|')"
    return told_by(script, **environment)


def test_https_means_redirect_and_strict_transport():
    names = "SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_NAME"
    assert settings_with(names, PUBLIC_URL="https://www.example.org") == "True|31536000|__Host-session"


def test_http_on_this_machine_keeps_host_cookies_without_redirect():
    names = "SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_NAME SESSION_COOKIE_SECURE"
    assert settings_with(names) == "False|0|__Host-session|True"


def test_the_public_address_follows_host_and_port():
    assert settings_with("PUBLIC_URL", HOST="localhost", PORT="8123") == "http://localhost:8123"


def test_listening_to_the_world_without_https_is_refused():
    assert "Use https" in settings_with("PUBLIC_URL", HOST="0.0.0.0")  # noqa: S104 - what is refused


@pytest.mark.parametrize(("where", "url"), [("cluster", ""), ("database", ""), ("", ADDRESS), ("Cluster", ADDRESS)])
def test_what_cannot_count_lists_is_refused(where, url):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_LISTS"):
        counting_of_lists(where, url)


@pytest.mark.parametrize(("where", "url"), [("memory", ""), ("memory", ADDRESS), ("cluster", ADDRESS)])
def test_lists_are_counted_in_memory_or_by_a_cluster(where, url):
    assert counting_of_lists(where, url) == where
