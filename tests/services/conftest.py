"""The site on a real PostgreSQL and a real Redis: two processes of the web server, with the demo content.

And clusters of Elasticsearch and of OpenSearch, with three nodes each.
"""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from search.cluster import sync
from search.cluster.cluster_client import client_for
from tests.browser.conftest import ROOT, Running, _free_port, _wait_for
from tests.services.cluster import Cluster
from tests.services.relay import Relay

DATABASE, CACHE = os.environ.get("DATABASE_URL", ""), os.environ.get("CACHE_URL", "")


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL in which databases may be made."""
    if not DATABASE.startswith("postgres"):
        pytest.skip("DATABASE_URL names no PostgreSQL: make test-services starts one.")
    return DATABASE


@pytest.fixture(params=["elasticsearch", "opensearch"])
def cluster(request):
    """Three nodes of each engine; what a test does to them is mended after it."""
    variable = f"{request.param.upper()}_URL"
    if not os.environ.get(variable):
        pytest.skip(f"{variable} names no cluster: make test-services starts one.")
    cluster = Cluster(request.param, os.environ[variable])
    yield cluster
    cluster.mend()


@pytest.fixture
def at_cluster(cluster, settings):
    """Search is asked of the cluster, in indexes of its own."""
    settings.SEARCH_URL = cluster.with_prefix(f"t{secrets.token_hex(4)}_")
    client_for.cache_clear()
    yield cluster
    cluster.mend()
    for name in sync.client().indices():
        sync.client().delete_index(name)


@pytest.fixture(scope="session")
def relay():
    """Stands between the site and Redis, and can be closed."""
    if not CACHE.startswith("redis://"):
        pytest.skip("CACHE_URL names no Redis: make test-services starts one.")
    parts = urlsplit(CACHE)
    with Relay((parts.hostname, parts.port or 6379)) as found:
        yield found


@pytest.fixture(scope="session")
def site_database(postgresql):
    """A database of its own. SITE_DATABASE_URL names one that holds the demo site already (for trying things)."""
    if url := os.environ.get("SITE_DATABASE_URL"):
        yield url
        return
    name = f"site_{os.getpid()}"
    with psycopg.connect(urlsplit(postgresql)._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield urlsplit(postgresql)._replace(path=f"/{name}").geturl()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def site(site_database, relay, tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("site"), _free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | {
        "VAR_DIR": str(folder),
        "DATABASE_URL": site_database,
        "CACHE_URL": f"redis://127.0.0.1:{relay.port}/1",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "only-for-tests-of-services-only-for-tests-of-services-only",
    }
    running = Running(environment["PUBLIC_URL"], environment)
    if not os.environ.get("SITE_DATABASE_URL"):
        running.manage("migrate", "-v0")
        running.manage("create_demo_site")
    running.manage("collectstatic", "--noinput", "-v0")
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", f"--bind=127.0.0.1:{port}", "--workers=2"]
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(f"{running.url}/healthz", process)
            yield running
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def log_of(site):
    """What the site has written into its log."""
    return lambda: (Path(site.environment["VAR_DIR"]) / "log.txt").read_text()
