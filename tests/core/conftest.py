"""Who writes in these tests."""

import pytest
from django.contrib.auth.models import Group

from moderation.groups import set_up_groups
from tests import factories


@pytest.fixture
def editor(client, db):
    set_up_groups()
    factories.moderator()
    user = factories.user(first_name="Ed")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client
