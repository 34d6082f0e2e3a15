"""Blocks that name people and organisations: as they were on that day, linked to the directory where we know them."""

from typing import Any

from django.db.models import TextChoices
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks.as_typed import MailboxBlock
from core.blocks.items import words_in
from core.blocks.links import AddressBlock
from core.blocks.text import ANSWER
from networks.organisation_cache import OrganisationChooserBlock


class Part(TextChoices):
    """What a person does in a session or a group."""

    KEYNOTE = "keynote", _("Keynote")
    SPEAKER = "speaker", _("Speaker")
    PANELLIST = "panellist", _("Panel")
    MODERATOR = "moderator", _("Moderator")
    FACILITATOR = "facilitator", _("Facilitator")
    CHAIR = "chair", _("Chair")
    CO_CHAIR = "co-chair", _("Co-chair")
    ELDER = "elder", _("Elder")
    INTERPRETER = "interpreter", _("Interpreter")
    AUTHOR = "author", _("Author")
    STAFF = "staff", _("Staff")
    MEMBER = "member", _("Member")


class OrganisationRole(TextChoices):
    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Funder")
    SPONSOR = "sponsor", _("Sponsor")
    PUBLISHER = "publisher", _("Publisher")


class PersonValue(blocks.StructValue):
    """Falls back to the directory for what was not written down for this day."""

    @property
    def shown_name(self) -> str:
        return self.get("name") or (self["person"].name if self.get("person") else "")

    @property
    def shown_credentials(self) -> str:
        if self.get("credentials") or not self.get("person") or self.get("name"):
            return self.get("credentials") or ""
        return self["person"].credentials

    @property
    def shown_role(self) -> str:
        return self.get("role") or (self["person"].role if self.get("person") else "")

    @property
    def shown_organisation(self) -> str:
        if self.get("organisation_name"):
            return self["organisation_name"]
        organisation = self.get("organisation") or (self["person"].seen_organisation if self.get("person") else None)
        return organisation.name if organisation else ""

    @property
    def shown_biography(self):
        return self.get("biography") or (self["person"].biography if self.get("person") else "")

    @property
    def part_label(self) -> str:
        """Empty where the role begins with the same word."""
        label = str(Part(self["part"]).label) if self.get("part") in Part.values else ""
        return "" if self.shown_role.casefold().startswith(label.casefold()) else label


def offers_people(field: str) -> dict[str, Any]:
    """For `form_attrs` of a block: boxes in this field hold names, and offer those of the form and of the directory.

    static/js/admin-same-people.js reads it.
    """
    return {"data-people-in": field, "data-people": reverse_lazy("person_names")}


class PersonBlock(blocks.StructBlock):
    """A person's part in this session or group. Name, role and organisation stay as they were on the day."""

    person = SnippetChooserBlock("networks.Person", label=_("Person in the directory"), required=False)
    part = blocks.ChoiceBlock(choices=Part.choices, label=_("Part"), required=False)
    name = blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=150,
        help_text=_("Fill this in only where it differs from the directory."),
    )
    credentials = blocks.CharBlock(label=_("Credentials"), required=False, max_length=80)
    role = blocks.CharBlock(label=_("Role, on that day"), required=False, max_length=200)
    organisation = OrganisationChooserBlock("networks.Organisation", label=_("Organisation"), required=False)
    organisation_name = blocks.CharBlock(
        label=_("Organisation, if not in the directory"), required=False, max_length=200
    )
    link = AddressBlock(label=_("Web page about the person"), required=False)
    biography = blocks.RichTextBlock(label=_("About the person"), features=ANSWER, required=False)

    class Meta:
        icon = "user"
        label = _("Person")
        # Where the form asks which part of a line is what: static/js/admin-person-line.js.
        form_attrs = words_in("name") | offers_people("name") | {"data-person-line": reverse_lazy("person_line")}
        value_class = PersonValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if not value.get("person") and not value.get("name"):
            raise StructBlockValidationError(
                non_block_errors=[_("Choose a person from the directory, or write the name.")]
            )
        return value


class OrganisationBlock(blocks.StructBlock):
    """An organisation's part in this page: host, partner, funder, publisher."""

    role = blocks.ChoiceBlock(choices=OrganisationRole.choices, label=_("Part"))
    organisation = OrganisationChooserBlock("networks.Organisation", label=_("Organisation"), required=False)
    name = blocks.CharBlock(label=_("Name, if not in the directory"), required=False, max_length=200)

    class Meta:
        icon = "group"
        label = _("Organisation")
        form_attrs = words_in("name")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if not value.get("organisation") and not value.get("name"):
            raise StructBlockValidationError(
                non_block_errors=[_("Choose an organisation from the directory, or write its name.")]
            )
        return value


class ContactBlock(blocks.StructBlock):
    """Whom to write to: a shared mailbox rather than a person's."""

    name = blocks.CharBlock(label=_("Name of the team or person"), max_length=150)
    mailbox = MailboxBlock(
        label=_("Mailbox"), required=False, help_text=_("A shared mailbox keeps working when people change jobs.")
    )
    subject = blocks.CharBlock(label=_("Subject line to use"), required=False, max_length=150)
    phone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=40)

    class Meta:
        icon = "mail"
        label = _("Contact")
        form_attrs = words_in("name")


def people_blocks() -> list[tuple[str, blocks.Block]]:
    return [("person", PersonBlock())]


def organisation_blocks() -> list[tuple[str, blocks.Block]]:
    return [("organisation", OrganisationBlock())]


def contact_blocks() -> list[tuple[str, blocks.Block]]:
    return [("contact", ContactBlock())]
