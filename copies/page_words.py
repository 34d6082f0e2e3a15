"""What a page says, as plain data: the fields that people edit, without its place, its address and its hours."""

import json
from typing import Any, TypeAlias, cast

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

from core.models import BasePage
from moderation.comparison.texts import meant

# What a version keeps: plain data, as JSON has it.
Content: TypeAlias = dict[str, Any]

# Of the fields that every page has.
OF_ANY_PAGE = ("title", "seo_title", "search_description", "show_in_menus")


def fields_of(model: type[Page]) -> list[str]:
    """Those that a working copy changes."""
    return [*OF_ANY_PAGE, *(field.name for field in cast(type[BasePage], model).edited_fields())]


def rows_of(model: type[Page]) -> list[str]:
    """The rows that belong to a page, as its terms; remarks in the editor are none."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    return sorted(name for name in names if name and name != COMMENTS_RELATION_NAME)


def words_in(content: Content, model: type[Page]) -> Content:
    """Of a version. Rows without their keys, as no two pages share them."""
    found = {name: content.get(name) for name in fields_of(model)}
    return found | {name: [_row(one, model, name) for one in content.get(name) or []] for name in rows_of(model)}


def _row(row: Content, model: type[Page], relation: str) -> Content:
    parent = model._meta.get_field(relation).field.name
    return {name: value for name, value in row.items() if name not in {"pk", "sort_order", parent}}


def content_of_page(page: Page) -> Content:
    """As a version of it would be kept."""
    content: Content = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
    return content


def newest_of(page: Page) -> Page:
    """With what waits as a draft."""
    fresh = Page.objects.get(pk=page.pk)
    newest: Page = fresh.specific.get_latest_revision_as_object()
    return newest


def live_words(page: Page) -> Content:
    """What visitors read."""
    return words_in(content_of_page(page.specific), page.specific_class)


def newest_words(page: Page) -> Content:
    return words_in(content_of_page(newest_of(page)), page.specific_class)


def with_words(page: Page, said: Content) -> Page:
    """The newest version of a page with other words, in memory."""
    newest = newest_of(page)
    kept = content_of_page(newest)
    for name in rows_of(type(newest)):
        said = said | {name: [_placed(row, number) for number, row in enumerate(said[name])]}
    changed: Page = newest.with_content_json(kept | said)
    # JSON cuts instants short.
    changed.first_published_at = newest.first_published_at
    return changed


def _placed(row: Content, number: int) -> Content:
    return {"pk": None, **row, "sort_order": number}


def say_the_same(one: object, other: object) -> bool:
    return bool(one == other or plain(one) == plain(other))


def plain(value: object) -> object:
    """Without what no reader sees: marks of the editor, keys of blocks, spellings of a rich text, empty beside none."""
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        kept = {name: plain(one) for name, one in value.items() if not (is_block and name == "id")}
        # A block that gained a field says no more while that is empty.
        return {name: one for name, one in kept.items() if one != ""}
    if isinstance(value, list):
        return [plain(one) for one in value] or ""
    if isinstance(value, str):
        return plain(json.loads(value)) if is_stream(value) else meant(value)
    return "" if value is None else value


def is_stream(value: str) -> bool:
    """Whether a text is what a version keeps of blocks."""
    if not (value.startswith("[") and value.endswith("]")):
        return False
    try:
        parts = json.loads(value)
    except ValueError:
        return False
    return all(isinstance(part, dict) and {"type", "value"} <= part.keys() for part in parts)
