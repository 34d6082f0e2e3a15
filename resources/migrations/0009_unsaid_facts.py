"""What was not said becomes that: these facts were “no” until somebody said “yes”.

A “no” that was only the default cannot be told from one that was meant. Shown as a fact it would be a guess about
somebody's document, so all of them become “not said”, in the pages and in the versions that are edited or go live next;
a “no” that was meant has to be said again. “Yes” stays, and so does the year, which nobody can tell from a typed one.
Kept versions say what they said.
"""

from django.db import migrations

FACTS = ("is_peer_reviewed", "has_full_text", "may_be_reproduced")


def forget_defaults(apps, schema_editor):
    pages = apps.get_model("resources", "ResourcePage").objects
    for name in FACTS:
        pages.filter(**{name: False}).update(**{name: None})
    current = pages.values_list("latest_revision", "live_revision")
    keys = {key for row in current for key in row if key}
    revisions = apps.get_model("wagtailcore", "Revision").objects
    scheduled = revisions.filter(content_type__model="resourcepage").exclude(approved_go_live_at=None)
    keys |= set(scheduled.values_list("pk", flat=True))
    for key in sorted(keys):
        revision = revisions.get(pk=key)
        unsaid = [name for name in FACTS if revision.content.get(name) is False]
        if unsaid:
            revisions.filter(pk=key).update(content=revision.content | dict.fromkeys(unsaid))


class Migration(migrations.Migration):
    dependencies = [("resources", "0008_said_or_not"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]
    operations = [migrations.RunPython(forget_defaults, migrations.RunPython.noop, elidable=True)]
