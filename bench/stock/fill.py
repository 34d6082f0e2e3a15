"""Fills the database of the stock site: `python fill.py resources events`."""

import datetime
import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from pages.models import EventIndexPage, EventPage, FrontPage, ResourceIndexPage, ResourcePage, Term
from wagtail.models import Page, Site

# As in bench/database.py and bench/network.py.
SIZES = {"category": 6, "population": 30, "region": 60, "type": 20, "audience": 12, "topic": 40, "language": 6}
PER_PAGE = {"category": 1, "population": 2, "region": 1, "type": 1, "audience": 1, "topic": 2, "language": 1}
EVENT_TERMS = {"type": 1, "topic": 2, "region": 1, "population": 1}
TEXT = "<p>Housing is a right. <b>Bring</b> your own notes, and <i>tell</i> us what you found.</p>"
rolls = random.Random(7)


def terms_for(terms: dict[str, list[Term]], counts: dict[str, int]) -> list[Term]:
    return [term for name, count in counts.items() for term in rolls.sample(terms[name], count)]


def fill(resources: int, events: int) -> None:
    front = FrontPage(title="Home", slug="front", headline="What the network is for")
    Page.objects.get(depth=1).add_child(instance=front)
    Site.objects.update(root_page=front, hostname="localhost")
    listing = EventIndexPage(title="Events", slug="events", show_in_menus=True)
    index = ResourceIndexPage(title="Resources", slug="resources", show_in_menus=True)
    for page in (listing, index):
        front.add_child(instance=page)
    terms = {
        name: [Term.objects.create(vocabulary=name, name=f"{name} {n}", slug=f"{name}-{n}") for n in range(size)]
        for name, size in SIZES.items()
    }
    for number in range(events):
        day = datetime.date.today() + datetime.timedelta(days=number - events // 2)
        event = EventPage(
            title=f"Session {number} about housing",
            slug=f"e{number}",
            introduction="<p>What we talk about, in one sentence.</p>",
            start_date=day,
            start_time=datetime.time(10),
            end_time=datetime.time(11, 30),
            description=[("text", TEXT * 2) for _number in range(6)],
            organisations=[("item", {"name": "The host", "note": ""})],
        )
        event.terms.set(terms_for(terms, EVENT_TERMS))
        listing.add_child(instance=event)
    for number in range(resources):
        page = ResourcePage(
            title=f"Study {number} of many words in a row",
            slug=f"s{number}",
            summary="A summary.",
            year=rolls.randrange(1990, 2026),
            links=[("item", {"name": "Read the study", "note": ""})],
        )
        page.terms.set(terms_for(terms, PER_PAGE))
        index.add_child(instance=page)


call_command("migrate", verbosity=0)
with transaction.atomic():
    fill(int(sys.argv[1]), int(sys.argv[2]))
