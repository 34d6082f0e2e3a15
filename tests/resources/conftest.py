"""An editor of the network office."""

import pytest
from django.contrib.auth.models import Group

from moderation.groups import set_up_groups
from tests import factories


@pytest.fixture
def editor(db):
    set_up_groups()
    factories.moderator()
    person = factories.user("edda@example.org", first_name="Edda")
    person.groups.add(Group.objects.get(name="Editors"))
    return person
