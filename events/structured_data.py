"""Events and summaries by the words of schema.org. The joining link is never among them."""

from typing import TYPE_CHECKING, Any

from wagtail.blocks import StructValue

from core.addresses import full_address, own_address
from events import event_times
from events.models.place import Placed
from events.models.registration import OpenToRegistration
from events.models.webinar_session import HeldSession
from networks.directory_prefetch import names_of_organisations, names_of_people
from website.covers.shared_picture import shared_picture
from website.structured_data import described, network, organisations, people

if TYPE_CHECKING:
    from events.models import EventPage

STATUS = {"as-planned": "EventScheduled", "cancelled": "EventCancelled", "postponed": "EventPostponed"}
MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
SCHEMA = "https://schema.org/"


def event_data(event: "EventPage") -> dict[str, Any]:
    """An event; nothing while its day is unknown, since schema.org wants a date."""
    # Postponed to an unknown day, it keeps the old one beside its status, as search engines want it.
    times = event.times if event.takes_place else event.planned_times
    if not event_times.knows_day(times):
        return {}
    status = "EventRescheduled" if event.is_rescheduled else STATUS[event.condition]
    hosts = names_of_organisations(event, "host")
    return described(
        event,
        "Event",
        startDate=event_times.machine_value(times),
        endDate=event_times.end_value(times),
        previousStartDate=event_times.machine_value(event.planned_times) if event.is_rescheduled else "",
        eventStatus=SCHEMA + status,
        eventAttendanceMode=SCHEMA + MODES[event.mode] if event.mode else None,
        location=_locations(event),
        organizer=organisations(hosts),
        performer=people(names_of_people(event, "people")),
        offers=_offer(event),
        isAccessibleForFree=event.is_free,
    )


def _locations(event: Placed) -> list[dict[str, Any]]:
    locations: list[dict[str, Any]] = []
    if event.is_in_person and event.place:
        address = {"streetAddress": event.venue_address, "addressLocality": event.venue_city, "addressCountry": "CA"}
        locations.append(
            {
                "@type": "Place",
                "name": event.venue_name or event.venue_city,
                "address": {"@type": "PostalAddress"} | {name: value for name, value in address.items() if value},
            }
        )
    if event.is_online:
        locations.append({"@type": "VirtualLocation", "url": full_address(own_address(event))})
    return locations


def _offer(event: OpenToRegistration) -> dict[str, Any]:
    if event.invitation_only or not event.is_free:
        return {}
    url = event.sign_up_address or full_address(own_address(event))
    return {"@type": "Offer", "price": "0", "priceCurrency": "CAD", "url": url}


def summary_data(page: HeldSession) -> dict[str, Any]:
    """A summary is an article, with its recordings."""
    return described(
        page,
        "Article",
        headline=page.title,
        datePublished=page.first_published_at.date().isoformat() if page.first_published_at else "",
        author=[network()],
        publisher=network(),
        contributor=people(names_of_people(page, "people")),
        video=[_video(page, child.value) for child in page.recordings if child.value.provider],
    )


def _video(page: HeldSession, value: StructValue) -> dict[str, Any]:
    picture = shared_picture(page)
    described_video = {
        "@type": "VideoObject",
        "name": value["label"],
        "description": page.summary_text or page.title,
        "thumbnailUrl": picture.url if picture else "",
        "uploadDate": page.date.isoformat() if page.date else "",
        "inLanguage": value.get("language") or "",
        "embedUrl": value.player.partition("?")[0],
        "duration": f"PT{value['duration_minutes']}M" if value.get("duration_minutes") else "",
    }
    return {name: fact for name, fact in described_video.items() if fact}
