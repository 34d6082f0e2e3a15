"""The people of the network office, and a page that one of them wrote."""

import pytest
from django.contrib.auth.models import Group

from moderation.groups import set_up_groups
from moderation.submission import submit
from tests import factories


@pytest.fixture
def groups(db):
    """With a moderator who looks at the site, and wants no mail."""
    set_up_groups()
    factories.moderator()


def _person(name, group):
    person = factories.user(f"{name}@example.org", first_name=name.capitalize())
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def editor(groups):
    return _person("edda", "Editors")


@pytest.fixture
def moderator(groups):
    return _person("mona", "Moderators")


@pytest.fixture
def second_moderator(groups):
    return _person("milo", "Moderators")


@pytest.fixture
def translator(groups):
    return _person("tara", "Translators")


@pytest.fixture
def administrator(groups):
    return _person("ada", "Administrators")


@pytest.fixture
def member(groups):
    return _person("mia", "Members")


@pytest.fixture
def draft(editor):
    """A resource that may go live, written by the editor."""
    page = factories.resource(live=False, owner=editor)
    page.title = "What peers say"
    page.save_revision(user=editor)
    return page


@pytest.fixture
def waiting(draft, editor):
    """The step that the editor's page waits at."""
    return submit(draft, editor).current_task_state


@pytest.fixture
def sign_in(client):
    def as_person(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_person
