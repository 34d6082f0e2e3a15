"""The kinds of content that are installed, read off the page models. Names none of them."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, get_page_models

from core.models import BasePage

OTHER = "page"


def kind_of(model: type[Page]) -> str:
    """What search calls pages of this model."""
    return getattr(model, "searched_as", getattr(model, "kind", OTHER))


@cache
def models_by_kind() -> dict[str, list[type[BasePage]]]:
    found: dict[str, list[type[BasePage]]] = {}
    for model in get_page_models():
        if issubclass(model, BasePage):
            found.setdefault(kind_of(model), []).append(model)
    # Plain pages come last, whatever the order of the apps.
    return dict(sorted(found.items(), key=lambda item: item[0] == OTHER))


def label(kind: str) -> str:
    """The kind in the plural, for tabs: “Events”."""
    models = models_by_kind().get(kind, [])
    return str(next((model.kinds_label for model in models if model.kind == kind), kind))


def content_types_below(model: type[Model]) -> list[int]:
    """Keys of the content types whose rows have entries: of all kinds of page, or of the model itself."""
    models = get_page_models() if model is Page else [model]
    return [found.pk for found in ContentType.objects.get_for_models(*models).values()]


def content_types(kinds: list[str] | None = None) -> dict[int, type[BasePage]]:
    """Key of the content type and model, of the kinds given or of all."""
    models = [model for kind, group in models_by_kind().items() if kinds is None or kind in kinds for model in group]
    found = ContentType.objects.get_for_models(*models)
    return {found[model].pk: model for model in models}
