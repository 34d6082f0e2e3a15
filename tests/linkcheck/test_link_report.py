"""The editors' lists of broken links and of files without text: what they show, to whom, and what one may do there."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from files.models import SiteDocument
from linkcheck.models import ExternalLink
from tests import factories

pytestmark = pytest.mark.django_db


def editor_below(page):
    """Somebody who may edit what lies below a page, and nothing else."""
    person, group = factories.user(), Group.objects.create(name=f"Writers of {page.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    person.groups.add(group)
    return person


def resource_at(address, **fields):
    return factories.resource(links=[("link", {"label": "The report", "url": address})], **fields)


def break_links(**where):
    ExternalLink.objects.filter(**where).update(
        state="broken",
        problem="not_found",
        status_code=404,
        failures=3,
        broken_since=timezone.now(),
        checked_at=timezone.now(),
    )


def report(client, person, query="?show=all"):
    client.force_login(person)
    answer = client.get(reverse("links_report") + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def administrator():
    return factories.user(is_superuser=True)


def test_shows_broken_links_in_plain_words_with_their_pages(client, administrator):
    page = resource_at("https://example.org/gone", title="The old study")
    break_links()
    html = report(client, administrator, "")
    assert "https://example.org/gone" in html and "Page not found" in html
    assert f'href="/admin/pages/{page.pk}/edit/"' in html and "Failed 3 times in a row" in html


def test_what_answers_is_not_in_the_way(client, administrator):
    resource_at("https://example.org/good")
    ExternalLink.objects.update(state="good")
    assert "https://example.org/good" not in report(client, administrator, "")
    assert "https://example.org/good" in report(client, administrator)


def test_the_broken_ones_come_first(client, administrator):
    resource_at("https://a.example.org/unsure")
    resource_at("https://b.example.org/broken")
    ExternalLink.objects.filter(host="a.example.org").update(state="unknown", problem="refused")
    break_links(host="b.example.org")
    html = report(client, administrator)
    assert html.index("b.example.org/broken") < html.index("a.example.org/unsure")


def test_an_editor_sees_links_of_pages_that_are_theirs_and_no_other_page(client):
    mine = factories.standard_page(title="My section")
    own = factories.standard_page(parent=mine, title="My page", body=links("https://example.org/shared"))
    factories.standard_page(title="A page of others", body=links("https://example.org/shared"))
    factories.standard_page(title="Another of others", body=links("https://example.org/theirs"))
    break_links()
    html = report(client, editor_below(mine))
    assert f"/admin/pages/{own.pk}/edit/" in html and "A page of others" not in html
    assert "https://example.org/theirs" not in html


def test_an_editor_cannot_act_on_links_of_others(client):
    mine = factories.standard_page(title="My section")
    factories.standard_page(body=links("https://example.org/theirs"))
    break_links()
    client.force_login(editor_below(mine))
    for name in ("check_link_again", "accept_link"):
        assert client.post(reverse(name, args=[ExternalLink.objects.get().pk])).status_code == 404


def test_who_may_edit_nothing_is_sent_away(client):
    person = factories.user()
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    assert client.get(reverse("links_report")).status_code == 302
    assert client.get(reverse("unread_files")).status_code == 302


def test_a_stranger_gets_nothing(client):
    for name in ("links_report", "links_report_results", "unread_files"):
        assert client.get(reverse(name)).status_code == 302
    assert client.post(reverse("check_link_again", args=[1])).status_code == 302


def test_a_link_is_checked_again_at_once(client, administrator):
    resource_at("https://example.org/a")
    ExternalLink.objects.update(next_check_at=timezone.now() + timezone.timedelta(days=7))
    client.force_login(administrator)
    link = ExternalLink.objects.get()
    address = reverse("links_report") + "?show=all"
    answer = client.post(reverse("check_link_again", args=[link.pk]), {"next": address})
    assert answer.url == address
    link.refresh_from_db()
    assert link.next_check_at < timezone.now()


def test_the_way_back_leads_to_this_site_only(client, administrator):
    resource_at("https://example.org/a")
    client.force_login(administrator)
    address = reverse("check_link_again", args=[ExternalLink.objects.get().pk])
    assert client.post(address, {"next": "https://evil.example.org/"}).url == reverse("links_report")
    assert client.get(address).status_code == 405


def test_what_works_for_people_leaves_the_list_and_comes_back_by_hand(client, administrator):
    resource_at("https://example.org/a")
    break_links()
    accept = reverse("accept_link", args=[ExternalLink.objects.get().pk])
    client.force_login(administrator)
    client.post(accept)
    assert "https://example.org/a" not in report(client, administrator, "")
    assert "https://example.org/a" in report(client, administrator, "?show=accepted")
    client.post(accept)
    assert "https://example.org/a" in report(client, administrator, "")


def test_the_list_can_be_taken_away_as_a_sheet(client, administrator):
    resource_at("https://example.org/a")
    break_links()
    client.force_login(administrator)
    for kind in ("csv", "xlsx"):
        assert client.get(f"{reverse('links_report')}?export={kind}").status_code == 200


def test_odd_questions_are_no_errors(client, administrator):
    for query in ("?show=x", "?p=9999", "?p=x", "?host=%00", "?show=all&host=" + "x" * 3000):
        report(client, administrator, query)


def test_the_list_costs_the_same_whatever_its_length(client, administrator, django_assert_max_num_queries):
    for number in range(12):
        resource_at(f"https://example.org/{number}")
    break_links()
    report(client, administrator)
    with django_assert_max_num_queries(14):
        assert client.get(reverse("links_report")).content.count(b"Check again now") == 12


def test_silence_is_not_taken_for_health(client, administrator, settings):
    settings.LINK_CHECKS = True
    assert "No page links to another site" in report(client, administrator, "")
    resource_at("https://example.org/a")
    resource_at("https://example.org/b")
    assert "No link has been checked yet" in report(client, administrator, "")
    ExternalLink.objects.filter(address="https://example.org/a").update(
        state=ExternalLink.State.GOOD, checked_at=timezone.now()
    )
    assert "1 of 2 links answered" in report(client, administrator, "")
    settings.LINK_CHECKS = False
    assert "turned off" in report(client, administrator, "")


def links(address):
    return [("links", [{"label": "The report", "url": address}])]


# Files without text


def document(state, **fields):
    made = SiteDocument.objects.create(title=f"A {state} file", file=ContentFile(b"x", f"{state}.pdf"), **fields)
    SiteDocument.objects.filter(pk=made.pk).update(text_state=state)
    return made


def test_files_that_cannot_be_read_are_listed(client, administrator):
    for state in ("broken", "too_large", "empty", "read", "other"):
        document(state)
    client.force_login(administrator)
    html = client.get(reverse("unread_files")).content.decode()
    assert all(f"A {state} file" in html for state in ("broken", "too_large", "empty"))
    assert "A read file" not in html and "A other file" not in html
    assert "A read file" in client.get(reverse("unread_files") + "?text_state=read").content.decode()


def test_files_of_other_collections_are_not_shown(client):
    mine = Collection.get_first_root_node().add_child(name="Mine")
    person, group = factories.user(), Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="change_document")
    GroupCollectionPermission.objects.create(group=group, collection=mine, permission=permission)
    person.groups.add(group)
    document("broken", collection=mine)
    other = document("empty")
    client.force_login(person)
    html = client.get(reverse("unread_files")).content.decode()
    assert "A broken file" in html and "A empty file" not in html
    assert client.post(reverse("read_file_again", args=[other.pk])).status_code == 404


def test_a_file_is_read_again_when_somebody_asks(client, administrator):
    one = document("broken")
    client.force_login(administrator)
    client.post(reverse("read_file_again", args=[one.pk]))
    assert SiteDocument.objects.get().text_state == "waiting"


def test_the_form_of_a_document_says_whether_it_can_be_searched(client, administrator):
    one = document("broken")
    client.force_login(administrator)
    html = client.get(reverse("wagtaildocs:edit", args=[one.pk])).content.decode()
    assert "Cannot be read: the file is broken or locked" in html
