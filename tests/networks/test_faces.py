"""A person is shown by a photo, and by initials until there is one."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    return factories.person("Ada Moss", organisation=factories.organisation())


def test_the_page_of_a_person_without_photo_shows_initials(client, somebody):
    assert '<p class="initials" aria-hidden="true">AM</p>' in client.get(somebody.get_absolute_url()).content.decode()


def test_lists_of_people_show_initials(client, somebody):
    for address in ("/people/", somebody.organisation.get_absolute_url()):
        html = client.get(address).content.decode()
        assert "AM" in html[html.index('class="face"') :][:60]
