"""Pages of every kind, in every state, can be deleted, taken offline, moved and copied; nothing derived is left."""

import datetime

import pytest
from django.apps import apps
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from core.models import PagePart, RelatedPage
from events.models import Occurrence
from moderation.submission import submit
from networks.models import Participation
from recycle.models import Binned
from tests import factories
from tests.test_conventions import OUR_APPS

pytestmark = pytest.mark.django_db
DERIVED = {Occurrence: "event", PagePart: "page", Participation: "page"}


def rich_event():
    host = factories.organisation()
    return factories.event(
        organisations=[("organisation", {"role": "host", "organisation": host, "name": ""})],
        people=[("person", {"part": "speaker", "person": factories.person(), "name": ""})],
        questions=[("question", {"question": "Who may come?", "answer": "<p>All.</p>"})],
    )


def rich_resource():
    group = {"group": factories.term("finding-group", "Principles"), "heading": "", "items": ["<p>One.</p>"]}
    author = ("author", {"name": "", "person": factories.person()})
    return factories.resource(findings=[("group", group)], authors=[author])


def series_with_summary():
    series = factories.series()
    factories.summary(parent=series)
    return series


def section():
    page = factories.network_page()
    factories.network_page(parent=factories.network_page(parent=page))
    return page


KINDS = {
    "event": rich_event,
    "resource": rich_resource,
    "series": series_with_summary,
    "summary": factories.summary,
    "section": section,
    "standard": factories.standard_page,
}


def as_it_is(page, editor):
    pass


def with_newer_draft(page, editor):
    page.title = "Another title"
    page.save_revision(user=editor)


def in_review(page, editor):
    with_newer_draft(page, editor)
    submit(page, editor)


def scheduled(page, editor):
    page.go_live_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision(user=editor, approved_go_live_at=page.go_live_at)


def to_expire(page, editor):
    page.expire_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision(user=editor).publish()


def offline(page, editor):
    page.unpublish()


def private(page, editor):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def translated(page, editor):
    factories.in_french(page)


def related_both_ways(page, editor):
    other = factories.resource()
    RelatedPage.objects.create(page=page, related=other, kind=RelatedPage.Kind.NEWER)
    RelatedPage.objects.create(page=other, related=page, kind=RelatedPage.Kind.NEWER)


STATES = [
    as_it_is,
    with_newer_draft,
    in_review,
    scheduled,
    to_expire,
    offline,
    private,
    translated,
    related_both_ways,
]


def lives(page):
    return Page.objects.filter(pk=page.pk, live=True).exists()


def nothing_derived_is_left():
    """Of pages that are not live; rows that go with a page are its own business."""
    live = Page.objects.filter(live=True)
    return [m for m, field in DERIVED.items() if m.objects.exclude(**{f"{field}__in": live}).exists()]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_deleted_in_the_admin(kind, state, editor, administrator, client):
    page = KINDS[kind]()
    state(page, editor)
    below = list(page.get_descendants(inclusive=True).values_list("pk", flat=True))
    client.force_login(administrator)
    assert client.post(f"/admin/pages/{page.pk}/delete/").status_code == 302
    assert not Page.objects.filter(pk__in=below, live=True).exists()
    assert nothing_derived_is_left() == []
    # In the bin so far; an administrator deletes it for good.
    entry = Binned.objects.get(page=page)
    assert client.post(f"/admin/recycle/{entry.pk}/for-good/").status_code == 302
    assert not Page.objects.filter(pk__in=below).exists()
    assert nothing_derived_is_left() == []
    assert not ReferenceIndex.objects.filter(
        object_id__in=map(str, below), base_content_type=page.content_type
    ).exists()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("kind", ["event", "resource", "section"])
def test_a_page_is_taken_offline_and_copied_and_moved(kind, state, editor, administrator, client):
    page = KINDS[kind]()
    state(page, editor)
    client.force_login(administrator)
    fields = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": page.get_parent().pk,
        "copy_subpages": "on",
    }
    assert client.post(f"/admin/pages/{page.pk}/copy/", fields).status_code == 302
    copy = Page.objects.get(slug="a-copy")
    assert not lives(copy)
    target = _elsewhere(page)
    if target:
        assert client.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/").status_code == 302
        assert Page.objects.get(pk=page.pk).path.startswith(target.path)
    if lives(page):
        answer = client.post(f"/admin/pages/{page.pk}/unpublish/", {"include_descendants": "on"})
        assert answer.status_code == 302
    # Wagtail locks a page that waits for its hour.
    assert lives(page) == (state is scheduled)
    assert nothing_derived_is_left() == []


def _elsewhere(page):
    """Another place where a page of this kind may stand."""
    kinds = {"WebinarSummaryPage": factories.series, "NetworkPage": factories.network_page}
    make = kinds.get(type(page).__name__)
    return make() if make else None


def test_the_derived_tables_are_known():
    """A table of ours that belongs to a page and that no form writes is looked at above."""
    ours = [m for m in apps.get_models() if m._meta.app_label in OUR_APPS and not issubclass(m, Page)]
    keys = {m: {f.name for f in m._meta.fields if f.name in {"page", "event"} and f.is_relation} for m in ours}
    # Written by forms, kept on purpose, or followed by a job.
    others = {"PageTerm", "RelatedPage", "PublishedVersion", "ImportRow", "ExternalLinkUse", "Promotion", "FooterPage"}
    others |= {"CheckedPage", "PageFinding"}
    # Counted or read once, for staff; they go with the page.
    others |= {"PageReadings", "Intake", "ImportedEntry", "PageCare", "PageFeedback"}
    # Told of it once, if there is still something to tell.
    others |= {"WaitingLetter"}
    # A wish of its editors, which going live fulfils.
    others |= {"PlannedDay"}
    # A page that is deleted leaves its bundle.
    others |= {"BundleItem"}
    # What was deleted, and may come back.
    others |= {"Binned", "BinnedPage"}
    # Says itself what became of its page.
    others |= {"GuestLink"}
    # Names a draft, and the page whose words it is to change; it ends with one or with the other.
    others |= {"WorkingCopy"}
    assert {m.__name__ for m, names in keys.items() if names} - others == {m.__name__ for m in DERIVED}
