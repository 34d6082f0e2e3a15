"""Addresses below the address of a page, each answered by a view. Apps register them in `<app>/views`.

    @route_of("resources.ResourceIndexPage", "gap-map/")
    def gap_map(page, request): ...

The models of pages read this register and know no view.
"""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.module_loading import module_has_submodule
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.routing import note_reading_language

View = Callable[..., Any]
_routes: dict[str, list[URLPattern]] = {}


def route_of(model: str, pattern: str) -> Callable[[View], View]:
    """Answer at an address below every page of this model, or of one that inherits from it.

    The view is called with the page, the request, and what the pattern names.
    """

    def register(view: View) -> View:
        _routes.setdefault(model.lower(), []).append(path(pattern, view, name=view.__name__))
        return view

    return register


def routes_of(model: type[Page]) -> list[URLPattern]:
    """Of the model itself and of those it inherits from."""
    labels = [base._meta.label_lower for base in model.__mro__ if hasattr(base, "_meta")]
    return [route for label in dict.fromkeys(labels) for route in _routes.get(label, ())]


def first_parts() -> set[str]:
    """What an address below a page may begin with: a page of that name could never be reached."""
    parts = (str(route.pattern).partition("/")[0] for routes in _routes.values() for route in routes)
    return {part for part in parts if part and "<" not in part}


def discover() -> None:
    """Import the views of our apps, so that they register themselves. Called when the models are loaded."""
    for app in apps.get_app_configs():
        if Path(app.path).parent == settings.BASE_DIR and module_has_submodule(app.module, "views"):
            for name in _modules_of_views(app):
                import_module(name)


def _modules_of_views(app: AppConfig) -> Iterator[str]:
    package = import_module(f"{app.name}.views")
    yield package.__name__
    for module in pkgutil.iter_modules(getattr(package, "__path__", [])):
        yield f"{package.__name__}.{module.name}"


class RoutedPageMixin(RoutablePageMixin):
    """Stands before the page class: the page answers at the addresses that views registered for it."""

    @classmethod
    def get_subpage_urls(cls) -> tuple[URLPattern, ...]:
        return (*super().get_subpage_urls(), *routes_of(cls))

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        note_reading_language(request, self)
        return super().route(request, path_components)
