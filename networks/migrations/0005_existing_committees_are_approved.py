"""What stands there already was seen by everybody: it is not new."""

from django.db import migrations
from django.utils import timezone


def note(apps, schema_editor):
    apps.get_model("networks", "Committee").objects.filter(first_published_at=None).update(first_published_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("networks", "0004_committees_are_approved")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
