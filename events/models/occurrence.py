"""The times at which events take place, as rows that lists and calendars ask for."""

from django.db import models

from events.models.event_page import EventPage


class Occurrence(models.Model):
    """A time at which a live event takes place. Rebuilt from the event whenever it goes live; never edited."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    start_utc = models.DateTimeField()
    end_utc = models.DateTimeField()

    class Meta:
        ordering = ["start_utc"]
        indexes = [models.Index(fields=["start_utc"]), models.Index(fields=["end_utc"])]
        constraints = [models.UniqueConstraint(fields=["event", "start_utc"], name="one_occurrence_at_a_time")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.start_utc:%Y-%m-%d %H:%M}Z"

    @classmethod
    def rebuild(cls, event: EventPage) -> None:
        """Write the occurrences of a live event; a page that is not live has none."""
        spans = event.occurrence_spans() if event.live else []
        cls.objects.filter(event_id=event.pk).delete()
        Occurrence.objects.bulk_create(
            Occurrence(event_id=event.pk, start_utc=start, end_utc=end) for start, end in spans
        )
