"""Which facets a list offers, and in which order: chosen by staff on the list page."""

from django.db import models


class FacetNamesField(models.JSONField):
    """Names of facets in order."""
