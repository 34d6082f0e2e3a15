"""A working copy never goes live by itself, stays with its page, and is found nowhere by visitors."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from copies.beginning import make
from copies.in_place import copy_of, row_of
from copies.models import WorkingCopy
from copies.putting_away import put_away_what_is_done
from core.going_live import CannotGoLive
from core.visibility import in_bin, is_private, without_copies
from moderation.approval import Refused, approve, version_of
from recycle.binning import put_in_bin
from recycle.models import Binned
from recycle.restoring import restore
from resources.duplicates.duplicate_index import present
from tests import factories
from tests.copies.conftest import decide, fresh, rewrite, send
from tests.moderation.forms import plain_page


@pytest.fixture
def locale(db):
    return Locale.objects.get_or_create(language_code="fr")[0]


def stock(name, *keys):
    return reverse(f"wagtailadmin_pages:{name}", args=[one.pk for one in keys])


def bulk(action, page):
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}"


def test_the_one_way_to_going_live_refuses(row):
    with pytest.raises(CannotGoLive, match="working copy"):
        row.copy.get_latest_revision().publish()
    assert not fresh(row.copy).live


DOORS = {
    "editor": lambda copy: (stock("edit", copy), plain_page(copy) | {"action-publish": "1"}),
    "schedule": lambda copy: (
        stock("edit", copy),
        plain_page(copy) | {"action-publish": "1", "go_live_at": "2099-01-01 10:00"},
    ),
    "several": lambda copy: (bulk("publish", copy), {}),
    "with what is below": lambda copy: (bulk("publish", copy.get_parent()), {"include_descendants": "on"}),
    "move": lambda copy: (stock("move_confirm", copy, copy.get_parent().get_parent()), {}),
    "several move": lambda copy: (bulk("move", copy), {"chooser": str(copy.get_parent().get_parent().pk)}),
    "copy": lambda copy: (
        stock("copy", copy),
        {"new_title": "Again", "new_slug": "again", "new_parent_page": copy.get_parent().get_parent().pk},
    ),
    "copy with what is below": lambda copy: (
        stock("copy", copy.get_parent()),
        {
            "new_title": "Again",
            "new_slug": "again",
            "new_parent_page": copy.get_parent().get_parent().pk,
            "copy_subpages": "on",
        },
    ),
    "add below": lambda copy: (
        reverse("wagtailadmin_pages:add", args=["home", "standardpage", copy.pk]),
        plain_page(copy) | {"slug": "below"},
    ),
    "copy of the copy": lambda copy: (reverse("copies_make", args=[copy.pk]), {}),
    "translate": lambda copy: (
        reverse("wagtail_localize:submit_page_translation", args=[copy.pk]),
        {"locales": [Locale.objects.get(language_code="fr").pk]},
    ),
}


def test_no_door_takes_it_for_a_page_like_any_other(row, administrator, sign_in, locale):
    copy, client = row.copy.specific, sign_in(administrator)
    before = list(Page.objects.order_by("pk").values_list("pk", "path", "slug", "live"))
    for door, way in DOORS.items():
        address, fields = way(copy)
        assert client.post(address, fields).status_code in (200, 302, 403, 404), door
        assert list(Page.objects.order_by("pk").values_list("pk", "path", "slug", "live")) == before, door
    assert not copy.revisions.exclude(approved_go_live_at=None).exists()


def test_nothing_moves_below_a_copy_and_it_is_not_translated(row, page, locale):
    other = factories.standard_page()
    assert not other.can_move_to(row.copy)
    assert not type(other).can_create_at(row.copy)
    with pytest.raises(ValidationError):
        row.copy.specific.copy_for_translation(locale, copy_parents=True)


PUBLIC = [
    "/",
    "/housing/",
    "/sitemap.xml",
    "/search/?q=Zebra",
    "/api/v2/pages/?limit=50",
    "/api/v2/pages/?search=Zebra",
]


def test_visitors_find_it_nowhere(row, editor, client):
    rewrite(row.copy, editor, title="Zebra", lead="Zebra crossing.")
    Page.objects.filter(pk=row.copy_id).update(title="Zebra", show_in_menus=True)
    for address in PUBLIC:
        found = client.get(address, follow=True).content.decode()
        assert "working-copy" not in found, address
        assert "Zebra crossing" not in found, address
    assert client.get("/housing/working-copy/").status_code == 404
    assert client.get(f"/api/v2/pages/{row.copy_id}/").status_code == 404


def test_it_is_as_private_as_its_page(page, row):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert is_private(row.copy.path)


def test_it_is_no_target_of_a_link_and_marked_in_lists(page, row, administrator, sign_in):
    client = sign_in(administrator)
    chooser = client.get(reverse("wagtailadmin_choose_page_child", args=[page.pk])).content.decode()
    assert "working-copy" not in chooser
    assert "Housing (working copy)" in client.get(reverse("wagtailadmin_explore", args=[page.pk])).content.decode()


def test_a_copy_is_no_duplicate(editor):
    page = factories.resource(title="What peers say about safer supply", doi="10.1000/182")
    copy = make(page, editor).copy.specific
    assert copy.identifier != page.identifier
    assert present().same_as("10.1000/182", (), page.title, but=page.pk) == []
    assert present().same_as("10.1000/182", (), page.title, but=copy.pk) == []
    assert [one.page_pk for one in present().same_as("10.1000/182")] == [page.pk]
    assert list(without_copies(type(page).objects.all())) == [page]


def test_a_page_and_its_copy_go_to_the_bin_together_and_come_back(page, row, administrator, moderator, editor):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    put_in_bin([fresh(page)], administrator)
    assert in_bin(fresh(row.copy))
    with pytest.raises(Refused):
        decide(state, moderator)
    restore(Binned.objects.get(page=page), administrator)
    assert copy_of(fresh(page)) == row
    decide(send(row.copy, editor), moderator)
    assert fresh(page).title == "Homes"


def test_a_page_that_moves_takes_its_copy_along(page, row, editor, moderator):
    fresh(page).move(factories.standard_page(), pos="last-child")
    assert fresh(row.copy).get_parent().pk == page.pk
    rewrite(row.copy, editor, title="Homes")
    decide(send(row.copy, editor), moderator)
    assert fresh(page).title == "Homes"


def test_one_that_was_thrown_away_makes_room_and_is_done_with(page, row, administrator, editor, sign_in):
    sign_in(editor).post(stock("delete", row.copy))
    assert copy_of(page) is None
    second = make(fresh(page), editor)
    assert second.pk != row.pk
    restore(Binned.objects.get(page=row.copy_id), administrator)
    assert copy_of(page) == second
    with pytest.raises(CannotGoLive, match="done with"):
        send(row.copy, editor)


def test_what_a_process_left_is_put_away_once_and_stays_when_restored(
    page, row, editor, moderator, administrator, django_capture_on_commit_callbacks
):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    # The process ends before what it was to do after the commit.
    decide(state, moderator)
    assert not in_bin(fresh(row.copy))
    put_away_what_is_done()
    assert in_bin(fresh(row.copy))
    restore(Binned.objects.get(page=row.copy_id), administrator)
    put_away_what_is_done()
    assert not in_bin(fresh(row.copy))
    assert row_of(row.copy).ended_at


def test_two_approvals_apply_it_once(page, row, editor, moderator, second_moderator):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    version = version_of(fresh(row.copy).get_latest_revision())
    approve(state, moderator, version)
    count = fresh(page).revisions.count()
    with pytest.raises(Refused):
        approve(state, second_moderator, version)
    assert fresh(page).revisions.count() == count
    assert WorkingCopy.objects.exclude(ended_at=None).count() == 1
