"""People, organisations and terms on the site map."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_it_names_listed_people_and_organisations(client):
    factories.home()
    shown, hidden = factories.person(), factories.person(is_listed=False)
    organisation = factories.organisation()
    text = client.get("/sitemap.xml").content.decode()
    assert f"{shown.get_absolute_url()}</loc>" in text
    assert f"{organisation.get_absolute_url()}</loc>" in text
    assert f"/{hidden.slug}/</loc>" not in text


def test_it_names_terms_of_public_pages_only(client):
    carried, of_a_draft = factories.term("topic", "Housing"), factories.term("topic", "Secret plan")
    factories.event(terms=[carried])
    factories.event(terms=[of_a_draft], live=False)
    text = client.get("/sitemap.xml").content.decode()
    assert "/terms/topic/housing/</loc>" in text
    assert "secret-plan" not in text
