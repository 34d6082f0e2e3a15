"""What lists count and order by, in the entry. SQLite makes the table anew for it: the triggers are made again."""

from importlib import import_module

from django.db import migrations, models


made_again = import_module("search.migrations.0005_sent_to_the_cluster")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0007_promotions'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='orders',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='entry',
            name='values',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.RunPython(made_again.make_triggers, migrations.RunPython.noop, elidable=False),
    ]
