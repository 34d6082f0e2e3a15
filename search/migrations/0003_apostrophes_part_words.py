"""The letters that people type as an apostrophe (ʼ in Wetʼsuwetʼen) part words in the index, as they do in questions.

The page keeps them: they are letters. The tables of words are made anew, with everything that stood in them.
"""

from importlib import import_module

from django.db import migrations

first, second = (
    import_module(f"search.migrations.{name}") for name in ("0001_words_in_postgresql", "0002_words_of_parts")
)
LETTERS = "\u02b9\u02bb\u02bc\u02bd\ua78c"
ENTRY = "wagtailsearch_indexentry"
TOKENIZER = f"tokenize=\"unicode61 separators '{LETTERS}'\""


def _tables(more):
    """SQLite: how words are cut is said when a table is made."""
    return [
        f"DROP TABLE {ENTRY}_fts",
        f"CREATE VIRTUAL TABLE {ENTRY}_fts USING fts5(autocomplete, body, title{more})",
        f"INSERT INTO {ENTRY}_fts(rowid, autocomplete, body, title) SELECT id, autocomplete, body, title FROM {ENTRY}",
        f"DROP TABLE {second.WORDS}",
        f'CREATE VIRTUAL TABLE {second.WORDS} USING fts5(text, "group", '
        f"content='{second.TABLE}', content_rowid='id'{more})",
        f"INSERT INTO {second.WORDS}({second.WORDS}) VALUES ('rebuild')",
    ]


def _folding(letters):
    """PostgreSQL: columns that were made with the old function do not notice that it changed."""
    no_word = first.NO_WORD.replace("\\u2000", letters + "\\u2000")
    function = first.CREATE[0].replace(first.NO_WORD, no_word)
    return [
        *second.REMOVE["postgresql"],
        *first.REMOVE[:1],
        function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
        *first.CREATE[1:],
        *second.CREATE["postgresql"],
    ]


FORWARDS = {"sqlite": _tables(f", {TOKENIZER}"), "postgresql": _folding(LETTERS)}
BACKWARDS = {"sqlite": _tables(""), "postgresql": _folding("")}


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements.get(schema_editor.connection.vendor, ()):
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words_of_parts"), ("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(_run(FORWARDS), _run(BACKWARDS), elidable=False)]
