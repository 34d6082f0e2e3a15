"""A site with nothing but a list of resources and the terms that its rows name."""

from wagtail.models import Locale, Page

from core.models import Term
from home.models import HomePage
from resources.models import ResourceIndexPage
from users.models import User


def empty_site(terms: dict[str, list[str]]) -> tuple[ResourceIndexPage, User]:
    """The list, and an administrator. `terms`: the names of each vocabulary."""
    home = HomePage(title="Home", slug="front", locale=Locale.objects.get(language_code="en"))
    Page.objects.get(depth=1).add_child(instance=home)
    index = ResourceIndexPage(title="Resources", slug="resources", locale=home.locale)
    home.add_child(instance=index)
    for vocabulary, names in terms.items():
        for name in names:
            Term.named_or_new(vocabulary, name, "en")
    return index, User.objects.create_superuser("bench@example.org", "bench")
