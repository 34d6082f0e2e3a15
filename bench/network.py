"""The site that `bench.pages` asks: the resources of `bench.database`, events, and a front page with sections."""

import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from bench.database import SIZES, build
from core.models import PageTerm, Term
from events.models import EventIndexPage, EventPage
from home.models import HomePage

FAQ = "<p>Housing is a right. <b>Bring</b> your own notes, and <i>tell</i> us what you found.</p>"
DAY = datetime.timedelta(days=1)
# Terms that an event carries, by vocabulary.
EVENT_TERMS = {"event-type": 1, "topic": 2, "region": 1, "population": 1}


def body(paragraphs: int = 6) -> list[tuple[str, Any]]:
    """The same free text on both sites: headings and paragraphs in turn."""
    return [("text", FAQ * 2) for _number in range(paragraphs)]


def build_network(resources: int, events: int) -> None:
    index = build(resources)
    home = index.get_parent().specific
    with transaction.atomic():
        for page in (home, index):
            Page.objects.filter(pk=page.pk).update(show_in_menus=True)
        _events(home, events)
    front = HomePage.objects.get(pk=home.pk)
    front.headline = "What the network is for"
    front.sections = [
        ("next_events", {"heading": "Next events", "count": 5}),
        ("featured_resources", {"heading": "Latest findings", "text": "", "count": 5, "resources": []}),
    ]
    front.save_revision().publish()


def _events(home: HomePage, count: int) -> None:
    listing = EventIndexPage(title="Events", slug="events", locale=home.locale, show_in_menus=True)
    home.add_child(instance=listing)
    kinds = [Term.named_or_new("event-type", f"event type {number}", "en") for number in range(8)]
    terms = {name: list(Term.objects.filter(vocabulary=name).order_by("pk")) for name in SIZES} | {"event-type": kinds}
    today = datetime.date.today()
    carried = []
    for number in range(count):
        event = EventPage(
            title=f"Session {number} about housing",
            slug=f"e{number}",
            locale=home.locale,
            introduction="<p>What we talk about, in one sentence.</p>",
            start_date=today + (number - count // 2) * DAY,
            start_time=datetime.time(10),
            end_time=datetime.time(11, 30),
            description=body(),
            organisations=[("organisation", {"role": "host", "organisation": None, "name": "The host"})],
        )
        listing.add_child(instance=event)
        for name, many in EVENT_TERMS.items():
            carried += [
                PageTerm(page=event, term=terms[name][(number + more) % len(terms[name])]) for more in range(many)
            ]
    PageTerm.objects.bulk_create(carried)
