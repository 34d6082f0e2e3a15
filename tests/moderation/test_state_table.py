"""Who can change what visitors see, where a page stands, through which address: found by trying every one of them.

The addresses are those of the URL resolver that name a page, its review, a version or a translation of it. What a role
can change there stands in ALLOWED; whatever else changes something fails, also through an address that is new.
"""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, TaskState
from wagtail.rich_text import RichText

from bundles.standing import put_in_new
from copies.beginning import make
from core.new_rows import names_version
from home.models import StandardPage
from moderation.approval import approve, version_of
from moderation.submission import submit
from tests import factories
from tests.moderation.forms import plain_page
from tests.website.all_addresses import addresses

pytestmark = [pytest.mark.sweep, pytest.mark.django_db]

ROLES = ["editor", "moderator", "translator", "member"]
# Names of places in addresses by which a page is meant.
PAGE = ("page_id", "page_pk", "page_to_move_id", "parent_page_id", "task_state_id")
API_ACTIONS = "publish unpublish delete move copy convert_alias create_alias revert_to_page_revision".split()
REVIEW_ACTIONS = "approve reject review".split()
BULK_ACTIONS = "publish unpublish delete move".split()


def draft(editor):
    return factories.standard_page(title="As it is", slug="as-it-is", owner=editor, live=False, body=WORDS)


def live(editor):
    return factories.standard_page(title="As it is", slug="as-it-is", owner=editor, body=WORDS)


def changed(editor):
    page = StandardPage.objects.get(pk=live(editor).pk)
    page.title = "As it may be"
    page.save_revision(user=editor)
    return page


def in_review(editor):
    page = changed(editor)
    submit(page, editor)
    return page


def new_in_review(editor):
    page = draft(editor)
    page.save_revision(user=editor)
    submit(page, editor)
    return page


def scheduled(editor):
    page = draft(editor)
    page.go_live_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision(user=editor)
    state = submit(page, editor).current_task_state
    approve(state, factories.moderator(), version_of(StandardPage.objects.get(pk=page.pk).get_latest_revision()))
    return page


def in_a_bundle(editor):
    """Approved, and waiting for the others."""
    page = draft(editor)
    page.save_revision(user=editor)
    put_in_new(page.pk, "Spring", editor)
    state = submit(page, editor).current_task_state
    approve(state, factories.moderator(), version_of(StandardPage.objects.get(pk=page.pk).get_latest_revision()))
    return page


def unpublished(editor):
    page = live(editor)
    StandardPage.objects.get(pk=page.pk).unpublish()
    return page


def copy_in_review(editor):
    copy = StandardPage.objects.get(pk=make(live(editor), editor).copy_id)
    copy.title = "As it may be"
    copy.save_revision(user=editor)
    submit(copy, editor)
    return copy


WORDS = [("text", RichText("<p>Words.</p>"))]
STATES = [draft, live, changed, in_review, new_in_review, scheduled, in_a_bundle, unpublished, copy_in_review]


def doors(page: Page) -> Iterator[tuple[str, str]]:
    """Each with the name under which it stands in the table."""
    state = page.current_workflow_task_state
    elsewhere = Page.objects.get(slug="elsewhere")
    places = dict.fromkeys(PAGE, page.pk) | {
        "task_state_id": state.pk if state else 0,
        "revision_id": page.latest_revision_id,
        "destination_id": elsewhere.pk,
        "action_name": "",
        "user_id": page.owner_id,
    }
    for address in addresses("admin/"):
        if not any(f":{name}>" in address for name in PAGE) and "api/main/pages/<int:pk>" not in address:
            continue
        actions = API_ACTIONS if "api/main" in address else REVIEW_ACTIONS
        for action in actions if "action_name" in address else [""]:
            filled = address.replace("<int:pk>", str(page.pk)).replace("<str:action_name>", action)
            filled = filled.replace("<slug:action_name>", action)
            for name, value in places.items():
                filled = filled.replace(f"<int:{name}>", str(value))
            if "<" not in filled and "(" not in filled:
                yield f"{address} {action}".strip(), filled
    for action in BULK_ACTIONS:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        yield f"bulk {action}", f"{address}?id={page.pk}"


def everything(page: StandardPage) -> dict[str, str]:
    """All that any of the forms asks for, at once, so that it is the rights that refuse."""
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    elsewhere = Page.objects.get(slug="elsewhere")
    return plain_page(draft) | {
        "title": "Changed by the back door",
        "action-publish": "1",
        "include_descendants": "on",
        "confirm_site_name": "x",
        "restriction_type": PageViewRestriction.LOGIN,
        "decision": "approve",
        "version": version_of(draft.get_latest_revision()),
        "names": names_version(draft),
        "comment": "Why.",
        "chooser": str(elsewhere.pk),
        "destination": str(elsewhere.pk),
        "destination_page_id": str(elsewhere.pk),
        "position": "0",
        "answer": "archive",
        "confirm": "yes",
    }


def visible() -> tuple:
    """What visitors see and will see by itself, and what was decided."""
    names = ("pk", "path", "title", "slug", "url_path", "live", "show_in_menus", "live_revision", "expire_at")
    return (
        list(Page.objects.filter(live=True).order_by("pk").values_list(*names)),
        list(PageViewRestriction.objects.order_by("pk").values_list("pk", "restriction_type")),
        list(
            Revision.objects.exclude(approved_go_live_at=None).order_by("pk").values_list("pk", "approved_go_live_at")
        ),
        list(TaskState.objects.order_by("pk").values_list("pk", "status")),
    )


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
    before = visible()
    found = set()
    for role in ROLES:
        client = sign_in(request.getfixturevalue(role))
        for name, address in list(doors(page)):
            with transaction.atomic():
                answer = client.post(address, everything(page))
                assert answer.status_code < 500, (role, name)
                if visible() != before:
                    found.add((role, name))
                transaction.set_rollback(True)
    assert found == {("moderator", name) for name, states in ALLOWED.items() if stand.__name__ in states}
