"""When pages are to be looked at again."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Site

from care.models import CareSettings, PageCare, ReviewPeriod
from care.page_answers import put_off
from care.review_dates import after_months, keep_rows
from tests import factories

pytestmark = pytest.mark.django_db


def days():
    return dict(PageCare.objects.values_list("page_id", "review_on"))


def period(**fields):
    settings = CareSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))[0]
    return ReviewPeriod.objects.create(settings=settings, **fields)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-15", 24, "2028-12-15"),
        ("2026-01-31", 11, "2026-12-31"),
    ],
)
def test_months_end_where_they_end(day, months, then):
    assert after_months(datetime.date.fromisoformat(day), months) == datetime.date.fromisoformat(then)


def test_each_kind_has_its_time():
    made = [factories.resource(), factories.standard_page(), factories.network_page(), factories.summary()]
    keep_rows()
    today, found = timezone.localdate(), days()
    assert [found[page.pk] for page in made] == [after_months(today, months) for months in (24, 12, 12, 24)]


def test_events_and_lists_never_come_up():
    made = [factories.event(), factories.resource_index(), factories.event_index()]
    keep_rows()
    assert [days()[page.pk] for page in made] == [None, None, None]


def test_drafts_have_no_day():
    draft = factories.standard_page(live=False)
    keep_rows()
    assert draft.pk not in days()


def test_a_page_that_goes_off_the_site_comes_up_no_more():
    page = factories.standard_page()
    keep_rows()
    page.unpublish()
    keep_rows()
    assert page.pk not in days()


def test_a_translation_comes_up_with_its_original_alone():
    page = factories.standard_page()
    french = factories.in_french(page)
    keep_rows()
    assert page.pk in days()
    assert french.pk not in days()


def test_a_page_in_french_alone_comes_up():
    page = factories.standard_page()
    french = factories.in_french(page)
    page.unpublish()
    keep_rows()
    assert set(days()) & {page.pk, french.pk} == {french.pk}


def test_the_nearest_section_says_when():
    section = factories.standard_page()
    below = factories.standard_page(section)
    beside = factories.standard_page()
    period(months=6)
    period(section=section, months=3)
    period(section=section, kind="resources.resourcepage", months=1)
    keep_rows()
    today, found = timezone.localdate(), days()
    assert found[below.pk] == found[section.pk] == after_months(today, 3)
    assert found[beside.pk] == after_months(today, 6)


def test_a_kind_counts_before_all_kinds_and_0_is_never():
    page, resource = factories.standard_page(), factories.resource()
    period(kind="home.standardpage", months=0)
    period(months=2)
    keep_rows()
    assert days()[page.pk] is None
    assert days()[resource.pk] == after_months(timezone.localdate(), 2)


def test_a_section_holds_in_all_languages():
    section = factories.standard_page()
    page = factories.standard_page(section)
    factories.in_french(page)
    page.unpublish()
    period(section=section, months=3)
    keep_rows()
    french = page.get_translations().get()
    assert days()[french.pk] == after_months(timezone.localdate(), 3)


def test_what_was_put_off_stays_put_off_when_the_rules_change(comes_up):
    page = comes_up()
    day = put_off(page.care, 3)
    period(months=1)
    keep_rows()
    assert days()[page.pk] == day


def test_going_live_again_is_a_look_at_it(comes_up):
    page = comes_up()
    assert page.care.is_due
    page.save_revision().publish()
    care = PageCare.objects.get(page_id=page.pk)
    assert care.looked_at == timezone.localdate()
    assert not care.is_due


def test_keeping_rows_again_changes_nothing(comes_up):
    comes_up()
    before = list(PageCare.objects.order_by("pk").values())
    keep_rows()
    assert list(PageCare.objects.order_by("pk").values()) == before
