"""What was deleted comes back as it was."""

import datetime
import random

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from care.models import PageCare
from care.review_dates import keep_rows
from core.models import PagePart, PageTerm, RelatedPage
from moderation.submission import submit
from recycle import binning
from recycle.binning import put_in_bin
from recycle.emptying import empty_what_is_over
from recycle.models import Binned, BinnedPage
from recycle.restoring import restore
from recycle.the_bin import Refused
from resources.models import WithdrawnResource
from search.indexing.entries import Entry
from tests import factories

pytestmark = pytest.mark.django_db


def bin_of(*pages, user=None):
    return put_in_bin([Page.objects.get(pk=page.pk) for page in pages], user)


def the_site():
    """All that a deletion may have touched, in the order of the tree; the bin itself is not of the site."""
    pages = Page.objects.filter(depth__gt=1).exclude(slug="recycle-bin").order_by("path")
    states = "pk depth slug url_path title live has_unpublished_changes live_revision_id expired go_live_at expire_at"
    states += " first_published_at last_published_at latest_revision_id translation_key numchild owner_id locked"
    return {
        "pages": list(pages.values_list(*states.split())),
        "versions": sorted(Revision.objects.values_list("pk", "approved_go_live_at"), key=lambda row: row[0]),
        "relations": set(RelatedPage.objects.values_list("page_id", "related_id", "kind")),
        "terms": set(PageTerm.objects.values_list("page_id", "term_id")),
        "parts": set(PagePart.objects.values_list("page_id", "kind", "block_id", "text")),
        "redirects": set(Redirect.objects.values_list("old_path", "redirect_page_id", "redirect_link")),
        "entries": set(Entry.objects.values_list("object_id", "title", "text")),
    }


def grow(chance):
    """A small random tree below two sections, with drafts, translations, relations and an old address."""
    tops = [factories.network_page(), factories.network_page()]
    pages = list(tops)
    for _number in range(5):
        parent = Page.objects.get(pk=chance.choice(pages).pk).specific
        pages.append(factories.network_page(parent=parent, live=parent.live and chance.random() < 0.8))
    one, other = chance.sample(pages, 2)
    RelatedPage.objects.create(page=one, related=other, kind=RelatedPage.Kind.NEWER)
    pages.append(factories.in_french(tops[0]))
    renamed = Page.objects.get(pk=pages[2].pk).specific
    renamed.slug = "another-slug"
    renamed.save_revision().publish() if renamed.live else renamed.save()
    changed = Page.objects.get(pk=chance.choice(pages).pk).specific
    changed.title = "A newer title"
    changed.save_revision()
    pages += [factories.resource(), factories.event(), factories.event()]
    return [page.pk for page in pages]


SHOWN = [
    "/sitemap.xml",
    "/resources/feed/",
    "/events/feed/",
    "/events/?view=month",
    "/network/",
    "/search/?q=NetworkPage",
]


def shown(client):
    """What visitors are given; names of what was made anew for this answer aside."""
    return {address: client.get(address).content.decode() for address in SHOWN}


@pytest.mark.parametrize("seed", range(2))
def test_random_trees_come_back_equal_in_any_order(seed, administrator, client, django_capture_on_commit_callbacks):
    chance = random.Random(seed)
    with django_capture_on_commit_callbacks(execute=True):
        keys = grow(chance)
    before, seen = the_site(), shown(client)
    with django_capture_on_commit_callbacks(execute=True):
        for key in [*chance.sample(keys[:-3], 4), *keys[-3:-1]]:
            page = Page.objects.get(pk=key)
            try:
                put_in_bin([page], administrator)
            except Refused:
                assert BinnedPage.objects.filter(page=page).exists()
    assert the_site() != before and shown(client) != seen
    with django_capture_on_commit_callbacks(execute=True):
        while entries := list(Binned.objects.all()):
            chance.shuffle(entries)
            for entry in entries:
                try:
                    restore(entry, administrator)
                except Refused:
                    assert entry.parent.url_path.startswith("/recycle-bin/")
    after = the_site()
    for name, rows in before.items():
        assert after[name] == rows, name
    assert shown(client) == seen


def test_a_subtree_goes_and_comes_back(section, administrator, client):
    address, site = section.get_url(), the_site()
    (entry,) = bin_of(section, user=administrator)
    assert entry.count == 3
    assert client.get(address).status_code == 404
    assert not Page.objects.filter(live=True, title__in=["Housing", "Shelters", "In winter"]).exists()
    restore(entry, administrator)
    assert client.get(address).status_code == 200
    assert the_site() == site
    assert not Binned.objects.exists()


def test_what_was_said_of_it_stays_in_its_history(section, administrator):
    (entry,) = bin_of(section, user=administrator)
    restore(entry, administrator)
    acts = set(PageLogEntry.objects.filter(page=section).values_list("action", flat=True))
    assert {"recycle.delete", "recycle.restore"} <= acts


