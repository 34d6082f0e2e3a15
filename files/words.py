"""What is written about a file, or made of its name, is clean whichever door it came in by."""

from django.db import models

from core.text.cleaning import cleaned


def clean_words(file: models.Model) -> None:
    for field in file._meta.concrete_fields:
        # What was not loaded is not changed.
        words = file.__dict__.get(field.attname)
        if isinstance(field, models.CharField | models.TextField) and field.editable and words:
            setattr(file, field.attname, cleaned(words))
