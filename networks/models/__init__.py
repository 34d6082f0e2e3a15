"""The network: its pages, people, organisations and committees."""

from networks.models.directory import (
    Committee,
    CommitteeText,
    Organisation,
    OrganisationText,
    Participation,
    Person,
    PersonText,
    Seat,
    SeatText,
)
from networks.models.network_pages import NetworkIndexPage, NetworkPage

__all__ = [
    "Committee",
    "CommitteeText",
    "NetworkIndexPage",
    "NetworkPage",
    "Organisation",
    "OrganisationText",
    "Participation",
    "Person",
    "PersonText",
    "Seat",
    "SeatText",
]
