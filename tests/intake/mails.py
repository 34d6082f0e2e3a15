"""Mails as people write them, in sentences, and what somebody who reads them would put into which field."""

from dataclasses import dataclass, field
from typing import Any

from events.models import EventPage, WebinarSummaryPage
from resources.models import ResourcePage


@dataclass
class Mail:
    name: str
    kind: type
    text: str
    # Values of fields as text; of streams the names that they hold, in their order.
    expected: dict[str, Any]
    # Fields that nobody should fill from it.
    empty: list[str] = field(default_factory=list)
    # Words that must stand in the text field of the page.
    stays: list[str] = field(default_factory=list)


MAILS = [
    Mail(
        "evening",
        EventPage,
        """Hi Anna,

Thanks for asking last week! Our next open evening is titled “Tea after the night shift”. We meet in person at Quay House, 12 Dock Street, Nanaimo on Wednesday, February 10, from 5:30 to 7 pm.
Facilitator: Rosa Delmar, peer worker, Quay House. Guests: Ben Okafor (nurse, Bay Clinic) and Dr. Mei Lin (physician, Bay Hospital).
Last year on May 3 we had forty people in a small room. The evening is free and limited to 35 people. To register write to tea@quay.example.
By the end people will:
- know two places that are open at night
- have met somebody from the team
There is a ramp at the back door.

Warmly,
Jo
Quay House, 250 555 0100
""",
        {
            "title": "Tea after the night shift",
            "start_date": "2027-02-10",
            "start_time": "17:30:00",
            "end_time": "19:00:00",
            "mode": "in-person",
            "venue_name": "Quay House",
            "venue_city": "Nanaimo",
            "is_free": "True",
            "capacity": "35",
            "registration_needed": "True",
            "registration_url": "mailto:tea@quay.example",
            "people": ["Rosa Delmar", "Ben Okafor", "Dr. Mei Lin"],
            "objectives": ["know two places that are open at night", "have met somebody from the team"],
        },
        stays=["Last year on May 3", "There is a ramp at the back door."],
    ),
    Mail(
        "soirée",
        EventPage,
        """Bonjour à tous,

La soirée s’intitule « Parler sans crier ». Elle a lieu le jeudi 21 janvier de 18 h 30 à environ 20 h, en ligne sur Zoom (heure du Pacifique).
Animation : Léa Roy, paire aidante, Le Phare. Invitées : Dre Anne Côté (médecin, Hôpital du Nord) et Zoé Petit (travailleuse sociale, Centre Rive).
La participation est gratuite. Il y a 40 places. Pour vous inscrire, écrivez à soirees@phare.example.
Nous voulons que les gens puissent :
- trouver les premiers mots
- savoir qui appeler la nuit
L’an dernier, le 3 mai, la salle était trop petite.

Merci!
Renée
""",
        {
            "title": "Parler sans crier",
            "start_date": "2027-01-21",
            "start_time": "18:30:00",
            "end_time": "20:00:00",
            "time_zone": "America/Vancouver",
            "mode": "online",
            "online_platform": "Zoom",
            "is_free": "True",
            "capacity": "40",
            "registration_url": "mailto:soirees@phare.example",
            "people": ["Léa Roy", "Dre Anne Côté", "Zoé Petit"],
            "objectives": ["trouver les premiers mots", "savoir qui appeler la nuit"],
        },
        stays=["L’an dernier, le 3 mai"],
    ),
    Mail(
        "two days",
        EventPage,
        """Hello all,

The workshop called "A map of kind places" is on Tuesday, March 2, 2027, at 10 am. If that is too early for you we could take Friday, March 5, 2027 as well.
It is online via Teams. No need to sign up. Hosted by the Lantern Network and the Harbour Health Society.

Best,
Kim
""",
        {
            "title": "A map of kind places",
            "mode": "online",
            "online_platform": "Teams",
            "registration_needed": "False",
            "organisations": ["Lantern Network", "Harbour Health Society"],
        },
        empty=["start_date", "end_date"],
        stays=["March 2, 2027", "March 5, 2027"],
    ),
    Mail(
        "reply",
        EventPage,
        """Yes, let us do that. The talk “Night buses and safe rides” is on Monday, January 25, 2027, noon to 1 pm (Eastern), over Zoom. Sign up at https://example.org/rides. Our care teams talk about harm online and about drug-free housing there.

Sam

On Tue, Nov 24, 2026 at 9:12 AM Kit Moss <kit@example.org> wrote:
> Could we do Thursday, January 7, 2027 at 3 pm instead?
> There are 20 places.
""",
        {
            "title": "Night buses and safe rides",
            "start_date": "2027-01-25",
            "start_time": "12:00:00",
            "end_time": "13:00:00",
            "time_zone": "America/Toronto",
            "mode": "online",
            "registration_url": "https://example.org/rides",
        },
        empty=["is_free", "capacity"],
        stays=["drug-free housing"],
    ),
    Mail(
        "until about",
        EventPage,
        """The walk is on the 19th of January, a Tuesday, 6 pm until about 7.30, online on Zoom (Mountain). Called “Paths”. Answer before January 12 please.
Hosts are us (Quay Team) and the Coastal Walkers Table.
""",
        {
            "title": "Paths",
            "start_date": "2027-01-19",
            "start_time": "18:00:00",
            "end_time": "19:30:00",
            "time_zone": "America/Edmonton",
            "mode": "online",
            "organisations": ["Quay Team", "Coastal Walkers Table"],
        },
        stays=["Answer before January 12 please."],
    ),
    Mail(
        "no facts",
        EventPage,
        """Dear team,

We would like to hold something for young people in spring. Please feel free to send ideas. Stories in 60 places across BC show what works. We will write again before April 9.

Thank you
""",
        {},
        empty=["title", "start_date", "start_time", "mode", "is_free", "capacity", "registration_needed", "people"],
        stays=["feel free to send ideas"],
    ),
    Mail(
        "report",
        ResourcePage,
        """Hi,

please add the report “Warm rooms, small hours” (2023), written by Jane Marlow, Paul Osei and Li Chen, published by the Harbour Research Institute. You can read it at https://example.org/warm-rooms.pdf. It was peer reviewed.
The study found that:
- people came back three times a week
- nobody was sent away

Thanks,
Ana
""",
        {
            "title": "Warm rooms, small hours",
            "year": "2023",
            "authors": ["Jane Marlow", "Paul Osei", "Li Chen"],
            "organisations": ["Harbour Research Institute"],
            "links": ["https://example.org/warm-rooms.pdf"],
            "is_peer_reviewed": "True",
            "findings": ["people came back three times a week", "nobody was sent away"],
        },
    ),
    Mail(
        "rapport",
        ResourcePage,
        """Bonjour,

Voici le rapport « Des nuits plus sûres » (2022, auteurs Roy L, Côté A; publié par l’Institut du Nord). Il est ici : https://example.org/nuits.pdf, en français, PDF. Il n’a pas été révisé, mais beaucoup de gens le lisent.
Constats :
- la plupart des appels viennent après minuit
- les gens restent douze minutes au téléphone

Cordialement,
Anne
""",
        {
            "title": "Des nuits plus sûres",
            "year": "2022",
            "authors": ["Roy L", "Côté A"],
            "organisations": ["Institut du Nord"],
            "links": ["https://example.org/nuits.pdf"],
            "findings": ["la plupart des appels viennent après minuit", "les gens restent douze minutes au téléphone"],
        },
        empty=["is_peer_reviewed"],
    ),
    Mail(
        "two years",
        ResourcePage,
        """The guide “Doors that open” was released in 2021 and a second edition came out in 2024. It is by Priya Nand. It uses data of 2019.
""",
        {"title": "Doors that open", "authors": ["Priya Nand"]},
        empty=["year"],
        stays=["released in 2021"],
    ),
    Mail(
        "summary",
        WebinarSummaryPage,
        """Hello,

here is what we said in the webinar called “Asking for help early”. It took place on Thursday, October 15, 2026, from 9 to 10:30 am Pacific time, online on Zoom. Moderator: Priya Nand, RN, Harbour Clinic. Speakers: Sam Whitford (peer worker, Lighthouse Drop-in), Ines Novak (nurse, Bay Clinic).
Many people call late because they are afraid. A first call can be short.

All the best
Tom
""",
        {
            "title": "Asking for help early",
            "date": "2026-10-15",
            "start_time": "09:00:00",
            "end_time": "10:30:00",
            "time_zone": "America/Vancouver",
            "mode": "online",
            "people": ["Priya Nand", "Sam Whitford", "Ines Novak"],
        },
        stays=["A first call can be short."],
    ),
    Mail(
        "résumé",
        WebinarSummaryPage,
        """Résumé de la rencontre intitulée « La porte reste ouverte ». Elle a eu lieu le mardi 6 octobre 2026 de 13 h à 14 h 30. Animée par Léa Roy. La prochaine rencontre sera le 12 mars 2027.
Les familles ont parlé de la honte, de ce qui aide, et de la peur d’appeler quand il le faut.
""",
        {
            "title": "La porte reste ouverte",
            "date": "2026-10-06",
            "start_time": "13:00:00",
            "end_time": "14:30:00",
        },
        stays=["parlé de la honte", "12 mars 2027"],
    ),
]
