"""What staff set for search, in the admin. It goes through no review: it shows no words to the public."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import Page
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from core.admin.word_search import RowChooserViewSet, WordsIndexView
from core.text.typed_words import plain
from core.visibility import shown_in_admin
from search.models import Promotion, SynonymGroup


class FilledInView(CreateView):
    """The form to add a row may be opened with words in it, from the report on what people look for."""

    request: HttpRequest

    def get_initial_form_instance(self) -> SynonymGroup | Promotion:
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


class PromotionViewSet(SnippetViewSet):
    """Of recommended pages, those that this person may be shown in the admin."""

    model = Promotion
    icon = "pick"
    menu_label = _("Recommended pages")
    add_view_class = FilledInView
    index_view_class = LinesIndexView
    chooser_viewset_class = RowChooserViewSet
    list_display = ["__str__", Column("page", label=_("Page")), DateColumn("until", label=_("Last day"))]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        pages = shown_in_admin(Page.objects.all(), request.user)
        return Promotion.objects.filter(page__in=pages.values("pk")).select_related("page")


class SearchGroup(SnippetViewSetGroup):
    items = (SynonymGroupViewSet, PromotionViewSet)
    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 520