def test_the_parent_comes_first(section, administrator):
    below = section.get_children()[0]
    (child,) = bin_of(below, user=administrator)
    (parent,) = bin_of(section, user=administrator)
    with pytest.raises(Refused):
        restore(child, administrator)
    assert Binned.objects.count() == 2
    restore(parent, administrator)
    restore(child, administrator)
    assert Page.objects.get(pk=below.pk).get_parent().pk == section.pk


def test_the_old_address_leads_to_another_place(section, administrator, client):
    other = factories.network_page(title="Elsewhere")
    below = section.get_children()[0]
    old = below.get_url()
    (entry,) = bin_of(below, user=administrator)
    restore(entry, administrator, parent=other)
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith(Page.objects.get(pk=below.pk).get_url())


def test_another_page_may_have_its_address_by_now(section, administrator):
    (entry,) = bin_of(section, user=administrator)
    factories.network_page(slug=section.slug)
    done = restore(entry, administrator)
    assert done.other_slug == f"{section.slug}-1" or done.other_slug == f"{section.slug}-2"
    assert Page.objects.get(pk=section.pk).slug == done.other_slug


def test_a_page_that_breaks_a_rule_by_now_is_a_draft(administrator):
    page = factories.resource()
    (entry,) = bin_of(page, user=administrator)
    PageTerm.objects.filter(page=page).delete()
    done = restore(entry, administrator)
    assert done.drafts and not Page.objects.get(pk=page.pk).live


def test_who_lost_the_right_to_publish_sees_it_no_more(section, keeper_of):
    keeper = keeper_of(section)
    (entry,) = bin_of(section.get_children()[0], user=keeper)
    keeper.groups.clear()
    with pytest.raises(Refused):
        restore(entry, keeper)
    assert Binned.objects.filter(pk=entry.pk).exists()


def test_times_that_passed_in_the_bin_stay_passed(administrator):
    soon = timezone.now() + datetime.timedelta(days=1)
    page = factories.network_page(live=False)
    page.go_live_at = soon
    version = page.save_revision(approved_go_live_at=soon)
    (entry,) = bin_of(page, user=administrator)
    version.refresh_from_db()
    assert version.approved_go_live_at is None
    row = entry.pages.get()
    row.schedule = [[version.pk, (timezone.now() - datetime.timedelta(hours=1)).isoformat()]]
    row.save()
    restore(entry, administrator)
    version.refresh_from_db()
    assert version.approved_go_live_at is None


def test_a_review_ends_and_it_is_said(draft_in_review, administrator):
    (entry,) = bin_of(draft_in_review, user=administrator)
    assert not draft_in_review.workflow_in_progress
    assert restore(entry, administrator).reviews == [draft_in_review]


@pytest.fixture
def draft_in_review(editor):
    page = factories.network_page(live=False, owner=editor)
    submit(page, editor)
    return page


def test_the_front_page_does_not_go(administrator):
    with pytest.raises(Refused):
        bin_of(factories.home(), user=administrator)
    assert not Binned.objects.exists()


def test_restoring_twice_is_refused(section, administrator):
    (entry,) = bin_of(section, user=administrator)
    restore(entry, administrator)
    site = the_site()
    with pytest.raises(Refused):
        restore(entry, administrator)
    assert the_site() == site


def test_a_closed_resource_stays_unnamed_when_it_goes_for_good(administrator, client):
    page = factories.resource(title="Zyx of the ward")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    bin_of(page, user=administrator)
    Binned.objects.update(leaving_at=timezone.now())
    empty_what_is_over()
    assert not Page.objects.filter(pk=page.pk).exists()
    assert WithdrawnResource.objects.get(identifier=page.identifier).title == ""


def test_when_it_was_looked_at_is_not_forgotten(section, administrator):
    keep_rows()
    row = PageCare.objects.get(page=section)
    PageCare.objects.filter(pk=row.pk).update(looked_at=datetime.date(2020, 1, 1))
    (entry,) = bin_of(section, user=administrator)
    keep_rows()
    restore(entry, administrator)
    keep_rows()
    assert PageCare.objects.get(page=section).looked_at == datetime.date(2020, 1, 1)


def test_a_deletion_that_fails_changes_nothing(section, administrator, monkeypatch):
    site = the_site()

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(binning, "MovePageAction", fails)
    with pytest.raises(RuntimeError):
        bin_of(section, user=administrator)
    assert the_site() == site and not Binned.objects.exists()


def test_twice_is_refused(section, administrator):
    bin_of(section, user=administrator)
    with pytest.raises(Refused):
        bin_of(section, user=administrator)
    assert Binned.objects.count() == 1
