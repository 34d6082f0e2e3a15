"""What is live today becomes the first published version of each resource that has none."""

from itertools import islice

from django.db import migrations

CHUNK = 200
# As core/versions.py had it when this was written.
BESIDES = frozenset(
    """wagtail_admin_comments latest_revision latest_revision_created_at live_revision draft_title live
    has_unpublished_changes first_published_at last_published_at locked locked_at locked_by expired
    index_entries url_path path depth numchild owner""".split()
)


def closed_paths(apps):
    """Tree paths with a door, in every language."""
    keys = apps.get_model("wagtailcore", "PageViewRestriction").objects.values("page__translation_key")
    pages = apps.get_model("wagtailcore", "Page").objects
    return tuple(pages.filter(translation_key__in=keys).values_list("path", flat=True))


def keep(apps, schema_editor):
    version = apps.get_model("resources", "PublishedVersion")
    closed = closed_paths(apps)
    pages = apps.get_model("resources", "ResourcePage").objects.filter(
        live=True, live_revision__isnull=False, versions__isnull=True
    )
    names = ("pk", "title", "path", "last_published_at", "live_revision__created_at", "live_revision__content")
    rows = pages.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        version.objects.bulk_create(
            version(
                page_id=pk,
                number=1,
                title=title,
                content={key: value for key, value in content.items() if key not in BESIDES},
                published_at=published_at or made_at,
                was_closed=path.startswith(closed),
            )
            for pk, title, path, published_at, made_at, content in chunk
        )


class Migration(migrations.Migration):
    dependencies = [("resources", "0003_rows_taken_and_applied")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
