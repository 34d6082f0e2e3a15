"""Blocks that lead somewhere."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock


class LinkValue(blocks.StructValue):
    """A link's address, whichever way it was given."""

    @property
    def href(self) -> str:
        if page := self.get("page"):
            return page.url or ""
        if document := self.get("document"):
            return document.url
        return self.get("url") or ""


class TargetBlock(blocks.StructBlock):
    """A target given in one of three ways: a page of this site, an address, a document."""

    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False)
    document = DocumentChooserBlock(label=_("Or a document"), required=False)

    class Meta:
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        given = [name for name in ("page", "url", "document") if value.get(name)]
        if len(given) > 1:
            raise StructBlockValidationError({name: ValidationError(_("Give one target only.")) for name in given[1:]})
        return value


class LinkBlock(TargetBlock):
    label = blocks.CharBlock(
        label=_("Link text"), max_length=200, help_text=_("Names what the reader will find; never “here”.")
    )
    note = blocks.CharBlock(label=_("Note"), max_length=300, required=False)

    class Meta:
        icon = "link"
        label = _("Link")


class CallToActionBlock(TargetBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    label = blocks.CharBlock(label=_("Button text"), max_length=80)

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "blocks/call_to_action_block.html"
