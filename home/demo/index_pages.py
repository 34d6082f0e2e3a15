"""The lists of the demo site: title and lead, in both languages."""

from wagtail.models import Page

from events.models import EventIndexPage, WebinarIndexPage
from home.demo.fields import Item
from networks.models import NetworkIndexPage
from resources.models import ResourceIndexPage

INDEXES: dict[str, tuple[type[Page], Item]] = {
    "events": (
        EventIndexPage,
        {
            "title": "Events",
            "lead": "Dialogue sessions, webinars and gatherings of the network: what is coming, and what was held.",
            "fr": {
                "title": "Événements",
                "slug": "evenements",
                "lead": "Séances de dialogue, webinaires et rencontres du réseau : ce qui vient et ce qui a eu lieu.",
            },
        },
    ),
    "webinars": (
        WebinarIndexPage,
        {
            "title": "Webinars",
            "lead": "Series and single webinars, each with a written summary, the recording and what was handed out.",
            "fr": {
                "title": "Webinaires",
                "slug": "webinaires",
                "lead": "Des séries et des webinaires, avec leur résumé écrit, leur enregistrement et leurs documents.",
            },
        },
    ),
    "resources": (
        ResourceIndexPage,
        {
            "title": "Findings",
            "lead": "Reports, studies and guides, read and summed up by people who work in the field.",
            "fr": {
                "title": "Constats",
                "slug": "ressources",
                "lead": "Des rapports, des études et des guides, lus et résumés par des gens du milieu.",
            },
        },
    ),
    "network": (
        NetworkIndexPage,
        {
            "title": "The network",
            "lead": "Who we are, which groups meet, and how to take part in them.",
            "fr": {
                "title": "Le réseau",
                "slug": "reseau",
                "lead": "Qui nous sommes, quels groupes se réunissent et comment en faire partie.",
            },
        },
    ),
}
