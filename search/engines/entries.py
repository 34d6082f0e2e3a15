"""Which rows of the index in the database belong to a model."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, get_page_models


def content_types(model: type[Model]) -> list[int]:
    models = get_page_models() if model is Page else [model]
    return [found.pk for found in ContentType.objects.get_for_models(*models).values()]
