"""Every door of the admin by which pages are deleted leads to the bin, and the bin has doors of its own."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from recycle.binning import put_in_bin
from recycle.emptying import empty_what_is_over
from recycle.models import Binned, BinnedPage
from tests import factories
from tests.recycle.test_bin_and_back import bin_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


def delete_address(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def is_in_bin(page):
    return Page.objects.get(pk=page.pk).url_path.startswith("/recycle-bin/")


def test_the_explorer_asks_and_puts_it_in_the_bin(section, admin):
    asked = admin.get(delete_address(section)).content.decode()
    assert "2 pages stand below it" in asked and "for 30 days" in asked
    answer = admin.post(delete_address(section), follow=True)
    assert "Undo" in answer.content.decode()
    assert is_in_bin(section) and Binned.objects.get().deleted_by.first_name == "Ada"


def test_what_leads_to_the_pages_is_shown_first(section, admin):
    below = section.get_children()[0]
    factories.standard_page(
        title="Leads there", body=[("text", f'<p><a linktype="page" id="{below.pk}">To the shelters</a></p>')]
    )
    assert "Leads there" in admin.get(delete_address(section)).content.decode()
    move = reverse("wagtailadmin_pages:move_confirm", args=[below.pk, section.get_parent().pk])
    assert "Leads there" in admin.get(move).content.decode()


def test_translations_go_along_where_that_is_wanted(section, admin):
    french = factories.in_french(section)
    admin.post(delete_address(section), {"translations": "on"})
    assert is_in_bin(french) and Binned.objects.values("act").distinct().count() == 1
    entry = Binned.objects.get(page=section)
    admin.post(reverse("recycle_restore", args=[entry.pk]), {"translations": "on"})
    assert not is_in_bin(french) and not Binned.objects.exists()


def test_a_translation_may_stay(section, admin):
    french = factories.in_french(section)
    admin.post(delete_address(section))
    assert is_in_bin(section) and not is_in_bin(french)


def test_several_at_once(section, admin):
    other = factories.network_page()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    asked = f"{address}?id={section.pk}&id={other.pk}&id={section.get_children()[0].pk}"
    assert "recycle bin" in admin.get(asked).content.decode()
    assert admin.post(asked).status_code == 302
    assert is_in_bin(section) and is_in_bin(other) and Binned.objects.count() == 2


def test_the_api_deletes_nothing(section, admin):
    address = reverse("wagtailadmin_api:pages:detail", args=[section.pk])
    assert admin.delete(address).status_code in {403, 405}
    assert admin.post(f"{address}action/delete/").status_code in {403, 404, 405}
    assert not is_in_bin(section)


def test_who_may_not_delete_changes_nothing(section, editor, client):
    client.force_login(editor)
    assert client.post(delete_address(section)).status_code == 302
    assert not Binned.objects.exists() and Page.objects.get(pk=section.pk).live


def test_the_front_page_is_refused(admin):
    front = factories.home()
    assert admin.post(delete_address(front)).status_code == 403
    assert Page.objects.get(pk=front.pk).live and not Binned.objects.exists()


def test_the_bin_lists_it_and_brings_it_back(section, admin):
    admin.post(delete_address(section))
    entry = Binned.objects.get()
    assert "Housing" in admin.get(reverse("recycle_bin")).content.decode()
    words = admin.get(reverse("recycle_entry", args=[entry.pk])).content.decode()
    assert "Shelters" in words and "In winter" in words
    assert "It comes back" in admin.get(reverse("recycle_restore", args=[entry.pk])).content.decode()
    answer = admin.post(reverse("recycle_restore", args=[entry.pk]), follow=True)
    assert "is back, under" in answer.content.decode()
    assert not is_in_bin(section)


def test_another_place_is_chosen_where_the_old_one_is_gone(section, administrator, admin):
    below = section.get_children()[0]
    (child,) = bin_of(below, user=administrator)
    (parent,) = bin_of(section, user=administrator)
    address = reverse("recycle_restore", args=[child.pk])
    assert reverse("recycle_restore", args=[parent.pk]) in admin.get(address).content.decode()
    admin.post(address)
    assert is_in_bin(below)
    other = factories.network_page()
    admin.post(address, {"new_parent_page": other.pk})
    assert Page.objects.get(pk=below.pk).get_parent().pk == other.pk


@pytest.mark.parametrize("wrong", ["bin", "kind", "language", "nothing"])
def test_no_place_that_is_none(wrong, section, administrator, admin):
    (entry,) = bin_of(section, user=administrator)
    event = factories.event()
    french = factories.in_french(factories.network_index())
    places = {"bin": Page.objects.get(slug="recycle-bin"), "kind": event, "language": french}
    asked = places[wrong].pk if wrong in places else "x\x00"
    admin.post(reverse("recycle_restore", args=[entry.pk]), {"new_parent_page": asked})
    assert is_in_bin(section) and Binned.objects.filter(pk=entry.pk).exists()


def test_nothing_in_the_admin_works_on_it(section, administrator, admin):
    (entry,) = bin_of(section, user=administrator)
    for name in "edit delete unpublish copy history revisions_index usage view_draft move".split():
        answer = admin.get(reverse(f"wagtailadmin_pages:{name}", args=[section.pk]))
        assert (answer.status_code, answer["Location"]) == (302, reverse("recycle_entry", args=[entry.pk])), name
    assert admin.get(reverse("wagtailadmin_explore", args=[section.pk])).status_code == 302
    assert admin.post(reverse("moderate_unpublish", args=[section.pk])).status_code == 302


def test_no_action_on_several_takes_it_out_or_puts_something_in(section, administrator, admin):
    bin_of(section, user=administrator)
    other, bin_page = factories.network_page(), Page.objects.get(slug="recycle-bin")
    for action in ("publish", "move", "delete", "unpublish"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        assert admin.post(f"{address}?id={section.pk}", {"chooser": other.pk}).status_code == 302
        admin.post(f"{address}?id=all&childOf={bin_page.pk}", {"chooser": other.pk})
    assert is_in_bin(section) and not Page.objects.get(pk=section.pk).live
    fields = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": bin_page.pk}
    admin.post(reverse("wagtailadmin_pages:copy", args=[other.pk]), fields)
    admin.post(reverse("moderate_move", args=[other.pk]), {"destination": bin_page.pk})
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[other.pk, bin_page.pk]))
    assert bin_page.get_children().count() == 1


def test_the_bin_itself_is_closed(section, administrator, admin):
    bin_of(section, user=administrator)
    page = Page.objects.get(slug="recycle-bin")
    for name in ("edit", "delete", "copy"):
        assert admin.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 404
    assert admin.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 404
    assert admin.get(reverse("wagtailadmin_pages:add_subpage", args=[page.pk])).status_code == 404


def test_an_administrator_deletes_for_good_in_a_second_step(section, administrator, admin):
    (entry,) = bin_of(section, user=administrator)
    address = reverse("recycle_for_good", args=[entry.pk])
    assert "3 pages are deleted for good" in admin.get(address).content.decode()
    assert BinnedPage.objects.count() == 3
    admin.post(address)
    assert not Page.objects.filter(title__in=["Housing", "Shelters", "In winter"]).exists()
    assert not Binned.objects.exists()


def test_others_do_not(section, keeper_of, client):
    keeper = keeper_of(section)
    (entry,) = bin_of(section.get_children()[0], user=keeper)
    client.force_login(keeper)
    assert client.post(reverse("recycle_for_good", args=[entry.pk])).status_code in {302, 403}
    assert Binned.objects.filter(pk=entry.pk, leaving_at=None).exists()


def test_after_its_days_it_goes_by_itself(section, administrator, settings):
    kept = factories.network_page()
    put_in_bin([kept], administrator)
    bin_of(section, user=administrator)
    settings.KEEP_DELETED_DAYS = 30
    old = Binned.objects.get(page=section)
    old.deleted_at -= old.goes_at - old.deleted_at
    old.save()
    empty_what_is_over()
    assert not Page.objects.filter(pk=section.pk).exists()
    assert is_in_bin(kept)


def test_what_is_leaving_does_not_come_back(section, administrator, admin):
    (entry,) = bin_of(section, user=administrator)
    Binned.objects.update(leaving_at="2026-01-01T00:00Z")
    assert admin.post(reverse("recycle_restore", args=[entry.pk])).status_code == 404
    assert is_in_bin(section)


def test_who_is_no_keeper_sees_nothing_of_it(section, administrator, keeper_of, client):
    (entry,) = bin_of(section, user=administrator)
    client.force_login(keeper_of(factories.network_page()))
    assert "Housing" not in client.get(reverse("recycle_bin")).content.decode()
    for name in ("recycle_entry", "recycle_restore", "recycle_for_good"):
        assert client.get(reverse(name, args=[entry.pk])).status_code == 404
    assert client.post(reverse("recycle_restore", args=[entry.pk])).status_code == 404
    assert client.get(reverse("wagtailadmin_pages:edit", args=[section.pk])).status_code == 404


def test_a_member_has_no_bin(section, client, groups):
    person = factories.user()
    person.groups.add(Group.objects.get(name="Members"))
    client.force_login(person)
    assert client.get(reverse("recycle_bin")).status_code == 302


ODD = ["0", "1", "9" * 18, "9" * 30]


def test_odd_requests_find_nothing_and_break_nothing(section, administrator, admin):
    bin_of(section, user=administrator)
    for key in ODD:
        for part in ("", "restore/", "for-good/"):
            for method in (admin.get, admin.post, admin.put, admin.delete):
                for address in (f"/admin/recycle/{key}/{part}", f"/admin/recycle/rows/{key}/{part}"):
                    if key != "1" or part != "for-good/":
                        assert method(f"{address}?p=x%00&q=%00").status_code < 500, address
    assert admin.get("/admin/recycle/?p=99999999999").status_code == 200
    assert admin.post("/admin/recycle/").status_code == 405


def test_the_bin_speaks_french(section, administrator, admin):
    (entry,) = bin_of(section, user=administrator)
    UserProfile.objects.update_or_create(user=administrator, defaults={"preferred_language": "fr"})
    assert "Corbeille" in admin.get(reverse("recycle_bin")).content.decode()
    assert "Elle revient là où elle était" in admin.get(reverse("recycle_restore", args=[entry.pk])).content.decode()
