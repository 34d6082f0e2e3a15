"""What the form offers while somebody types: the network's better words, and acronyms written out."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.rich_text.editors.draftail.features import ControlFeature
from wagtail.models import Page
from wagtail.rich_text import features as known_features
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.admin.kept_blocks import with_known_blocks
from core.models.glossary import meanings_in
from core.models.preferred_words import better_words

FEATURE = "word-offers"


def register(features: FeatureRegistry) -> None:
    """The place below a rich text where offers stand, and the script that makes them."""
    control = ControlFeature({"type": "WORD_OFFERS"}, js=["js/admin-words.js"])
    features.register_editor_plugin("draftail", FEATURE, control)


class RichTextArea(DraftailRichTextArea):
    """Wagtail's, with offers below it whatever else a field offers. It is no format, so that no field lists it.

    What it has no format for keeps its words.
    """

    def __init__(self, *args: Any, features: list[str] | None = None, **kwargs: Any) -> None:
        chosen = known_features.get_default_features() if features is None else features
        super().__init__(*args, features=[*chosen, FEATURE], **kwargs)

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Any:
        written = data.get(name)
        if isinstance(written, str):
            data = {name: with_known_blocks(written, self.options)}
        return super().value_from_datadict(data, files, name)


@never_cache
def words_for_page(request: HttpRequest, pk: int) -> JsonResponse:
    """For the script: what is offered in the language of this page, or of pages below it."""
    language = get_object_or_404(Page, pk=pk).locale.language_code
    said = {
        "better": gettext("“%(found)s”: the network says “%(preferred)s”"),
        "acronym": gettext("“%(found)s” is written out nowhere on this page: “%(preferred)s”"),
        "replace": gettext("Replace"),
        "write_out": gettext("Write it out"),
        "leave": gettext("Leave it"),
    }
    return JsonResponse({"better": better_words(language), "acronyms": meanings_in(language), "said": said})
