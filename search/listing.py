"""The only code that filters and paginates a list of pages."""

from wagtail.models import Page

from core.models import BasePage


class ListingPage(BasePage):
    """A page that lists what stands below it, filtered by the address."""

    page_size = 20

    class Meta:
        abstract = True

    def get_entries(self):
        return Page.objects.descendant_of(self)
