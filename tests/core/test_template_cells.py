"""A form in a cell of a list has its token: a browser is refused without, and a test client is not."""

import re
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import get_resolver

from core.admin.template_cells import TemplateColumn

FOLDER = Path(settings.BASE_DIR) / "templates"


def all_kinds(kind=TemplateColumn):
    yield kind
    for below in kind.__subclasses__():
        yield from all_kinds(below)


def cells_with_forms():
    """Templates that are a cell, and hold a form."""
    for path in sorted(FOLDER.rglob("*.html")):
        text = path.read_text()
        if re.search(r"^<td\b", text, re.MULTILINE) and "csrf_token" in text:
            yield str(path.relative_to(FOLDER))


def test_each_belongs_to_a_column_that_knows_the_token():
    # Reports are imported with the addresses.
    assert get_resolver().url_patterns
    patterns = [re.escape(kind.template).replace(r"\{\}", r"\w+") for kind in all_kinds() if kind.template]
    found = list(cells_with_forms())
    assert found
    assert [name for name in found if not any(re.fullmatch(pattern, name) for pattern in patterns)] == []


def test_the_token_is_that_of_the_request():
    request = RequestFactory().get("/")
    column = TemplateColumn("again")
    context = column.get_cell_context_data(None, {"request": request, "row": None, "table": None})
    assert context["csrf_token"] and request.META["CSRF_COOKIE"]
    assert "csrfmiddlewaretoken" in get_template("files/admin/document_again.html").render(
        {**context, "instance": type("Document", (), {"pk": 1, "title": "A report"})}
    )
