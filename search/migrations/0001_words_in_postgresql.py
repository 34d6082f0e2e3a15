"""On PostgreSQL the index gets a column of words, cut and folded as the searches of visitors are (search/words.py).

PostgreSQL's own cutting keeps “and/or”, “-19” and addresses whole, so that they are not found by their words. No
extension is needed: accents are taken away by Unicode's decomposition, which PostgreSQL has since version 13.
"""

from django.db import migrations

# Everything below U+0180 that is no letter or digit, and the punctuation of other blocks.
NO_WORD = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufe30-\ufe4f\uff01-\uff0f]+"
)
CREATE = [
    # Accents go (é is e and a mark), then small letters, then one space between words.
    rf"""
    CREATE FUNCTION search_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
      SELECT regexp_replace(
        lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]', '', 'g')), '{NO_WORD}', ' ', 'g')
    $$
    """,
    """
    ALTER TABLE wagtailsearch_indexentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('pg_catalog.simple'::regconfig, search_folded(title_text)), 'A')
      || setweight(to_tsvector('pg_catalog.simple'::regconfig, search_folded(body_text)), 'D')
    ) STORED
    """,
    "CREATE INDEX search_words ON wagtailsearch_indexentry USING gin (words)",
]
REMOVE = [
    "ALTER TABLE wagtailsearch_indexentry DROP COLUMN words",
    "DROP FUNCTION search_folded(text)",
]


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in CREATE:
            schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in REMOVE:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0010_add_text_fields"), ("search", "0001_initial")]
    operations = [migrations.RunPython(create, remove, elidable=False)]
