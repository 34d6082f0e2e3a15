"""A form of something new that is on its way twice at the same time makes one thing."""

import uuid

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail import hooks

from core.models import GlossaryEntry
from home.models import StandardPage
from moderation.groups import set_up_groups
from tests import factories
from tests.core.test_page_form import NOT_YET, fields_of
from tests.core.test_unapproved_rows import below
from tests.services import COMMITTED
from tests.services.side import Side

pytestmark = COMMITTED
KINDS = {"page": ("after_create_page", StandardPage), "row": ("after_create_snippet", GlossaryEntry)}


@pytest.fixture(autouse=True)
def on_postgresql(postgresql):
    """SQLite lets one write at a time."""


def form_of(kind):
    if kind == "page":
        return f"/admin/pages/add/home/standardpage/{factories.home().pk}/", fields_of(StandardPage, **NOT_YET)
    words = {"acronym": "KEPT"} | below("meanings", language="en", meaning="Kept")
    return "/admin/snippets/core/glossaryentry/add/", words


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_on_its_way_twice_makes_one_thing(kind):
    set_up_groups()
    editor = factories.user("edda@example.org")
    editor.groups.add(Group.objects.get(name="Editors"))
    address, fields = form_of(kind)
    window, answers = str(uuid.uuid4()), []
    hook, made = KINDS[kind]

    def send():
        client = Client()
        client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post(address, fields | {"kept_as": window}, headers={"Accept": "application/json"})
        answers.append(answer.json()["success"])

    again = Side(send)

    def meanwhile(*_args):
        if again.ident is None:
            again.start_and_wait_until_it_waits()

    # Before it is noted that it was made.
    with hooks.register_temporarily(hook, meanwhile, order=-50):
        send()
    again.join(30)
    assert again.error is None
    assert answers == [True, True]
    assert made.objects.count() == 1
