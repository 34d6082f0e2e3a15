"""Addresses of the search page, below the language: /search/, /fr/recherche/."""

from django.urls import path
from django.utils.functional import lazy

from core.i18n.languages import current
from search import views

# Not a translated string: an address must not depend on a catalogue being complete.
WORDS = {"fr": "recherche/"}
route = lazy(lambda: WORDS.get(current(), "search/"), str)

urlpatterns = [path(route(), views.search, name="search")]
