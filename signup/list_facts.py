"""What a list of places keeps of its event, so that it stands by itself when the page is gone."""

import datetime

from events.models import EventPage
from signup.event_of_list import begins_at, ends_at
from signup.models import PlaceList


def note_facts(places: PlaceList, event: EventPage) -> None:
    """Title, times, and when what is personal is deleted. While no day is known, nothing is deleted."""
    places.title, places.begins_at, places.ends_at = event.title, begins_at(event), ends_at(event)
    kept = datetime.timedelta(days=event.sign_ups_kept)
    places.delete_at = places.ends_at + kept if places.ends_at else None
    if not places.told:
        places.told = facts_told(event)
    places.save()


def facts_told(event: EventPage) -> dict[str, str]:
    """What somebody who comes has to know: when they change, all who signed up are written to."""
    start, end = begins_at(event), ends_at(event)
    return {
        "condition": event.condition,
        "begins": start.isoformat() if start else "",
        "ends": end.isoformat() if end else "",
        "precision": str(event.times.precision),
        "place": " / ".join(filter(None, (event.mode, event.venue_name, event.venue_address, event.venue_city))),
    }
