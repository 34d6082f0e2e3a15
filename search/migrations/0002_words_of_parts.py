"""An index of the words of page parts (findings, questions, sections), kept by the database itself.

Parts are derived rows: written in bulk whenever a page goes live. A trigger (SQLite) or a generated column (PostgreSQL)
keeps their words in the same transaction, without a task that could be late. They have an index of their own, so that
searches for pages do not pay for hundreds of thousands of parts.

On SQLite, Django makes a table anew to alter it, which drops its triggers: a migration that alters `core.PagePart` must
run CREATE_TRIGGERS again. tests/search/test_parts.py notices when one does not.
"""

from django.db import migrations

TABLE, WORDS = "core_pagepart", "core_pagepart_words"
ADD = f"INSERT INTO {WORDS}(rowid, text, \"group\") VALUES (new.id, new.text, new.\"group\");"
TAKE = f"INSERT INTO {WORDS}({WORDS}, rowid, text, \"group\") VALUES ('delete', old.id, old.text, old.\"group\");"
CREATE_TRIGGERS = [
    f"CREATE TRIGGER IF NOT EXISTS {WORDS}_added AFTER INSERT ON {TABLE} BEGIN {ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS {WORDS}_changed AFTER UPDATE ON {TABLE} BEGIN {TAKE} {ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS {WORDS}_removed AFTER DELETE ON {TABLE} BEGIN {TAKE} END",
]
CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(text, \"group\", content='{TABLE}', content_rowid='id')",
        *CREATE_TRIGGERS,
        f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')",
    ],
    "postgresql": [
        f"""
        ALTER TABLE {TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS (
          to_tsvector('pg_catalog.simple'::regconfig, search_folded(text || ' ' || "group"))
        ) STORED
        """,
        f"CREATE INDEX {WORDS} ON {TABLE} USING gin (words)",
    ],
}
REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {WORDS}_added",
        f"DROP TRIGGER IF EXISTS {WORDS}_changed",
        f"DROP TRIGGER IF EXISTS {WORDS}_removed",
        f"DROP TABLE IF EXISTS {WORDS}",
    ],
    "postgresql": [f"ALTER TABLE {TABLE} DROP COLUMN words"],
}


def create(apps, schema_editor):
    for statement in CREATE.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in REMOVE.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_words_in_postgresql"), ("core", "0002_initial")]
    operations = [migrations.RunPython(create, remove, elidable=False)]
