"""What stands for a page elsewhere: its card in lists, its entry in feeds, in JSON and in search results."""

from django.utils.translation import gettext_lazy as _

from core.models.page_terms import DescribedPage


class EnteredPage(DescribedPage):
    """A page as lists name it. Kinds say what their readers ask for first."""

    # What kind of thing it is, as search and lists name it.
    kind = "page"
    kind_label = _("Page")
    kinds_label = _("Pages")
    card_template = "components/card.html"
    # Fields with blocks that the card shows.
    card_blocks: tuple[str, ...] = ()

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
