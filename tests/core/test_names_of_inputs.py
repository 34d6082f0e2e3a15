"""An input hides the property of its form that has its name: a script that asks for `form.method` gets the input."""

import pytest
from wagtail.admin.panels import get_edit_handler
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.snippets.models import get_snippet_models

from tests.test_conventions import OUR_APPS, PAGE_TYPES

# What scripts of the admin and of browsers ask of a form and of any element. Left out: `title` and `name`, which a
# form has only for its author, and which no script of the admin reads.
PROPERTIES = frozenset(
    """acceptCharset action attributes autocomplete checkValidity childNodes children classList closest dataset elements
    encoding enctype getAttribute hidden id length method noValidate parentNode querySelector rel relList reportValidity
    requestSubmit reset setAttribute style submit target""".split()
)
SNIPPETS = [model for model in get_snippet_models() if model._meta.app_label in OUR_APPS]
SETTINGS = [model for model in settings_registry if model._meta.app_label in OUR_APPS]


def handler_of(model):
    view = getattr(model, "snippet_viewset", None)
    return view.get_edit_handler() if view else get_edit_handler(model)


@pytest.mark.parametrize("model", [*PAGE_TYPES, *SNIPPETS, *SETTINGS], ids=lambda model: model._meta.label)
def test_no_field_of_a_form_hides_a_property_of_it(model):
    form = handler_of(model).get_form_class()
    assert PROPERTIES.isdisjoint(form.base_fields)


def test_there_are_snippets_and_settings():
    assert SNIPPETS and SETTINGS
