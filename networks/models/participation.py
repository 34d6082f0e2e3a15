"""Who took part in what."""

from django.db import models
from wagtail.models import Page

from networks.models.organisations import Organisation
from networks.models.people import Person


class Participation(models.Model):
    """Who took part in what. Derived from the live pages whenever one goes live or away; never edited."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="participations")
    part = models.CharField(max_length=20, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["page", "order"]
        indexes = [models.Index(fields=["person", "page"]), models.Index(fields=["organisation", "page"])]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.person_id or self.organisation_id} {self.part}"
