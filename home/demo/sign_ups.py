"""Made-up people who signed up to events of the demo site. Nothing is sent to them."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from events.models import EventPage
from home.demo.fields import Item, World
from home.demo.page_maker import events
from signup.list_facts import note_facts
from signup.models import PlaceList, SignUp


def make_sign_ups(world: World) -> None:
    """For events that nobody has signed up to yet; of an event that repeats, for its next date."""
    for item in events():
        if rows := item.get("sign_ups"):
            event = EventPage.objects.get(pk=world.pages[item["slug"]].pk)
            next_date = event.date_of(timezone.now())
            _fill(event.at(next_date) if next_date else event, rows)


def _fill(event: EventPage, rows: list[Item]) -> None:
    places, is_new = PlaceList.objects.get_or_create(event_key=event.translation_key, day=event.seen_on)
    if not is_new:
        return
    note_facts(places, event)
    for number, row in enumerate(rows):
        has_place = event.capacity is None or number < event.capacity
        SignUp.objects.create(
            places=places,
            state=SignUp.State.PLACE if has_place else SignUp.State.WAITING,
            name=row["name"],
            email=f"{slugify(row['name'])}@example.org",
            language=row.get("language", "en"),
            time_zone=row["zone"],
            access_needs=row.get("needs", ""),
            supports=_supports(event, row),
            wants_honorarium="honorarium" in row.get("supports", []),
            answers=_answers(event, row),
            signed_up_at=timezone.now() - datetime.timedelta(days=len(rows) - number, hours=number),
        )


def _supports(event: EventPage, row: Item) -> list[str]:
    asked = set(row.get("supports", [])) - {"honorarium"}
    return [block.id for block in event.supports if block.value["kind"] in asked]


def _answers(event: EventPage, row: Item) -> dict[str, Any]:
    """Words, or the places of the answers chosen."""
    asked = zip(event.sign_up_questions, row.get("answers", []), strict=False)
    return {block.id: _answer(block.value["choices"].bound_blocks, given) for block, given in asked}


def _answer(choices: Any, given: Any) -> Any:
    if isinstance(given, list):
        return [choices[number].id for number in given]
    return choices[given].id if isinstance(given, int) else given
