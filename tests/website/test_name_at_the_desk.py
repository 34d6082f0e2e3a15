"""The desk speaks in the name of the network, also to those who hear it."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Site

from core.models import SiteSettings, SiteText
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(get_user_model().objects.create_superuser("a@example.org", password="only-for-tests"))
    return client


def test_the_summary_of_the_desk_names_the_network(desk):
    factories.home()
    named = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    named.texts = [SiteText(language="en", name="Lantern Network")]
    named.save()
    html = desk.get("/admin/").text
    assert html.count("created in Lantern Network") == 3
    assert "Commonplace" not in html
