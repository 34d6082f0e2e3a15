"""Words for joining the network, as a group of synonyms that staff change and delete: readers ask how to become a
member, and pages are called “How to join” or « Comment adhérer ».
"""

from django.db import migrations

GROUP = ["become a member", "how to join", "devenir membre", "adhérer"]


def add(apps, schema_editor):
    apps.get_model("search", "SynonymGroup").objects.create(words="\n".join(GROUP))


class Migration(migrations.Migration):
    dependencies = [("search", "0014_page_readings")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
