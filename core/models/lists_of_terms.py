"""The lists that terms stand in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.TextChoices):
    """The lists that terms stand in. The value is the parameter name in addresses."""

    CATEGORY = "category", _("Category")
    POPULATION = "population", _("Population")
    REGION = "region", _("Region")
    RESOURCE_TYPE = "type", _("Type of resource")
    EVENT_TYPE = "event-type", _("Kind of event")
    AUDIENCE = "audience", _("Audience")
    SECTOR = "sector", _("Sector")
    TOPIC = "topic", _("Topic")
    LANGUAGE = "language", _("Language of the document")
    MATERIAL_TYPE = "material-type", _("Kind of material")
    FINDING_GROUP = "finding-group", _("Group of findings")
