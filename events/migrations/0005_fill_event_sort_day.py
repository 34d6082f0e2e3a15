"""The day in whose month lists count an event, for those that are there already."""

import datetime

from django.db import migrations


def listed_day(event) -> datetime.date | None:
    if event.condition == "postponed":
        return event.new_date
    if event.precision == "none" or event.start_date is None:
        return None
    if event.precision == "season":
        month = event.start_date.month + 1
        return datetime.date(event.start_date.year + month // 12, month % 12 + 1, 1)
    return event.start_date


def fill(apps, schema_editor) -> None:
    events = apps.get_model("events", "EventPage").objects
    for event in events.only("pk", "condition", "new_date", "precision", "start_date").iterator():
        events.filter(pk=event.pk).update(sort_day=listed_day(event))


class Migration(migrations.Migration):
    dependencies = [("events", "0004_event_sort_day")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
