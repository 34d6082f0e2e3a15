"""What every page shares. Knows no content type."""

from core.models.card_queryset import CardQuerySet
from core.models.editor_tabs import Fold, shown_if, tabs, term_panels
from core.models.glossary import GlossaryEntry, GlossaryMeaning
from core.models.lists_of_terms import Vocabulary
from core.models.page_parts import PagePart
from core.models.page_terms import PageTerm, TermSlot
from core.models.pages import BasePage
from core.models.preferred_words import PreferredWord
from core.models.related_pages import RelatedPage
from core.models.site import FooterPage, SiteSettings, SiteText, SocialLink
from core.models.term_maps import TermMap
from core.models.terms import FormerTermSlug, Term, TermLabel

__all__ = [
    "BasePage",
    "CardQuerySet",
    "Fold",
    "FooterPage",
    "FormerTermSlug",
    "GlossaryEntry",
    "GlossaryMeaning",
    "PagePart",
    "PageTerm",
    "PreferredWord",
    "RelatedPage",
    "SiteSettings",
    "SiteText",
    "SocialLink",
    "Term",
    "TermLabel",
    "TermMap",
    "TermSlot",
    "Vocabulary",
    "shown_if",
    "tabs",
    "term_panels",
]
