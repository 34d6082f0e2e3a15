"""Entries of our own, with ready words, and a full-text index of them that the database keeps itself.

Before, words were looked for in the tables of modelsearch, cut by each database in its own way; these are what the
search of the admin asks. Triggers (SQLite) or a generated column (PostgreSQL) keep the index in the transaction that
changes an entry.

On SQLite, Django makes a table anew to alter it, which drops its triggers: a migration that alters an entry must run
CREATE_TRIGGERS again. tests/search/test_entries.py notices when one does not. Entries are written by the worker within
a minute of the migration (search/jobs.py), or at once by `manage.py update_search`.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

words_in_postgresql, words_of_parts, apostrophes = (
    import_module(f"search.migrations.{name}")
    for name in ("0001_words_in_postgresql", "0002_words_of_parts", "0003_apostrophes_part_words")
)


def _triggers(table, key, *fields):
    """The index holds no text of its own: it reads the table, and is told what to forget."""
    words, columns = f"{table}_words", ", ".join(fields)
    new, old = (", ".join(f"{row}.{field}" for field in fields) for row in ("new", "old"))
    add = f"INSERT INTO {words}(rowid, {columns}) VALUES (new.{key}, {new});"
    take = f"INSERT INTO {words}({words}, rowid, {columns}) VALUES ('delete', old.{key}, {old});"
    changed = " OR ".join(f"new.{field} IS NOT old.{field}" for field in fields)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {words}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER IF NOT EXISTS {words}_changed AFTER UPDATE ON {table} WHEN {changed} BEGIN {take} {add} END",
        f"CREATE TRIGGER IF NOT EXISTS {words}_removed AFTER DELETE ON {table} BEGIN {take} END",
    ]


def _index(table, key, *fields):
    return (
        f"CREATE VIRTUAL TABLE {table}_words USING fts5({', '.join(fields)}, content='{table}', content_rowid='{key}', "
        "tokenize='unicode61 remove_diacritics 0')"
    )


def _column(table, vector):
    return [
        f"ALTER TABLE {table} ADD COLUMN words_vector tsvector GENERATED ALWAYS AS ({vector}) STORED",
        f"CREATE INDEX {table}_words ON {table} USING gin (words_vector)",
    ]


def _vector(field):
    return f"to_tsvector('pg_catalog.simple'::regconfig, {field})"


ENTRY, PART = ("search_entry", "id", "title", "names", "body", "files"), ("search_partentry", "part_id", "words")
CREATE_TRIGGERS = [*_triggers(*ENTRY), *_triggers(*PART)]
FORWARDS = {
    "sqlite": [
        *words_of_parts.REMOVE["sqlite"],
        *apostrophes.BACKWARDS["sqlite"][:3],
        _index(*ENTRY),
        _index(*PART),
        *CREATE_TRIGGERS,
    ],
    "postgresql": [
        *words_of_parts.REMOVE["postgresql"],
        *words_in_postgresql.REMOVE,
        *_column(
            "search_entry",
            " || ".join(f"setweight({_vector(field)}, '{letter}')" for field, letter in zip(ENTRY[2:], "ABCD")),
        ),
        *_column("search_partentry", _vector("words")),
    ],
}


def forwards(apps, schema_editor):
    for statement in FORWARDS.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("wagtailsearch", "0010_add_text_fields"),
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0004_existing_terms_are_approved'),
        ('search', '0003_apostrophes_part_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartEntry',
            fields=[
                ('part', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='core.pagepart')),
                ('words', models.TextField()),
            ],
            options={
                'verbose_name': 'search entry of a part',
                'verbose_name_plural': 'search entries of parts',
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=80, unique=True)),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'words',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('language', models.CharField(blank=True, max_length=12)),
                ('title', models.TextField(blank=True)),
                ('names', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('files', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('revision', models.PositiveBigIntegerField(blank=True, null=True)),
                ('analyser', models.PositiveSmallIntegerField(default=0)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id'), name='one_entry_each')],
            },
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop, elidable=False),
    ]
