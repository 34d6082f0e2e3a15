"""What a new page takes from its section and from the last pages of its kind there; the form says so (decision 65).

Only what repeats, and only facts that mislead nobody when they are wrong: never a day, an hour or a place.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from core.admin.term_fields import TermsField
from core.visibility import STRANGER, closed_paths, shown_in_admin
from users.models import AnyUser

if TYPE_CHECKING:
    from core.forms import PageForm
    from core.models import BasePage

# What most of so many pages say is taken over.
COMPARED = 3
LONGEST_TITLE = 70


def show_as_before(form: "PageForm") -> None:
    """Fill the empty form of a new page, and say beside each field where its value is from.

    In a draft that was never live the values are its own by now; where they still are those, it is still said.
    """
    page = form.instance
    names = [name for name in form.repeated if name in form.fields]
    if form.is_bound or form.for_user is None or form.parent_page is None or page.first_published_at or not names:
        return
    last = _last_pages(form)
    for name in names:
        begun = _plain(form, name)
        if not page.pk and begun and isinstance(form.fields[name], TermsField):
            # The terms that a new page begins with are those of its section.
            _say(form, name, form.parent_page)
            continue
        value, source = _repeated(last, name)
        if source and (value == begun) == bool(page.pk):
            _begin_with(form, name, value)
            _say(form, name, source)


def _last_pages(form: "PageForm") -> list["BasePage"]:
    """The last live ones of this person in the section, else of all; nothing that is more closed than the section.

    In a draft may stand what it took over itself, and nobody has looked at.
    """
    pages = live_ones_like(form.instance, form.parent_page, form.for_user)
    return list(pages.filter(owner=form.for_user)[:COMPARED]) or list(pages[:COMPARED])


def live_ones_like(page: Page, section: Page, user: AnyUser) -> QuerySet:
    """Pages of this kind in the section, the newest first, that this person may be shown and are no more closed."""
    pages: QuerySet = shown_in_admin(type(page)._default_manager.child_of(section), user)
    for path in closed_paths(STRANGER):
        if not section.path.startswith(path):
            pages = pages.exclude(path__startswith=path)
    return pages.filter(live=True).exclude(pk=page.pk).order_by("-pk")


def _repeated(pages: list["BasePage"], name: str) -> tuple[Any, "BasePage | None"]:
    """What most of them say, and the last that says so."""
    values = [value_of(page, name) for page in pages]
    for page, value in zip(pages, values, strict=True):
        if value and 2 * values.count(value) > len(values):
            return value, page
    return None, None


def value_of(page: "BasePage", name: str) -> Any:
    """A value that can be compared: keys of terms, blocks without their own keys, a plain value."""
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        slot = next(one for one in page.term_slots if one.field == name)
        return sorted(term.pk for term in page.terms_of(slot.vocabulary))
    return _comparable(field.value_from_object(page))


def _comparable(value: object) -> Any:
    if not isinstance(value, StreamValue):
        return value
    return [{key: part for key, part in block.items() if key != "id"} for block in value.get_prep_value()]


def _plain(form: "PageForm", name: str) -> Any:
    value = form.initial.get(name)
    return sorted(value) if isinstance(form.fields[name], TermsField) else _comparable(value)


def _begin_with(form: "PageForm", name: str, value: object) -> None:
    """In the form, and on its page in memory, of which is asked what it still needs. Blocks become new ones."""
    try:
        value = form.instance._meta.get_field(name).to_python(value)
    except FieldDoesNotExist:
        form.initial[name] = value
        return
    form.initial[name] = value
    setattr(form.instance, name, value)


def _say(form: "PageForm", name: str, source: Page) -> None:
    """Beside the help of the field, with a button; static/js/admin-as-before.js clears it, and sees when it changes."""
    field, begin = form.fields[name], form.beginnings.get(name)
    said = format_html(
        '<span class="as-before" data-as-before="{}">{} <button class="button button-small button-secondary" '
        'type="button" aria-label="{} – {}">{}</button></span>',
        begin(form.parent_page) if begin else "",
        _("As in “%(title)s”") % {"title": Truncator(source.get_admin_display_title()).chars(LONGEST_TITLE)},
        _("Clear"),
        field.label,
        _("Clear"),
    )
    field.help_text = format_html("{} {}", field.help_text, said) if field.help_text else said
