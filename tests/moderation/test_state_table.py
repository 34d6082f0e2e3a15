"""Who can change what visitors see, where a page stands, through which address: found by trying every one of them.

The addresses are those of the URL resolver that name a page, its review, a version or a translation of it. What a role
can change there stands in ALLOWED; whatever else changes something fails, also through an address that is new.
Doors that name something else of a page (a bundle, a link, a translation) have rows in `test_newer_doors.py`.
"""

import pytest
from django.db import transaction

from home.models import StandardPage
from tests import factories
from tests.moderation.page_doors import doors, everything, visible
from tests.moderation.page_states import STATES

pytestmark = [pytest.mark.sweep, pytest.mark.django_db]

ROLES = ["editor", "moderator", "translator", "member"]


# What moderators can do about the page of somebody else. Editors, translators and members change nothing of it here.
ALLOWED = {
    "/admin/moderate/<int:page_id>/privacy/": {one.__name__ for one in STATES},
    "/admin/moderate/<int:page_id>/unpublish/": {"live", "changed", "in_review"},
    "/admin/moderate/<int:page_id>/move/": {"live", "changed", "in_review"},
    "/admin/moderate/<int:page_id>/unschedule/": {"scheduled"},
    "/admin/review/<int:task_state_id>/": {"in_review", "new_in_review", "copy_in_review"},
    "/admin/pages/<int:page_id>/delete/": {"new_in_review", "copy_in_review"},
}


@pytest.mark.parametrize("stand", STATES)
def test_each_role_changes_what_the_table_says_and_nothing_else(stand, request, editor, sign_in):
    factories.standard_page(slug="elsewhere")
    page = StandardPage.objects.get(pk=stand(editor).pk)
    before, fields, addresses = visible(), everything(page), list(doors(page))
    found = set()
    for role in ROLES:
        client = sign_in(request.getfixturevalue(role))
        for name, address in addresses:
            with transaction.atomic():
                answer = client.post(address, fields)
                assert answer.status_code < 500, (role, name)
                if visible() != before:
                    found.add((role, name))
                transaction.set_rollback(True)
    assert found == {("moderator", name) for name, states in ALLOWED.items() if stand.__name__ in states}
