"""What every page shares. Knows no content type."""

from core.models.external import ExternalLink, ExternalLinkUse
from core.models.glossary import GlossaryEntry, GlossaryMeaning
from core.models.media import SiteDocument, SiteImage, SiteRendition
from core.models.pages import BasePage, PagePart, RelatedPage, TermSlot
from core.models.site import SiteSettings, SiteText, SocialLink
from core.models.terms import FormerTermSlug, PageTerm, Term, TermLabel, Vocabulary
from core.models.work import HeldPublication, OutgoingMail, WorkerBeat

__all__ = [
    "BasePage",
    "ExternalLink",
    "ExternalLinkUse",
    "FormerTermSlug",
    "GlossaryEntry",
    "GlossaryMeaning",
    "HeldPublication",
    "OutgoingMail",
    "PagePart",
    "PageTerm",
    "RelatedPage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "SiteText",
    "SocialLink",
    "Term",
    "TermLabel",
    "TermSlot",
    "Vocabulary",
    "WorkerBeat",
]
