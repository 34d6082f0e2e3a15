"""Everyday words for the words of the field, as groups of synonyms that staff change and delete.

They are in 0012_everyday_words.txt: written from the vocabulary of the field alone, before any question was tried on it.
"""

from pathlib import Path

from django.db import migrations

GROUPS = Path(__file__).with_suffix(".txt")


def groups():
    lines = GROUPS.read_text(encoding="utf-8").splitlines()
    return ["\n".join(word.strip() for word in line.split("|")) for line in lines if line and not line.startswith("#")]


def add(apps, schema_editor):
    model = apps.get_model("search", "SynonymGroup")
    model.objects.bulk_create([model(words=words) for words in groups()])


class Migration(migrations.Migration):
    dependencies = [("search", "0011_keys_of_entries")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
