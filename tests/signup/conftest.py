"""What the tests of signing up share."""

import re

import pytest
from django.core.cache import cache

from signup.robots import QUICKEST
from tests import factories


@pytest.fixture(autouse=True)
def nobody_has_knocked():
    cache.clear()


@pytest.fixture
def unhurried(monkeypatch):
    """Forms count as open for long enough at once."""
    monkeypatch.setattr("signup.robots.QUICKEST", -QUICKEST)


@pytest.fixture
def event(db):
    return factories.event(title="Kitchen table talk", sign_up_here=True)


def opened(client, address):
    """The token of a form, as it is sent along."""
    page = client.get(address).content.decode()
    return re.search(r'name="opened" value="([^"]+)"', page).group(1)


@pytest.fixture
def send(client, unhurried):
    """Fills in the form of an event and sends it."""

    def fill(event, email="kit@example.org", address="", **fields):
        address = address or f"{event.url}sign-up/"
        given = {"name": "Kit", "email": email, "language": "en", "time_zone": "America/Halifax"}
        return client.post(address, given | {"opened": opened(client, address)} | fields)

    return fill
