"""The parts of a resource that repeat: groups of findings, links to the document, authors."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import LineBlock
from core.blocks.items import words_in
from core.blocks.links import TargetBlock
from core.blocks.term_block import TermBlock
from core.typed_fields import DayBlock
from resources.citations.author_names import AuthorKind


class FindingsBlock(blocks.StructBlock):
    """A group of findings: principles, practices, or a heading of the editor's own."""

    group = TermBlock("finding-group", label=_("Group"), required=False)
    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=250,
        required=False,
        help_text=_("Shown instead of the group’s name, if it needs more words."),
    )
    items = blocks.ListBlock(LineBlock(label=_("Finding")), label=_("Findings"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Group of findings")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if not value.get("group") and not value.get("heading"):
            raise StructBlockValidationError(non_block_errors=[_("Choose a group, or write a heading.")])
        return value


class ResourceLinkBlock(TargetBlock):
    """Where to read it: an address or a file, with language, format and size."""

    label = blocks.CharBlock(label=_("Link text"), max_length=250, help_text=_("Names the document."))
    language = TermBlock("language", label=_("Language"), required=False)
    format = blocks.CharBlock(label=_("Format"), max_length=20, required=False, help_text=_("PDF, web page, audio …"))
    size_kb = blocks.IntegerBlock(label=_("Size in kilobytes"), required=False, min_value=1)
    pages = blocks.IntegerBlock(label=_("Pages"), required=False, min_value=1)
    last_checked = DayBlock(label=_("Last checked"), required=False)

    class Meta:
        icon = "link"
        label = _("Link to the resource")
        form_attrs = words_in("label")


class AuthorBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=200, required=False)
    person = SnippetChooserBlock("networks.Person", label=_("Person in the directory"), required=False)
    kind = blocks.ChoiceBlock(
        choices=AuthorKind.choices,
        label=_("Whose name it is"),
        required=False,
        help_text=_("Say this if the name alone does not make it clear. Citations put a person's family name first."),
    )

    class Meta:
        icon = "user"
        label = _("Author")
        form_attrs = words_in("name")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if not value.get("person") and not value.get("name"):
            raise StructBlockValidationError(
                non_block_errors=[_("Choose a person from the directory, or write the name.")]
            )
        return value
