"""Of the reviews that are over, whoever sent them was told. Of the others: what was decided before they were sent."""

from django.db import migrations
from django.db.models import F


def note_what_was_told(apps, schema_editor):
    entries = apps.get_model("moderation", "ReviewEntry").objects.using(schema_editor.connection.alias)
    reviews = apps.get_model("moderation", "ImportReview").objects.using(schema_editor.connection.alias)
    entries.filter(review__in=reviews.exclude(finished_at=None)).update(is_told=True)
    earlier = entries.filter(decided_at__lt=F("review__sent_at"))
    entries.filter(pk__in=earlier.values("pk")).update(is_told=True)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0004_entry_is_told")]

    operations = [migrations.RunPython(note_what_was_told, migrations.RunPython.noop)]
