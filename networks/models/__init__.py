"""The network: its pages, people, organisations and committees."""

from networks.models.committees import Committee, CommitteeText, Seat, SeatText
from networks.models.network_pages import NetworkIndexPage, NetworkPage
from networks.models.organisations import Organisation, OrganisationText
from networks.models.participation import Participation
from networks.models.people import Person, PersonText

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
