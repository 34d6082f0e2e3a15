"""A page about which others decide, or have decided, is deleted by nobody who could not change it."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Revision, TaskState

from home.models import StandardPage
from moderation.approval import approve, version_of
from moderation.submission import submit
from tests import factories

pytestmark = pytest.mark.django_db


def in_review(page, editor):
    submit(page, editor)
    return "is in review"


def scheduled(page, editor):
    page.go_live_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision(user=editor)
    state = submit(page, editor).current_task_state
    approve(state, factories.moderator(), version_of(StandardPage.objects.get(pk=page.pk).get_latest_revision()))
    return "is approved and scheduled"


def locked(page, editor):
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=factories.moderator(), locked_at=timezone.now())
    return "is locked by somebody else"


@pytest.fixture(params=[in_review, scheduled, locked])
def held(request, section, editor):
    """A draft, and why it is held."""
    page = factories.standard_page(title="Held", parent=section, owner=editor, live=False)
    page.save_revision(user=editor)
    return page, request.param(page, editor)


@pytest.fixture
def section(editor):
    return factories.standard_page(title="Above", slug="above", owner=editor, live=False)


def stands():
    return (
        list(Page.objects.order_by("pk").values_list("pk", "path", "slug", "live")),
        list(TaskState.objects.order_by("pk").values_list("pk", "status")),
        list(Revision.objects.exclude(approved_go_live_at=None).order_by("pk").values_list("pk", flat=True)),
    )


def may_delete_several(person):
    right = Permission.objects.get(codename="bulk_delete_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=person.groups.first(), page=Page.get_first_root_node(), permission=right)


@pytest.mark.parametrize("door", ["itself", "what stands above", "several at once"])
def test_an_editor_is_told_why_not(held, door, section, editor, client):
    page, reason = held
    client.force_login(editor)
    before = stands()
    one = section if door == "what stands above" else page
    may_delete_several(editor)
    address = reverse("wagtailadmin_pages:delete", args=[one.pk])
    if door == "several at once":
        bulk, to = (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]),
            reverse("wagtailadmin_reports:locked_pages"),
        )
        address = f"{bulk}?id={page.pk}&next={to}"
    answer = client.post(address, follow=True)
    assert reason in answer.content.decode()
    assert stands() == before


def test_an_administrator_may(held, administrator, client):
    page, _reason = held
    client.force_login(administrator)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.get(pk=page.pk).url_path.startswith("/recycle-bin/")


def test_who_reviews_it_may(section, editor, moderator, client):
    page = factories.standard_page(title="Held", parent=section, owner=editor, live=False)
    page.save_revision(user=editor)
    in_review(page, editor)
    client.force_login(moderator)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.get(pk=page.pk).url_path.startswith("/recycle-bin/")
