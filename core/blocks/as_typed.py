"""Fields of blocks of which a draft keeps what was typed so far. Before the page goes live it is asked about."""

import re

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.field_block import FieldBlock

# What a browser leaves out before it reads an address.
UNREAD = re.compile(r"[\x00-\x20]+")
OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class AsTyped(FieldBlock):
    """While a draft is saved, what is not finished is kept; what would do something when pressed is not."""

    def clean(self, value: str | None) -> str | None:
        try:
            return super().clean(value)
        except ValidationError:
            if not self.is_deferred_validation or OTHER_SCHEME.match(UNREAD.sub("", value or "")):
                raise
        return value

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """For migrations it holds what the block of Wagtail holds."""
        _path, args, kwargs = super().deconstruct()
        return (f"wagtail.blocks.{self.stock}", args, kwargs)

    stock = ""


class PartOfDateBlock(AsTyped, blocks.RegexBlock):
    stock = "RegexBlock"


class MailboxBlock(AsTyped, blocks.EmailBlock):
    stock = "EmailBlock"
