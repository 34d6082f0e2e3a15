"""People, organisations and terms on the site map: their pages in each language, as far as they are public."""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.utils.translation import override
from wagtail.models import Page

from core import tree
from core.models import Term
from core.visibility import STRANGER, visible_to
from networks.models import Organisation, Person
from website.sitemap import Address, section


def _of(rows: models.QuerySet) -> Iterator[Address]:
    # A language without front page has no address of its own yet.
    written = {tree.code_of(front.locale_id) for front in tree.fronts() if front.live}
    codes = [code for code, _name in settings.LANGUAGES if code in written]
    for row in rows:
        paths = []
        for code in codes:
            with override(code):
                paths.append((code, row.get_absolute_url()))
        languages = tuple(paths) if len(paths) > 1 else ()
        yield from (Address(path, None, languages) for _code, path in paths)


@section
def people() -> Iterator[Address]:
    return _of(Person.objects.approved().filter(is_listed=True))


@section
def organisations() -> Iterator[Address]:
    return _of(Organisation.objects.approved())


@section
def terms() -> Iterator[Address]:
    """Those that a public page carries: an empty page helps nobody."""
    carried = visible_to(Page.objects.all(), STRANGER)
    return _of(Term.objects.approved().filter(merged_into=None, term_pages__page__in=carried).distinct())
