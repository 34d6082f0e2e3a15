"""Items of lists in the form: what the button that adds one says, and where pasted lines go (decision 61)."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.list_block import ListBlockAdapter
from wagtail.blocks.stream_block import StreamBlockAdapter

# For `form_attrs` of a block that is one line of words. Scripts read it: static/js/item-rows.js.
ONE_LINE = {"data-item-line": ""}


def words_in(field: str, below: str = "") -> dict[str, str]:
    """For `form_attrs` of a block of fields: lines that are pasted into this field become items.

    What hangs below a line goes into the other field, if there is one for it.
    """
    return {"data-item-field": field} | ({"data-item-below": below} if below else {})


def adds(label: str | Promise) -> str:
    """What the button says that adds one more: “Add objective”."""
    words = str(label)
    is_acronym = words[1:2].isupper()
    return gettext("Add %(item)s") % {"item": words if is_acronym else words[:1].lower() + words[1:]}


def _with_button(args: list[Any], label: str | Promise) -> list[Any]:
    """The last argument describes the block to the form; its `attrs` stand at the element around the items."""
    *others, meta = args
    return [*others, meta | {"attrs": meta["attrs"] | {"data-adds": adds(label)}}]


class LabelledListAdapter(ListBlockAdapter):
    """Tells the form what one item of a list is called."""

    def js_args(self, block: blocks.ListBlock) -> list[Any]:
        return _with_button(super().js_args(block), block.child_block.label)


class LabelledStreamAdapter(StreamBlockAdapter):
    """The same for a stream of one kind of block; where there are several, one chooses from a menu."""

    def js_args(self, block: blocks.StreamBlock) -> list[Any]:
        args, kinds = super().js_args(block), list(block.child_blocks.values())
        return _with_button(args, kinds[0].label) if len(kinds) == 1 else args


def connect() -> None:
    """Wagtail's own blocks are shown so everywhere: most streams and lists are made of them as they are."""
    register(LabelledListAdapter(), blocks.ListBlock)
    register(LabelledStreamAdapter(), blocks.StreamBlock)
