"""One factory for each model, valid by default: what it makes may go live."""

import datetime
import itertools
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site

from core.models import BasePage, PageTerm, Term
from events.models import EventIndexPage, EventPage, WebinarIndexPage, WebinarSeriesPage, WebinarSummaryPage
from home.models import HomePage, StandardPage
from networks.models import NetworkIndexPage, NetworkPage, Organisation, OrganisationText, Person
from resources.models import ResourceIndexPage, ResourcePage

_numbers = itertools.count(1)


def term(vocabulary: str, label: str, language: str = "en") -> Term:
    return Term.named_or_new(vocabulary, label, language)


def organisation(name: str = "", **fields: Any) -> Organisation:
    number = next(_numbers)
    made = Organisation(slug=f"organisation-{number}", **fields)
    made.texts = [OrganisationText(language="en", name=name or f"Organisation {number}")]
    made.save()
    return made


def person(name: str = "", **fields: Any) -> Person:
    number = next(_numbers)
    return Person.objects.create(slug=f"person-{number}", name=name or f"Person {number}", **fields)


def user(email: str = "", **fields: Any):
    return get_user_model().objects.create_user(email or f"user{next(_numbers)}@example.org", "password", **fields)


def moderator(**fields: Any):
    """Somebody who decides about pages in review; `set_up_groups` comes first."""
    person = user(**{"moderation_mail": "never"} | fields)
    person.groups.add(Group.objects.get(name="Moderators"))
    return person


def _page(model: type[Page], parent: Page, terms: list[Term], live: bool, **fields: Any) -> Any:
    number = next(_numbers)
    defaults = {"title": f"{model.__name__} {number}", "slug": f"page-{number}", "locale": parent.locale, "live": False}
    page = model(**defaults | fields)
    page.page_terms = [PageTerm(term=one, sort_order=order) for order, one in enumerate(terms)]
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if live:
        # As Wagtail does it, without our door: thousands of pages are made, and test_factories.py asks them once.
        super(BasePage, page).publish(revision)
    return model.objects.get(pk=page.pk)


def home() -> HomePage:
    """The front page of the default site, made once."""
    site = Site.objects.get(is_default_site=True)
    if isinstance(site.root_page.specific, HomePage):
        return site.root_page.specific
    page = HomePage(title="Home", slug="front", locale=Locale.objects.get(language_code="en"))
    Page.objects.get(depth=1).add_child(instance=page)
    site.root_page = page
    site.save()
    return page


def _index(model: type[Page], slug: str) -> Any:
    found = model.objects.filter(locale__language_code="en").first()
    return found or _page(model, home(), [], True, title=slug.capitalize(), slug=slug)


def event_index() -> EventIndexPage:
    return _index(EventIndexPage, "events")


def webinar_index() -> WebinarIndexPage:
    return _index(WebinarIndexPage, "webinars")


def resource_index() -> ResourceIndexPage:
    return _index(ResourceIndexPage, "resources")


def network_index() -> NetworkIndexPage:
    return _index(NetworkIndexPage, "network")


def lists() -> None:
    """The lists of each kind below the front page: with SQLite every test finds them there already."""
    for make in (event_index, webinar_index, resource_index, network_index):
        make()


def event(parent: Page | None = None, terms: list[Term] | None = None, live: bool = True, **fields: Any) -> EventPage:
    """An event a week from now, 10:00 to 11:30 Pacific Time, online, with a host."""
    defaults = {
        "start_date": datetime.date.today() + datetime.timedelta(days=7),
        "start_time": datetime.time(10),
        "end_time": datetime.time(11, 30),
        "mode": "online",
        "introduction": "<p>What it is about.</p>",
        "organisations": [("organisation", {"role": "host", "organisation": None, "name": "The host"})],
    }
    return _page(EventPage, parent or event_index(), terms or [], live, **defaults | fields)


def series(parent: Page | None = None, live: bool = True, **fields: Any) -> WebinarSeriesPage:
    return _page(WebinarSeriesPage, parent or webinar_index(), [], live, **fields)


def summary(
    parent: Page | None = None, terms: list[Term] | None = None, live: bool = True, **fields: Any
) -> WebinarSummaryPage:
    defaults = {
        "date": datetime.date(2026, 3, 5),
        "start_time": datetime.time(10),
        "end_time": datetime.time(11, 30),
        "summary": "<p>What was said.</p>",
    }
    return _page(WebinarSummaryPage, parent or webinar_index(), terms or [], live, **defaults | fields)


def resource(
    parent: Page | None = None, terms: list[Term] | None = None, live: bool = True, **fields: Any
) -> ResourcePage:
    """A finding in English from BC, a principle, unless `terms` says otherwise."""
    defaults = {
        "summary": "What the document is and whom it is for.",
        "year": 2021,
        "links": [("link", {"label": "The report", "url": "https://example.org/report.pdf"})],
    }
    if terms is None:
        terms = [term("category", "Principles"), term("region", "BC"), term("language", "English")]
    return _page(ResourcePage, parent or resource_index(), terms, live, **defaults | fields)


def network_page(parent: Page | None = None, live: bool = True, **fields: Any) -> NetworkPage:
    return _page(NetworkPage, parent or network_index(), [], live, **{"lead": "Who we are."} | fields)


def standard_page(parent: Page | None = None, live: bool = True, **fields: Any) -> StandardPage:
    return _page(StandardPage, parent or home(), [], live, **fields)


def in_french(page: Page, live: bool = True, **fields: Any) -> Any:
    """The French version of a page, with the pages above it."""
    french, _is_new = Locale.objects.get_or_create(language_code="fr")
    for above in page.get_ancestors().filter(depth__gt=1):
        if not above.specific.has_translation(french):
            in_french(above.specific, slug=f"{above.slug}-fr")
    copy = page.copy_for_translation(french)
    for name, value in ({"slug": f"{page.slug}-fr", "title": f"{page.title}, en français"} | fields).items():
        setattr(copy, name, value)
    revision = copy.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=copy.pk)
