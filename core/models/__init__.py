"""What every page shares. Knows no content type."""

from core.models.glossary import GlossaryEntry, GlossaryMeaning
from core.models.pages import BasePage, PagePart, RelatedPage, TermSlot
from core.models.site import SiteSettings, SiteText, SocialLink
from core.models.terms import FormerTermSlug, PageTerm, Term, TermLabel, Vocabulary

__all__ = [
    "BasePage",
    "FormerTermSlug",
    "GlossaryEntry",
    "GlossaryMeaning",
    "PagePart",
    "PageTerm",
    "RelatedPage",
    "SiteSettings",
    "SiteText",
    "SocialLink",
    "Term",
    "TermLabel",
    "TermSlot",
    "Vocabulary",
]
