"""What stands for a page elsewhere: its card in lists, its entry in feeds, in JSON and in search results."""

import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models.page_terms import DescribedPage
from core.text.cleaning import cleaned
from core.text.page_text import words_from_elsewhere, written_text


class EnteredPage(DescribedPage):
    """A page as lists name it. Kinds say what their readers ask for first."""

    # What kind of thing it is, as search and lists name it.
    kind = "page"
    kind_label = _("Page")
    kinds_label = _("Pages")
    card_template = "components/card.html"
    # Fields with blocks that the card shows.
    card_blocks: tuple[str, ...] = ()
    # Fields by which the newest is offered first where one is chosen.
    newest: tuple[str, ...] = ()
    # Where one is missing among those to choose from, it is begun there by its title; this is said of it.
    begun_by_title: str | Promise = ""

    class Meta:
        abstract = True

    @property
    def summary_text(self) -> str:
        """A sentence or two for cards, feeds and search engines."""
        return self.search_description

    @property
    def feed_text(self) -> str:
        """What a feed says of the page."""
        return self.summary_text

    @property
    def list_facts(self) -> dict[str, object]:
        """What lists in JSON tell besides title, summary and terms."""
        return {}

    @property
    def hit_note(self) -> str:
        """What stands beside the kind in search results: a date, a type."""
        return ""

    @property
    def own_day(self) -> datetime.date | None:
        """The day by which it is newer or older than others of its kind."""
        return self.first_published_at.date() if self.first_published_at else None

    # In search

    @property
    def search_text(self) -> str:
        """Everything that the search of the admin looks into, besides the title."""
        return cleaned("\n".join([written_text(self), *self.search_names(), *words_from_elsewhere(self)]))

    def search_names(self) -> list[str]:
        """Words beside the text: what kind of page it is, terms and the regions around them, and what kinds add."""
        terms = {one.pk: one for term in self.terms for one in term.lineage()}
        found = [word for term in terms.values() for word in term.all_words]
        # “Page” says nothing.
        kinds = (
            [] if getattr(self, "searched_as", self.kind) == "page" else [str(self.kind_label), str(self.kinds_label)]
        )
        return [*kinds, *found, *self.more_search_text()]

    def more_search_text(self) -> list[str]:
        """Words that stand in other tables or in numbers: people, organisations, places, days. Kinds add theirs."""
        return []

    @property
    def search_until(self) -> datetime.datetime | None:
        """Until when the page is news, for what has an end."""
        return None
