"""The times at which events take place, as rows that lists and calendars ask for."""

from django.db import models

from events.models.event_page import EventPage


class Occurrence(models.Model):
    """A time at which a live event takes place. Rebuilt from the event whenever it goes live; never edited."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    # Its day in the rule of an event that repeats, by which it is named; otherwise the day on which it begins there.
    day = models.DateField()
    start_utc = models.DateTimeField()
    end_utc = models.DateTimeField()

    class Meta:
        ordering = ["start_utc", "day"]
        indexes = [models.Index(fields=["start_utc"]), models.Index(fields=["end_utc"])]
        constraints = [models.UniqueConstraint(fields=["event", "day", "start_utc"], name="one_occurrence_of_a_day")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.start_utc:%Y-%m-%d %H:%M}Z"

    @classmethod
    def rebuild(cls, event: EventPage) -> None:
        """Write the occurrences of a live event; a page that is not live has none."""
        spans = event.occurrence_spans() if event.live else []
        cls.objects.filter(event_id=event.pk).delete()
        Occurrence.objects.bulk_create(
            Occurrence(event_id=event.pk, day=day, start_utc=start, end_utc=end) for day, (start, end) in spans
        )
