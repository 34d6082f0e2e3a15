"""Blocks that lead somewhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from core.addresses import address_of
from core.blocks.as_typed import AsTyped
from core.blocks.items import words_in
from core.text.page_text import PLACEHOLDER
from core.text.web_addresses import web_address
from core.typed_fields import WebAddressField, WebOrMailField


class AddressField(WebAddressField):
    """An address; “#” is kept in a draft, and keeps the page from going live."""

    default_error_messages = {"invalid": _("Write the full address, starting with https://. Not known yet? Write #.")}

    def clean(self, value: str | None) -> str:
        return PLACEHOLDER if (value or "").strip() == PLACEHOLDER else super().clean(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # The browser itself would refuse “#” in a field of type “url”.
        return super().widget_attrs(widget) | {"type": "text", "inputmode": "url"}


class SignUpField(WebOrMailField, AddressField):
    default_error_messages = {
        "invalid": _("Write the full address, starting with https://, or an e-mail address. Not known yet? Write #.")
    }


class AddressBlock(AsTyped, blocks.URLBlock):
    stock = "URLBlock"
    field_class: type[AddressField] = AddressField

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.field = self.field_class(required=required, help_text=kwargs.get("help_text", ""))

    def to_python(self, value: str | None) -> str | None:
        """Also what is stored already is read as it should have been typed."""
        return web_address(value) if value else value


class SignUpBlock(AddressBlock):
    """Where one signs up: a page, or a mailbox."""

    field_class = SignUpField


class LinkValue(blocks.StructValue):
    """A link's address, whichever way it was given. A page that is not live has none: its slug may tell of it."""

    @property
    def href(self) -> str:
        if page := self.get("page"):
            return address_of(page) if page.live else ""
        if document := self.get("document"):
            return document.url
        return self._address

    @property
    def has_target(self) -> bool:
        """Also a page that is not live yet: pages that name each other go live one after the other."""
        return bool(self.get("page") or self.get("document") or self._address)

    @property
    def _address(self) -> str:
        url = self.get("url") or ""
        return "" if url == PLACEHOLDER else url


class TargetBlock(blocks.StructBlock):
    """A target given in one of three ways: a page of this site, an address, a document."""

    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = AddressBlock(label=_("Or an address elsewhere"), required=False)
    document = DocumentChooserBlock(label=_("Or a document"), required=False)

    class Meta:
        value_class = LinkValue

    def clean(self, value: LinkValue) -> LinkValue:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        given = [name for name in ("page", "url", "document") if value.get(name)]
        if len(given) > 1:
            raise StructBlockValidationError(
                {name: ValidationError(_("Choose only one link target.")) for name in given[1:]}
            )
        return value


class LinkBlock(TargetBlock):
    label = blocks.CharBlock(
        label=_("Link text"), max_length=200, help_text=_("Say what the reader will find, never just “here”.")
    )
    note = blocks.CharBlock(label=_("Note"), max_length=300, required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        form_attrs = words_in("label")


class CallToActionBlock(TargetBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    label = blocks.CharBlock(label=_("Button text"), max_length=80)

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "blocks/call_to_action_block.html"
