"""Addresses of the search page, below the language: /search/, /fr/recherche/."""

from django.urls import path
from django.utils.functional import lazy

from core.i18n.languages import current
from core.i18n.profiles import profile_of
from search import views
from search.insight.opened import result_opened

route = lazy(lambda: profile_of(current()).search_path, str)
opened_route = lazy(lambda: f"{profile_of(current()).search_path}opened/", str)
suggestions_route = lazy(lambda: f"{profile_of(current()).search_path}suggest/", str)

urlpatterns = [
    path(route(), views.search_page, name="search"),
    path(suggestions_route(), views.search_suggestions, name="search_suggestions"),
    path(opened_route(), result_opened, name="search_opened"),
]
