"""The report over live pages: rows that a job keeps, seen by those who may edit the page; days are counted."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from core.models import PreferredWord
from quality.day_counts import KEPT, count_today, trends
from quality.live_findings import check_more_pages
from quality.models import CheckedPage, DayOfChecks, PageFinding
from tests import factories

pytestmark = pytest.mark.django_db


def calling(number="604-555-0118", **fields):
    return factories.standard_page(body=[("text", RichText(f"<p>Call {number}.</p>"))], **fields)


def of(page):
    return list(PageFinding.objects.filter(page_id=page.pk).values_list("check_code", "level"))


def overview(client):
    return client.get(reverse("quality_overview")).text


def listed(client, **query):
    """The lines, without the filters beside them."""
    answer = client.get(reverse("quality_findings_results"), query)
    assert answer.status_code == 200
    return answer.text


def test_live_pages_are_checked_once(django_assert_max_num_queries):
    page, draft = calling(), calling(live=False)
    check_more_pages()
    assert of(page) == [("phone", "warn")]
    assert of(draft) == []
    assert CheckedPage.objects.filter(page_id=page.pk).exists()
    first = PageFinding.objects.get(page_id=page.pk).pk
    with django_assert_max_num_queries(20):
        check_more_pages()
    assert PageFinding.objects.get(page_id=page.pk).pk == first


def test_a_new_version_is_checked_and_one_that_is_a_draft_is_not():
    page = calling()
    check_more_pages()
    page.body = [("text", RichText("<p>Call us.</p>"))]
    revision = page.save_revision()
    check_more_pages()
    assert of(page) == [("phone", "warn")]
    revision.publish()
    check_more_pages()
    assert of(page) == []


def test_what_the_checks_rest_on_changes(set_level, home, commit):
    page = factories.standard_page(body=[("text", RichText("<p>For addicts. Call 604-555-0118.</p>"))])
    check_more_pages()
    assert of(page) == [("phone", "warn")]
    PreferredWord.objects.create(language="en", avoided="addicts", preferred="people who use drugs")
    set_level(home, "phone", "block")
    commit()
    check_more_pages()
    assert sorted(of(page)) == [("better_words", "warn"), ("phone", "block")]


def test_a_new_day_is_a_new_look():
    page = calling()
    check_more_pages()
    PageFinding.objects.all().delete()
    check_more_pages(timezone.now() + datetime.timedelta(days=1))
    assert of(page) == [("phone", "warn")]


def test_nothing_stays_of_a_page_that_is_live_no_more():
    page = calling()
    check_more_pages()
    page.unpublish()
    check_more_pages()
    assert of(page) == []
    assert not CheckedPage.objects.filter(page_id=page.pk).exists()


def test_few_pages_at_a_time(monkeypatch):
    monkeypatch.setattr("quality.live_findings.AT_ONCE", 2)
    for _number in range(3):
        calling()
    assert check_more_pages() is not None
    for _time in range(10):
        if check_more_pages() is None:
            break
    assert PageFinding.objects.count() == 3


def test_the_report_counts_and_leads_to_the_place(editor, sign_in):
    page = calling(title="How to reach us")
    check_more_pages()
    client = sign_in(editor)
    assert "Something was found on 1 page." in overview(client)
    html = listed(client, check="phone")
    assert "How to reach us" in html
    assert f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#at=body." in html
    assert "How to reach us" not in listed(client, check="mailbox")
    assert "How to reach us" not in listed(client, level="block")


def test_the_report_by_section_and_language(editor, sign_in):
    section = factories.standard_page()
    calling(title="Within it", parent=section)
    calling(title="Beside it")
    check_more_pages()
    html = listed(sign_in(editor), section=section.pk)
    assert "Within it" in html
    assert "Beside it" not in html


def test_the_report_tells_nothing_of_pages_one_may_not_edit(editor_below, sign_in):
    section, other = factories.standard_page(title="My part"), factories.standard_page(title="Their part")
    calling(parent=section, title="Within reach")
    calling(parent=other, title="Out of reach")
    check_more_pages()
    count_today(timezone.now())
    client = sign_in(editor_below(section))
    assert "Within reach" in listed(client)
    for html in (listed(client), listed(client, section=other.pk), overview(client)):
        assert "Out of reach" not in html
        assert "Their part" not in html
    assert "Something was found on 1 page." in overview(client)
    # The trend is of all pages.
    assert "Three months" not in overview(client)
    exported = client.get(reverse("quality_findings"), {"export": "csv"})
    assert b"Out of reach" not in b"".join(exported.streaming_content)


def test_private_pages_are_told_to_those_who_may_edit_them_alone(close, editor, administrator, sign_in):
    private = factories.standard_page(title="Closed circle")
    calling(parent=private, title="Secret number")
    close(private)
    check_more_pages()
    assert "Secret number" in listed(sign_in(administrator))


def test_whoever_edits_nothing_sees_no_report(client, sign_in, db):
    client = sign_in(factories.user())
    for name in ("quality_overview", "quality_findings", "quality_findings_results", "quality_sections"):
        assert client.get(reverse(name)).status_code in {302, 403}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_report_is_exported_in_words(kind, editor, sign_in):
    calling(title="How to reach us")
    check_more_pages()
    answer = sign_in(editor).get(reverse("quality_findings"), {"export": kind})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    if kind == "csv":
        assert "The telephone number 604-555-0118 will be public." in content.decode()


def test_the_report_speaks_french(editor, sign_in):
    calling()
    check_more_pages()
    editor.language = "fr"
    editor.save()
    assert "Le numéro de téléphone 604-555-0118 sera public" in listed(sign_in(editor))


ODD = [
    {"check": "x"},
    {"section": "x"},
    {"section": "9" * 20},
    {"language": "9" * 20},
    {"level": "\x01"},
    {"title": "a\0"},
    {"ordering": "secret"},
    {"p": "x"},
]


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_are_no_errors(query, editor, sign_in):
    assert sign_in(editor).get(reverse("quality_findings"), query).status_code < 500


def test_days_are_counted_once_and_kept_for_a_while():
    now = timezone.now()
    calling()
    calling()
    check_more_pages()
    old = timezone.localdate(now) - KEPT - datetime.timedelta(days=1)
    DayOfChecks.objects.create(day=old, check_code="phone", pages=7, findings=7)
    count_today(now)
    count_today(now)
    today = DayOfChecks.objects.get(day=timezone.localdate(now), check_code="phone")
    assert (today.pages, today.findings) == (2, 2)
    assert not DayOfChecks.objects.filter(day=old).exists()
    assert DayOfChecks.objects.get(day=timezone.localdate(now), check_code="").pages >= 2


def test_the_trend_knows_days_before_and_draws_a_line(administrator, sign_in):
    today = timezone.localdate()
    for days, pages in ((90, 8), (31, 4), (10, 3), (0, 2)):
        day = today - datetime.timedelta(days=days)
        DayOfChecks.objects.create(day=day, check_code="phone", pages=pages, findings=pages)
    trend = trends(today)["phone"]
    assert trend.before == (4, 8, None)
    assert len(trend.line.split()) == 4
    assert (trend.first, trend.last) == (8, 2)
    assert 'aria-label="from 8 to 2"' in overview(sign_in(administrator))


def test_what_an_older_version_found_is_shown_all_the_same(editor, sign_in):
    page = calling(title="An old one")
    PageFinding.objects.create(page=page, check_code="gone", level="warn", found={})
    PageFinding.objects.create(page=page, check_code="phone", level="warn", found={"other": "%"})
    assert "An old one" in listed(sign_in(editor))
