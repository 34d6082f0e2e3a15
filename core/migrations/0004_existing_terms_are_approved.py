"""What stands there already was seen by everybody: it is not new."""

from django.db import migrations
from django.utils import timezone


def note(apps, schema_editor):
    for name in ("Term", "GlossaryEntry"):
        apps.get_model("core", name).objects.filter(first_published_at=None).update(first_published_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("core", "0003_terms_and_glossary_are_approved")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
