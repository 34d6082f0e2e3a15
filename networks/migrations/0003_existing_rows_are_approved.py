"""What stands in the directory already was seen by everybody: it is not new."""

from django.db import migrations
from django.utils import timezone


def note(apps, schema_editor):
    for name in ("Person", "Organisation"):
        apps.get_model("networks", name).objects.filter(first_published_at=None).update(first_published_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_drafts_of_the_directory")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
