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
            "lead": "Dialogue sessions, webinars and gatherings, to come and past.",
            "fr": {
                "title": "Événements",
                "slug": "evenements",
                "lead": "Séances de dialogue, webinaires et rencontres, à venir et passés.",
            },
        },
    ),
    "webinars": (
        WebinarIndexPage,
        {
            "title": "Webinars",
            "lead": "Each with a written summary, the recording and the handouts.",
            "fr": {
                "title": "Webinaires",
                "slug": "webinaires",
                "lead": "Chacun avec son résumé écrit, son enregistrement et ses documents.",
            },
        },
    ),
    "resources": (
        ResourceIndexPage,
        {
            "title": "Resources",
            "lead": "Reports, studies and guides, summed up by people in the field.",
            "fr": {
                "title": "Ressources",
                "slug": "ressources",
                "lead": "Rapports, études et guides, résumés par des gens du milieu.",
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
