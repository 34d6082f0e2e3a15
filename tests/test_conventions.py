"""What holds for every page type and block, found by discovery: new ones are covered without a change here."""

import inspect
import re
import typing
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models

from core.models import BasePage
from core.reserved_slugs import reserved_slugs

OUR_APPS = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
PAGE_TYPES = [model for model in get_page_models() if model._meta.app_label in OUR_APPS]


def factories_by_model():
    """The functions that say which page they return: in tests/factories.py, and in tests/<app>/factories.py."""
    modules = [import_module("tests.factories")]
    for path in sorted(Path(__file__).parent.glob("*/factories.py")):
        modules.append(import_module(f"tests.{path.parent.name}.factories"))
    functions = [function for module in modules for _name, function in inspect.getmembers(module, inspect.isfunction)]
    made = {typing.get_type_hints(function).get("return"): function for function in functions}
    return {model: made[model] for model in PAGE_TYPES if model in made}


def test_every_page_type_has_a_factory():
    assert set(PAGE_TYPES) - set(factories_by_model()) == set()


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_page_type_stands_on_the_base_and_has_a_template(model):
    assert issubclass(model, BasePage)
    assert get_template(model.template)


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_page_type_has_a_card(model):
    assert get_template(model.card_template)


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_page_type_has_a_place_in_the_tree(model):
    assert "parent_page_types" in vars(model)
    assert model.allowed_parent_page_models()


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_page_type_is_searched_in_all_its_words(model):
    assert "search_text" in {field.field_name for field in model.get_search_fields()}


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_TYPES)
def test_what_the_factory_makes_is_shown(model, client):
    page = factories_by_model()[model]()
    assert client.get(page.url, HTTP_HOST="localhost").status_code == 200


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_block_template_exists():
    for path in (Path(settings.BASE_DIR) / "templates" / "blocks").glob("*.html"):
        get_template(f"blocks/{path.name}")
    missing = []
    for model in PAGE_TYPES:
        for field in model._meta.get_fields():
            for block in getattr(getattr(field, "stream_block", None), "child_blocks", {}).values():
                name = getattr(block.meta, "template", None)
                try:
                    name and get_template(name)
                except TemplateDoesNotExist:
                    missing.append(name)
    assert missing == []


def test_the_frame_of_the_site_has_no_inline_script_or_style():
    """The policy of the public site forbids both; templates must not even try."""
    offenders = []
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if " style=" in text or "<style" in text or " onclick=" in text:
            offenders.append(path.name)
    assert offenders == []


def test_addresses_of_the_site_itself_are_reserved():
    ours = (
        "feed calendar.ics event.ics list.json sign-in findings gap-map id api fr search recherche admin static people"
    )
    assert set(ours.split()) - reserved_slugs() == set()


def test_no_line_of_a_template_is_longer_than_a_line_of_code():
    """A formatter leaves words with conditions in one line: name a part above it, or let each case have its line."""
    paths = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    lines = [(path.name, line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [name for name, line in lines if len(line) > 120]


def test_every_tag_and_filter_stands_in_a_template():
    templates = (Path(settings.BASE_DIR) / "templates").rglob("*")
    said = set(re.findall(r"\w+", " ".join(path.read_text("utf-8") for path in templates if path.is_file())))
    libraries = [
        import_module(".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts))
        for label in OUR_APPS
        for path in (Path(apps.get_app_config(label).path) / "templatetags").glob("[!_]*.py")
    ]
    assert libraries
    assert {
        name for library in libraries for name in [*library.register.tags, *library.register.filters]
    } - said == set()
