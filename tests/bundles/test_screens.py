"""The screens of bundles: who sees and does what, in odd ways too, and how the editor's doors speak."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bundles.models import Bundle, BundleItem
from bundles.publishing import publish
from bundles.standing import put
from moderation.approval import version_of
from tests.bundles.conftest import fresh, new_page
from tests.bundles.test_preview import own_section
from tests.moderation.forms import plain_page
from tests.planning.conftest import in_group

pytestmark = pytest.mark.django_db


def go(client, name, *args, **asked):
    return client.get(reverse(name, args=args), asked)


def test_an_editor_makes_one_and_puts_a_page_in(page, editor, client):
    client.force_login(editor)
    client.post(reverse("bundles"), {"title": "  Spring  "})
    bundle = Bundle.objects.get()
    assert (bundle.title, bundle.made_by) == ("Spring", editor)
    assert reverse("bundle_put", args=[page.pk]) in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    answer = client.post(reverse("bundle_put", args=[page.pk]), {"bundle": bundle.pk}, follow=True)
    assert "stands in the bundle “Spring” now" in answer.content.decode()
    assert "already" in go(client, "bundle_put", page.pk).content.decode()
    assert "Spring" in go(client, "bundles").content.decode()


def test_a_new_bundle_is_made_with_its_first_page(page, editor, client):
    client.force_login(editor)
    client.post(reverse("bundle_put", args=[page.pk]), {"title": "Autumn"})
    assert BundleItem.objects.get().bundle.title == "Autumn"
    client.post(reverse("bundle_put", args=[page.pk]), {"title": "Winter"})
    assert not Bundle.objects.filter(title="Winter").exists()


def test_what_names_no_bundle_is_refused(page, editor, client):
    client.force_login(editor)
    for sent in ({}, {"title": "   "}, {"title": "\x00"}, {"bundle": "0"}, {"bundle": "x"}, {"title": "x" * 300}):
        assert client.post(reverse("bundle_put", args=[page.pk]), sent).status_code == 200, sent
        assert client.post(reverse("bundles"), sent).status_code == 200, sent
    assert not BundleItem.objects.exists() and not Bundle.objects.exists()


def test_a_page_is_taken_out_and_an_empty_bundle_deleted(bundle, page, editor, client):
    put(page.pk, bundle.pk, editor)
    client.force_login(editor)
    client.post(reverse("bundle_dissolve", args=[bundle.pk]))
    assert Bundle.objects.exists()
    client.post(reverse("bundle_take_out", args=[bundle.pk, page.pk]))
    assert not BundleItem.objects.exists()
    assert client.post(reverse("bundle_take_out", args=[bundle.pk, page.pk])).status_code in {302, 403}
    client.post(reverse("bundle_dissolve", args=[bundle.pk]))
    assert not Bundle.objects.exists()


def test_what_is_live_is_history(ready, page, moderator, editor, client):
    publish(ready.pk, moderator)
    client.force_login(editor)
    words = go(client, "bundle", ready.pk).content.decode()
    assert "It went live" in words and "Quiet hours" in words and "Take it out" not in words
    for name in ("bundle_publish", "bundle_schedule", "bundle_dissolve"):
        client.post(reverse(name, args=[ready.pk]), {"go_live_at": "2031-01-01 9:00"})
    client.post(reverse("bundle_take_out", args=[ready.pk, page.pk]))
    done = Bundle.objects.get()
    assert done.go_live_at is None and done.items.count() == 2


def test_the_button_that_publishes_says_where_the_page_stands(bundle, page, administrator, client):
    put(page.pk, bundle.pk, administrator)
    client.force_login(administrator)
    sent = plain_page(fresh(page)) | {"action-publish": "1"}
    words = client.post(f"/admin/pages/{page.pk}/edit/", sent, follow=True).content.decode()
    assert "not published. It stands in the bundle “Spring” and goes live with it" in words
    assert not fresh(page).live


def test_a_reason_does_not_publish_it_alone_either(bundle, page, administrator, client):
    draft = fresh(page)
    draft.title = "Mended by her"
    draft.save_revision(user=administrator)
    put(page.pk, bundle.pk, administrator)
    client.force_login(administrator)
    address = reverse("publish_own_change", args=[page.pk])
    assert "stands in the bundle “Spring”" in client.get(address).content.decode()
    client.post(address, {"reason": "Nobody is here.", "version": version_of(fresh(page).get_latest_revision())})
    assert not fresh(page).live


def test_strangers_and_members_get_nothing(ready, page, client):
    names = ["bundles", "bundle", "bundle_put", "bundle_preview", "bundle_shown"]
    acts = ["bundle_publish", "bundle_schedule", "bundle_dissolve"]
    for person in (None, in_group("mia", "Members")):
        client.logout()
        if person:
            client.force_login(person)
        for name in names:
            args = {"bundles": [], "bundle_put": [page.pk]}.get(name, [ready.pk])
            assert client.get(reverse(name, args=args)).status_code in {302, 403, 404}
        for name in acts:
            assert client.post(reverse(name, args=[ready.pk])).status_code in {302, 403, 404}
    assert Bundle.objects.get().is_open and not fresh(page).live


def test_who_works_in_one_section_only_does_not_learn_of_it(ready, page, stranger_in_admin, client):
    client.force_login(stranger_in_admin)
    assert "Spring" not in go(client, "bundles").content.decode()
    assert go(client, "bundle", ready.pk).status_code == 404
    assert client.post(reverse("bundle_take_out", args=[ready.pk, page.pk])).status_code == 404
    assert client.post(reverse("bundle_put", args=[page.pk]), {"title": "Theirs"}).status_code in {302, 403}
    assert BundleItem.objects.filter(bundle=ready).count() == 2 and Bundle.objects.count() == 1


def test_wrong_ways_of_asking(ready, editor, client):
    client.force_login(editor)
    for name in ("bundle_publish", "bundle_schedule", "bundle_dissolve"):
        assert client.get(reverse(name, args=[ready.pk])).status_code == 405
    for name in ("bundle", "bundle_preview", "bundle_shown"):
        assert client.post(reverse(name, args=[ready.pk])).status_code == 405
        assert client.get(reverse(name, args=[ready.pk + 99])).status_code == 404


def test_in_french(ready, editor, client):
    editor.language = "fr"
    editor.save()
    Bundle.objects.update(missed_at=timezone.now())
    client.force_login(editor)
    words = go(client, "bundle", ready.pk).content.decode()
    for english in ("Is it ready?", "See it before", "Going live", "It was to go live", "Take it out"):
        assert english not in words
    assert "Lots" in go(client, "bundles").content.decode()


def test_a_page_elsewhere_is_counted_and_not_named(ready, stranger_in_admin, client):
    own = new_page(stranger_in_admin, "Of their own", parent=own_section(stranger_in_admin))
    put(own.pk, ready.pk, stranger_in_admin)
    client.force_login(stranger_in_admin)
    words = go(client, "bundle", ready.pk).content.decode()
    assert "Of their own" in words and "2 more pages belong to it" in words and "Quiet hours" not in words
