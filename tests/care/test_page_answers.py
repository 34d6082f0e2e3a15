"""The report of pages that come up, and what is answered there."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from care.models import PageCare
from care.review_dates import after_months
from tests import factories

pytestmark = pytest.mark.django_db


def report(client, **query):
    answer = client.get(reverse("care_report"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def answer(client, page, words, **more):
    return client.post(reverse("care_answer", args=[page.pk]), {"answer": words, **more})


def all_rows():
    return list(PageCare.objects.order_by("pk").values()), list(Page.objects.order_by("pk").values("owner", "live"))


def test_the_report_lists_what_is_due(sign_in, comes_up, editor):
    comes_up(title="How we meet")
    factories.standard_page(title="Quite new")
    client = sign_in(editor)
    assert "How we meet" in report(client)
    assert "Quite new" not in report(client)


def test_the_report_asks_few_queries(sign_in, comes_up, editor, django_assert_max_num_queries):
    for _number in range(12):
        comes_up()
    client = sign_in(editor)
    report(client)
    with django_assert_max_num_queries(40):
        report(client)


def test_the_report_tells_nothing_of_pages_one_may_not_edit(sign_in, comes_up, editor_below):
    section = factories.standard_page()
    comes_up(parent=section, title="Within reach")
    comes_up(title="Out of reach")
    client = sign_in(editor_below(section))
    for show in ("", "soon", "all"):
        assert "Within reach" in report(client, show=show)
        assert "Out of reach" not in report(client, show=show)


def test_by_owner_and_by_age(sign_in, comes_up, editor, second_editor):
    comes_up(title="Edda’s page")
    comes_up(owner=second_editor, title="Emil’s page")
    comes_up(owner=None, title="Without anybody")
    second_editor.is_active = False
    second_editor.save()
    client = sign_in(editor)
    assert "Emil’s page" not in report(client, owner=editor.pk)
    nobody = report(client, owner="nobody")
    assert "Emil’s page" in nobody and "Without anybody" in nobody and "Edda’s page" not in nobody
    assert "Edda’s page" in report(client, age="2")
    assert "Edda’s page" not in report(client, age="3")


def test_it_is_said_who_looks_after_a_page(sign_in, comes_up, editor, second_editor):
    comes_up(owner=second_editor)
    client = sign_in(editor)
    assert re.search(r"<td>\s*Emil\s*</td>", report(client))
    second_editor.is_active = False
    second_editor.save()
    assert re.search(r"<td>\s*Nobody\s*</td>", report(client))


def test_odd_filters_are_no_error(sign_in, comes_up, editor):
    comes_up()
    client = sign_in(editor)
    report(client, owner="x", age="99", show="?", title="\x00", ordering="nothing")


def test_the_report_goes_out_as_a_file(sign_in, comes_up, editor, editor_below):
    section = factories.standard_page()
    comes_up(parent=section, title="Within reach")
    comes_up(title="Out of reach")
    sent = sign_in(editor_below(section)).get(reverse("care_report"), {"export": "csv"})
    words = b"".join(sent.streaming_content).decode()
    assert "Within reach" in words and "Out of reach" not in words


def test_members_see_no_report(sign_in, comes_up, member):
    comes_up()
    assert sign_in(member).get(reverse("care_report")).status_code in {302, 403}


def test_still_right(sign_in, comes_up, second_editor):
    page = comes_up()
    answer(sign_in(second_editor), page, "right")
    care = PageCare.objects.get(page_id=page.pk)
    today = timezone.localdate()
    assert (care.looked_at, care.looked_by, care.review_on) == (today, second_editor, after_months(today, 12))


@pytest.mark.parametrize("months", [1, 3])
def test_later(sign_in, comes_up, editor, months):
    page = comes_up()
    answer(sign_in(editor), page, f"later-{months}")
    care = PageCare.objects.get(page_id=page.pk)
    assert care.review_on == after_months(timezone.localdate(), months)
    assert care.looked_at == page.care.looked_at


def test_one_comes_back_to_the_list_as_it_was(sign_in, comes_up, editor):
    client = sign_in(editor)
    place = f"{reverse('care_report')}?owner=nobody"
    assert answer(client, comes_up(), "right", next=place).url == place
    assert answer(client, comes_up(), "right", next="https://elsewhere.example/").url == reverse("care_report")


@pytest.mark.parametrize("words", ["", "later-2", "later-", "delete", "right\x00"])
def test_other_answers_change_nothing(sign_in, comes_up, editor, words):
    page = comes_up()
    before = all_rows()
    assert answer(sign_in(editor), page, words).status_code == 302
    assert all_rows() == before


def test_without_the_right_to_edit_nothing_changes(sign_in, comes_up, editor_below, member):
    page = comes_up()
    before = all_rows()
    other = editor_below(factories.standard_page())
    for person in (other, member):
        client = sign_in(person)
        assert answer(client, page, "right").status_code in {302, 403, 404}
        for name in ("care_hand_over", "care_archive"):
            sent = client.post(reverse(name, args=[page.pk]), {"person": other.pk})
            assert sent.status_code in {302, 403, 404}
    before_new_page = [rows[: len(rows)] for rows in before]
    assert PageCare.objects.get(page_id=page.pk).review_on == page.care.review_on
    assert Page.objects.get(pk=page.pk).owner == page.owner
    assert not mail.outbox and before_new_page


def test_looking_changes_nothing(sign_in, comes_up, editor):
    page = comes_up()
    before = all_rows()
    client = sign_in(editor)
    assert client.get(reverse("care_answer", args=[page.pk])).status_code == 405
    assert client.get(reverse("care_hand_over", args=[page.pk])).status_code == 200
    assert client.get(reverse("care_archive", args=[page.pk])).status_code == 200
    assert all_rows() == before


# Handing over


def test_a_page_is_handed_to_somebody_who_may_edit_it(sign_in, comes_up, editor, second_editor):
    page = comes_up(title="How we meet")
    french = factories.in_french(page)
    sign_in(editor).post(reverse("care_hand_over", args=[page.pk]), {"person": second_editor.pk})
    assert Page.objects.get(pk=page.pk).owner == Page.objects.get(pk=french.pk).owner == second_editor
    assert mail.outbox[0].to == [second_editor.email] and mail.outbox[0].reply_to == [editor.email]
    assert "How we meet" in mail.outbox[0].body


def test_a_page_is_not_handed_to_others(sign_in, comes_up, editor, member, editor_below):
    page = comes_up()
    client = sign_in(editor)
    for key in (member.pk, editor_below(factories.standard_page()).pk, "", "x", 0):
        assert client.post(reverse("care_hand_over", args=[page.pk]), {"person": key}).status_code == 200
    assert Page.objects.get(pk=page.pk).owner == editor
    assert not mail.outbox


# Archiving


def test_who_may_take_it_off_the_site_is_asked_there(sign_in, comes_up, moderator):
    page = comes_up()
    sent = sign_in(moderator).get(reverse("care_archive", args=[page.pk]))
    assert sent.url == reverse("moderate_unpublish", args=[page.pk])


def test_who_may_not_asks_those_who_may(sign_in, comes_up, editor, moderator):
    page = comes_up(title="How we meet")
    sign_in(editor).post(reverse("care_archive", args=[page.pk]))
    assert Page.objects.get(pk=page.pk).live
    assert "Edda wants it archived" in report(sign_in(moderator))


def test_before_a_page_goes_off_the_site_it_is_said_what_links_to_it(sign_in, comes_up, moderator):
    page = comes_up()
    link = f'<p><a linktype="page" id="{page.pk}">See</a></p>'
    factories.standard_page(title="What leads there", body=[("text", link)])
    words = sign_in(moderator).get(reverse("moderate_unpublish", args=[page.pk])).content.decode()
    assert "What leads there" in words


# When somebody leaves


def test_all_pages_of_one_person_go_to_another(sign_in, comes_up, editor, second_editor, administrator):
    page = comes_up(title="How we meet")
    draft = factories.standard_page(live=False, owner=editor)
    client = sign_in(administrator)
    address = reverse("care_hand_over_all", args=[editor.pk])
    assert "pages are theirs" in client.get(address).content.decode()
    client.post(address, {"person": second_editor.pk})
    assert set(Page.objects.filter(pk__in=[page.pk, draft.pk]).values_list("owner", flat=True)) == {second_editor.pk}
    assert len(mail.outbox) == 1


def test_pages_that_the_other_may_not_edit_stay(sign_in, comes_up, editor, editor_below, administrator):
    section = factories.standard_page()
    inside, outside = comes_up(parent=section, title="Within reach"), comes_up(title="Out of reach")
    other = editor_below(section)
    sign_in(administrator).post(reverse("care_hand_over_all", args=[editor.pk]), {"person": other.pk})
    assert Page.objects.get(pk=inside.pk).owner == other
    assert Page.objects.get(pk=outside.pk).owner == editor
    assert "Out of reach" not in mail.outbox[0].body


def test_only_who_may_change_accounts_hands_everything_over(sign_in, comes_up, editor, second_editor, moderator):
    page = comes_up()
    address = reverse("care_hand_over_all", args=[editor.pk])
    assert sign_in(moderator).post(address, {"person": second_editor.pk}).status_code in {302, 403}
    assert Page.objects.get(pk=page.pk).owner == editor


def test_the_list_of_accounts_leads_there(sign_in, editor, administrator):
    words = sign_in(administrator).get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("care_hand_over_all", args=[editor.pk]) in words


def test_before_an_account_goes_it_is_said_what_it_looks_after(sign_in, comes_up, editor, administrator):
    client, address = sign_in(administrator), reverse("wagtailusers_users:delete", args=[editor.pk])
    assert "page is theirs" not in client.get(address).text
    comes_up()
    assert "1 page is theirs" in client.get(address).text


def test_an_answer_is_given_at_the_desk_and_leads_back_there(comes_up, editor):
    page = comes_up()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    form = browser.get("/admin/").text.split('class="care-answers"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    address = reverse("care_answer", args=[page.pk])
    answer = browser.post(address, fields | {"answer": "right"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert not PageCare.objects.get(page=page).is_due


def test_the_desk_shows_ones_own_pages(sign_in, comes_up, editor, second_editor):
    comes_up(title="Edda’s page")
    comes_up(owner=second_editor, title="Emil’s page")
    words = sign_in(editor).get("/admin/").content.decode()
    assert "Are they still right?" in words
    assert "Edda’s page" in words.split('id="pages-to-look-at', 1)[1].split("All pages to look at")[0]
    assert "Emil’s page" not in words
