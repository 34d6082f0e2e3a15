"""What staff set for search, in the admin. It goes through no review: it shows no words to the public."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from core.admin.word_search import RowChooserViewSet, WordsIndexView
from core.text.typed_words import plain
from search.models import SynonymGroup


class FilledInView(CreateView):
    """The form to add a row may be opened with words in it, from the report on what people look for."""

    request: HttpRequest

    def get_initial_form_instance(self) -> SynonymGroup:
        return self.model(words=plain(self.request.GET.get("words")))


class LinesIndexView(WordsIndexView):
    words_in = ["words"]


class SynonymGroupViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "list-ul"
    menu_label = _("Synonyms")
    add_view_class = FilledInView
    index_view_class = LinesIndexView
    chooser_viewset_class = RowChooserViewSet
    list_per_page = 50


class SearchGroup(SnippetViewSetGroup):
    items = (SynonymGroupViewSet,)
    menu_label = _("Search of the site")
    menu_icon = "search"
    menu_order = 520
