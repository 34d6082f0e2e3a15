"""An input named `method` hid the method of the form around it: autosave and every save failed."""

from django.db import migrations


def rename_in_drafts(apps, schema_editor):
    """What is not live stands in revisions alone."""
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="resources",
        content_type__model="resourcepage",
        content__has_key="method",
    )
    for revision in revisions.iterator():
        revision.content["research_method"] = revision.content.pop("method")
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0002_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RenameField("resourcepage", "method", "research_method"),
        migrations.RunPython(rename_in_drafts, migrations.RunPython.noop),
    ]
