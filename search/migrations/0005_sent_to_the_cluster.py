"""What a search cluster has to be told. SQLite makes the table anew for it: the triggers are made again."""

from importlib import import_module

from django.db import migrations, models


entries = import_module("search.migrations.0004_entries")


def make_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in entries.CREATE_TRIGGERS:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('search', '0004_entries'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoneEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField(unique=True)),
                ('written', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'search entry that is gone',
                'verbose_name_plural': 'search entries that are gone',
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='is_sent',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='entry',
            name='written',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('is_sent', False)), fields=['is_sent'], name='entries_to_send'),
        ),
        migrations.RunPython(make_triggers, migrations.RunPython.noop, elidable=False),
    ]
