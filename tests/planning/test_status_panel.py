"""Wagtail's panel beside the editor says its hours with their zone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.planning.conftest import DAY

pytestmark = pytest.mark.django_db
WORDS = "These hours are in Pacific Time."


def panel(client, page):
    client.force_login(factories.user(is_superuser=True))
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_an_hour_stands_with_its_zone(field, client):
    page = factories.standard_page(live=field == "expire_at", **{field: timezone.now() + DAY})
    page.save_revision()
    assert WORDS in panel(client, page)


def test_without_an_hour_nothing_is_said_of_zones(client):
    assert WORDS not in panel(client, factories.standard_page())
