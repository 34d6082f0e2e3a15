"""The day of each occurrence, on the clocks of its event."""

from zoneinfo import ZoneInfo

from django.db import migrations


def fill(apps, schema_editor):
    occurrences = apps.get_model("events", "Occurrence")
    changed = []
    for row in occurrences.objects.select_related("event").iterator():
        row.day = row.start_utc.astimezone(ZoneInfo(row.event.time_zone)).date()
        changed.append(row)
    occurrences.objects.bulk_update(changed, ["day"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("events", "0013_dates_of_a_rule")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
