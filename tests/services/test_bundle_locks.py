"""People and the worker meet at a bundle: it goes live once, and no two wait for each other."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from bundles import due_bundles, publishing, standing
from bundles.models import Bundle, BundleItem
from bundles.preview import as_if_live
from bundles.publishing import open_items, publish
from bundles.standing import put, take_out
from caching import site_version
from moderation.groups import set_up_groups
from tests import factories
from tests.bundles.conftest import approved, fresh, new_page
from tests.services import COMMITTED
from tests.services.side import Side
from tests.services.test_locks import meanwhile

pytestmark = COMMITTED


@pytest.fixture(autouse=True)
def on_postgresql(postgresql):
    """The others take no locks of rows."""


def person(name, group):
    made = factories.user(f"{name}@example.org", moderation_mail="never")
    made.groups.add(Group.objects.get(name=group))
    return made


@pytest.fixture
def editor(on_postgresql):
    set_up_groups()
    return person("edda", "Editors")


@pytest.fixture
def moderator(editor):
    return person("mona", "Moderators")


@pytest.fixture
def ready(editor, moderator):
    bundle = Bundle.objects.create(title="Spring", made_by=editor)
    first = new_page(editor, "First")
    for page in (first, new_page(editor, "Second", parent=first)):
        put(page.pk, bundle.pk, editor)
        approved(page, editor, moderator)
    return bundle


def live(bundle):
    return list(bundle.items.order_by("page__path").values_list("page__live", flat=True))


def log_of(bundle):
    pages = bundle.items.values("page")
    return PageLogEntry.objects.filter(page__in=pages, action__startswith="wagtail.publish").count()


def test_two_people_press_at_once(monkeypatch, ready, moderator):
    other = Side(lambda: publish(ready.pk, moderator))
    meanwhile(monkeypatch, publishing, "_publish_page", other)
    publish(ready.pk, moderator)
    other.join(30)
    assert "already" in str(other.error) and live(ready) == [True, True] and log_of(ready) == 2


def test_a_person_presses_when_it_is_due(monkeypatch, ready, moderator):
    Bundle.objects.update(go_live_at=timezone.now() - datetime.timedelta(seconds=1), scheduled_by=moderator)
    worker = Side(due_bundles.publish_due)
    meanwhile(monkeypatch, publishing, "_publish_page", worker)
    publish(ready.pk, moderator)
    worker.join(30)
    assert worker.error is None and live(ready) == [True, True] and log_of(ready) == 2
    assert Bundle.objects.get().missed_at is None


def test_a_page_is_put_into_two_bundles_at_once(monkeypatch, ready, editor):
    page, other = new_page(editor, "Third"), Bundle.objects.create(title="Autumn")
    side = Side(lambda: put(page.pk, other.pk, editor))
    meanwhile(monkeypatch, standing, "item_of", side)
    put(page.pk, ready.pk, editor)
    side.join(30)
    assert "Spring" in str(side.error) and BundleItem.objects.get(page=page).bundle == ready


def test_a_page_is_put_in_or_taken_out_while_the_bundle_goes_live(monkeypatch, ready, editor, moderator):
    page = new_page(editor, "Third")
    first = ready.items.first().page_id
    sides = [Side(lambda: put(page.pk, ready.pk, editor)), Side(lambda: take_out(first, editor))]
    for side in sides:
        meanwhile(monkeypatch, publishing, "_publish_page", side)
    publish(ready.pk, moderator)
    for side in sides:
        side.join(30)
    assert "live or was taken away" in str(sides[0].error) and sides[1].error is None
    assert live(ready) == [True, True] and not fresh(page).live


def test_a_page_is_changed_while_the_bundle_goes_live(monkeypatch, ready, editor, moderator):
    page = ready.items.first().page

    def change():
        draft = fresh(page)
        draft.title = "Changed meanwhile"
        draft.save_revision(user=editor)

    side = Side(change)
    meanwhile(monkeypatch, publishing, "_publish_page", side)
    publish(ready.pk, moderator)
    side.join(30)
    now = Page.objects.get(pk=page.pk)
    assert side.error is None and now.title == "First" and now.live and now.has_unpublished_changes


def test_nothing_is_left_of_a_preview_that_was_never_committed(ready, home):
    before, version = live(ready), site_version.current()
    entries = PageLogEntry.objects.count()
    with as_if_live.taken_back():
        assert as_if_live.publish_as_if(open_items(ready.pk)) == []
        assert live(ready) == [True, True]
        assert as_if_live.answer_at("/").status_code == 200
    assert live(ready) == before == [False, False]
    assert (site_version.current(), PageLogEntry.objects.count(), connection.run_on_commit) == (version, entries, [])
    assert site_version.era() is not None
