import pytest
from django.core.cache import cache

from tests import factories


@pytest.fixture(autouse=True)
def _nobody_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def member(db):
    factories.home()
    return factories.user("member@example.org")


@pytest.fixture
def administrator(db):
    factories.home()
    return factories.user("admin@example.org", is_superuser=True)
