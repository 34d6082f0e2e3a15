"""Refuses to start a site that could not search by meaning as its settings say."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.meaning.model_choice import PACKAGES, problem


@register
def check_meaning(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    sentence = problem(settings.SEARCH_MEANING, settings.SEARCH_MEANING_MODEL)
    hint = f"`make run` installs them; by hand: pip install --require-hashes -r {PACKAGES}"
    return [Error(sentence, hint=hint if PACKAGES in sentence else None, id="search.E001")] if sentence else []
