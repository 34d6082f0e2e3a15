"""The lists of each kind in the admin's menu, site settings, and the form of a picture."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.models import SiteSettings, SiteText, Term
from events.models import EventPage
from files.models import SiteImage
from tests import factories


@pytest.fixture
def staff(client, db):
    client.force_login(factories.user(is_superuser=True))
    return client


def titles(answer):
    return [page.title for page in answer.context["object_list"]]


@pytest.mark.parametrize("name", ["event", "webinar", "resource", "network"])
@pytest.mark.parametrize("query", ["", "?q=x", "?q=%22", "?state=review", "?state=draft&written_in=1"])
def test_each_kind_has_a_list(staff, name, query):
    factories.event()
    factories.summary()
    factories.resource()
    factories.network_page()
    assert staff.get(f"/admin/{name}_list/{query}").status_code == 200


def test_the_menu_leads_to_the_lists(staff):
    menu = staff.get("/admin/").text
    for name in ("Events", "Webinars", "Resources", "Network pages", "Directory"):
        assert name in menu


def test_a_region_finds_what_lies_in_it(staff):
    province, town = factories.term("region", "BC"), factories.term("region", "Surrey")
    Term.objects.filter(pk=town.pk).update(parent=province)
    factories.event(title="There", terms=[town])
    factories.event(title="Elsewhere")
    answer = staff.get(f"/admin/event_list/?region={province.pk}")
    assert titles(answer) == ["There"]
    assert "Surrey" in answer.text


def test_the_next_event_stands_first_and_what_is_over_last(staff):
    today = timezone.localdate()
    for title, days in (("Long over", -300), ("Far away", 300), ("Just over", -3), ("Next", 2)):
        factories.event(title=title, start_date=today + datetime.timedelta(days=days))
    assert titles(staff.get("/admin/event_list/")) == ["Next", "Far away", "Just over", "Long over"]
    assert titles(staff.get("/admin/event_list/?ordering=title")) == ["Far away", "Just over", "Long over", "Next"]


@pytest.mark.parametrize(("state", "found"), [("live", ["Live"]), ("draft", ["Draft"]), ("changed", [])])
def test_the_list_is_narrowed_by_state(staff, state, found):
    factories.event(title="Live")
    factories.event(title="Draft", live=False)
    assert titles(staff.get(f"/admin/event_list/?state={state}")) == found


def test_events_are_narrowed_by_year_condition_and_language(staff):
    factories.event(
        title="Wanted", start_date=datetime.date(2024, 5, 1), condition="cancelled", condition_reason="Snow."
    )
    factories.event(title="Other")
    english = Locale.objects.get(language_code="en").pk
    answer = staff.get(f"/admin/event_list/?year=2024&condition=cancelled&written_in={english}")
    assert titles(answer) == ["Wanted"]


def test_webinars_are_narrowed_by_series(staff):
    series = factories.series()
    factories.summary(series, title="Part one")
    factories.summary(title="Alone")
    assert titles(staff.get(f"/admin/webinar_list/?series={series.pk}")) == ["Part one"]


@pytest.mark.parametrize("place", ["list", "section", "front"])
def test_a_row_of_a_list_costs_nothing(staff, place):
    parent = {"section": factories.event_index, "front": factories.home}.get(place)
    address = f"/admin/pages/{parent().pk}/" if parent else "/admin/event_list/"

    def costs():
        staff.get(address)
        with CaptureQueriesContext(connection) as queries:
            staff.get(address)
        return len(queries)

    def add(number):
        factories.event(terms=[factories.term("region", f"Region {number}")])
        factories.standard_page()

    add(0)
    of_one = costs()
    for number in range(1, 13):
        add(number)
    assert costs() == of_one


@pytest.mark.parametrize("name", ["event_list", "resource_list", "webinar_list", "network_list"])
def test_a_list_of_a_kind_costs_forty_queries_at_most(staff, name, django_assert_max_num_queries):
    factories.event()
    factories.resource()
    factories.summary()
    with django_assert_max_num_queries(40):
        assert staff.get(f"/admin/{name}/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/admin/snippets/networks/person/",
        "/admin/snippets/networks/organisation/",
        "/admin/pages/search/?q=Rows",
        "/admin/pages/search/results/?q=Rows",
        "/admin/choose-page/search/?q=Rows",
        "/admin/choose-page/",
    ],
)
def test_directory_and_searches_cost_forty_queries_at_most(staff, address, django_capture_on_commit_callbacks):
    """Whatever their rows, and what can be chosen in their filters."""

    def costs():
        staff.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(address).status_code == 200
        return len(queries)

    def add(number):
        with django_capture_on_commit_callbacks(execute=True):
            region, sector = factories.term("region", f"Region {number}"), factories.term("sector", f"Sector {number}")
            organisation = factories.organisation(f"Body {number}", region=region, sector=sector)
            factories.person(name=f"Rows {number}", organisation=organisation)
            factories.resource(title=f"Rows {number}")

    add(0)
    of_one = costs()
    for number in range(1, 9):
        add(number)
    assert costs() == of_one
    assert of_one <= 40


def test_a_new_event_begins_in_the_zone_of_the_network(staff):
    section = factories.event_index()
    settings = SiteSettings.for_site(Site.objects.get())
    settings.time_zone = "America/Halifax"
    settings.save()
    page = staff.get(f"/admin/pages/add/events/eventpage/{section.pk}/").text
    assert '<option value="America/Halifax" selected>' in page
    assert EventPage._meta.get_field("time_zone").default == "America/Vancouver"


def test_a_new_finding_begins_without_a_year(staff):
    page = staff.get(f"/admin/pages/add/resources/resourcepage/{factories.resource_index().pk}/").text
    assert 'name="year"' in page and 'name="year" value=' not in page


def test_a_picture_is_described_in_each_language(staff):
    picture = get_test_image_file(filename="shore.png")
    upload = SimpleUploadedFile("shore.png", picture.file.getvalue(), content_type="image/png")
    form = {"title": "Shore", "file": upload, "tags": "", "alt_en": "A shore at dawn", "alt_fr": " Un rivage "}
    assert staff.post("/admin/images/add/", form).status_code == 302
    image = SiteImage.objects.get()
    assert image.alternatives == {"en": "A shore at dawn", "fr": "Un rivage"}
    assert 'value="Un rivage"' in staff.get(f"/admin/images/{image.pk}/").text


def test_the_site_has_texts_in_every_language(staff):
    site = Site.objects.get()
    SiteSettings.objects.all().delete()
    texts = [
        {"language": code, "name": name, "tagline": "", "crisis_short": "", "contact_note": "", "alert_title": ""}
        | {field: rich_text("") for field in ("crisis_long", "land_acknowledgement", "footer", "alert_text")}
        | {
            "help_lines": streamfield(
                [("line", {"words": "In danger?", "number": "9-1-1", "can_call": "on", "note": ""})]
            )
        }
        for code, name in (("en", "The network"), ("fr", "Le réseau"))
    ]
    form = {"accent": "#1c5d66", "logo": "", "contact_mailbox": "", "security_contact": "", "alert_starts": ""}
    form |= {
        "quick_exit_url": "https://weather.gc.ca/",
        "time_zone": "America/Vancouver",
        "alert_ends": "",
        "review_days": "5",
    }
    form |= {"texts": inline_formset(texts), "social_links": inline_formset([]), "footer_pages": inline_formset([])}
    address = f"/admin/settings/core/sitesettings/{site.pk}/"
    page = staff.get(address).text
    assert 'type="color"' in page
    answer = staff.post(address, nested_form_data(form))
    assert answer.status_code == 302, answer.context["form"].errors
    assert set(SiteText.objects.values_list("language", "name")) == {("en", "The network"), ("fr", "Le réseau")}
    assert {text.help_lines[0].value["number"] for text in SiteText.objects.all()} == {"9-1-1"}


@pytest.mark.parametrize("query", ["", "?ordering=sort_start_utc", "?state=live", "?state=draft", "?q=%22"])
def test_the_tree_of_pages_shows_the_same_of_events(staff, query):
    factories.event(title="There", terms=[factories.term("region", "Surrey")])
    answer = staff.get(f"/admin/pages/{factories.event_index().pk}/{query}")
    assert answer.status_code == 200
    assert "Surrey" in answer.text
    assert (titles(answer) == ["There"]) == (query not in {"?state=draft", "?q=%22"})


@pytest.mark.parametrize("place", [factories.webinar_index, factories.resource_index, factories.network_index])
def test_the_tree_of_pages_opens_at_every_list(staff, place):
    factories.summary(factories.series())
    factories.network_page(factories.network_page())
    assert staff.get(f"/admin/pages/{place().pk}/").status_code == 200


def test_a_series_can_be_made_where_the_summaries_are(staff):
    index = factories.webinar_index()
    answer = staff.get("/admin/webinar_list/")
    assert f"/admin/pages/add/events/webinarseriespage/{index.pk}/" in answer.content.decode()
