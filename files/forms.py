"""The forms of pictures, with an alternative text for each language of the site, and of documents."""

import zipfile
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.admin.live_uses import AGREED, live_uses
from files.imaging import ERRORS, made_fit
from users.models import AnyUser


def alternative_fields() -> dict[str, forms.Field]:
    return {
        f"alt_{code}": forms.CharField(
            label=_("Alternative text, %(language)s") % {"language": language},
            required=False,
            max_length=300,
            help_text=_("What the picture shows, in one sentence, for people who cannot see it."),
        )
        for code, language in settings.LANGUAGES
    }


class PictureField(WagtailImageField):
    """A picture is made fit to be shown when it comes in; one that is damaged or too large is refused in words."""

    def to_python(self, data: UploadedFile | None) -> File | None:
        try:
            fit = made_fit(data, self.max_image_pixels) if data and self._may_be_opened(data) else data
            return super().to_python(fit)
        except Image.DecompressionBombError as error:
            raise forms.ValidationError(_("This picture is too large to open. Make it smaller first.")) from error
        except forms.ValidationError:
            raise
        except ERRORS as error:
            words = _("This file is damaged: it cannot be read in full. Save or export the picture again.")
            raise forms.ValidationError(words, code="damaged") from error

    def _may_be_opened(self, data: UploadedFile) -> bool:
        return 0 < (data.size or 0) <= self.max_upload_size


# What each kind of document begins with. Kinds that are not here have no sign of their own.
PACKED = b"PK"
BEGINNINGS = {"pdf": b"%PDF-", "rtf": b"{\\rtf"} | dict.fromkeys("docx epub odp ods odt pptx xlsx zip".split(), PACKED)
# Some programs write a line or two before it.
SEARCHED = 1024
# What a PDF ends with, and how much may stand behind it: some servers put a page of theirs there.
ENDINGS = (b"%%EOF", b"startxref")
SEARCHED_FOR_ENDING = 64 * 1024


def check_kind(file: UploadedFile) -> None:
    """A document is of the kind that its name says, and not cut short. Which kinds are taken is a setting."""
    ending = PurePosixPath(file.name or "").suffix.lower().lstrip(".")
    begins = _part(file, 0)
    if BEGINNINGS.get(ending, b"") not in begins or not _is_whole(file, BEGINNINGS.get(ending)):
        words = _("This %(kind)s file is damaged, or it is something else. Save or export it again.") % {
            "kind": ending.upper()
        }
        raise forms.ValidationError(words, code="damaged")


def _is_whole(file: UploadedFile, begins: bytes | None) -> bool:
    """The list of what is in a packed file stands at its end, as does the table of a PDF."""
    if begins == BEGINNINGS["pdf"]:
        ends = _part(file, max(0, (file.size or 0) - SEARCHED_FOR_ENDING), SEARCHED_FOR_ENDING)
        return any(sign in ends for sign in ENDINGS)
    whole = begins != PACKED or zipfile.is_zipfile(file)
    file.seek(0)
    return whole


def _part(file: UploadedFile, start: int, length: int = SEARCHED) -> bytes:
    file.seek(start)
    read: bytes = file.read(length)
    file.seek(0)
    return read


class SavedWithTags(forms.ModelForm):
    """The file and its tags in one transaction: a quick worker would index the file before its tags are there."""

    def save(self, commit: bool = True) -> Model:
        with transaction.atomic():
            return super().save(commit)


class AsksBeforeReplacing(forms.ModelForm):
    """Another file in place of one that live pages use, or other words that they show with it, is asked about, and left
    to those who may publish them."""

    # What pages show of it.
    shown_fields: Collection[str] = {"file"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.for_user: AnyUser | None = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            label = _("Change it on all these pages at once")
            self.fields[AGREED] = forms.BooleanField(label=label, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        changed = [name for name in self.changed_data if name in self.shown_fields]
        if self.for_user is None or AGREED not in self.fields or not changed:
            return cleaned
        uses = live_uses([self.instance], self.for_user)
        if uses.refusal:
            self.add_error(changed[0], uses.refusal)
        elif uses.are_there:
            self.fields[AGREED].widget = forms.CheckboxInput()
            if not cleaned.get(AGREED):
                again = _("Choose the file again, and confirm.")
                ask = again if "file" in changed else _("Please confirm below.")
                self.add_error(changed[0], f"{uses.in_words} {ask}")
        return cleaned


class _ImageForm(AsksBeforeReplacing, SavedWithTags, BaseImageForm):
    """Reads and writes the alternative texts, which stand together in one field of the picture."""

    shown_fields = {"file", "credit", "is_decorative", *alternative_fields()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in (self._meta.exclude or ()):
            # Below pictures that were uploaded together, their words alone are asked for.
            self.fields.pop("file", None)
        for code, text in (self.instance.alternatives or {}).items():
            self.initial.setdefault(f"alt_{code}", text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kept = dict(self.instance.alternatives or {})
        for code, _language in settings.LANGUAGES:
            if self.add_prefix(f"alt_{code}") in self.data:
                kept[code] = cleaned.get(f"alt_{code}", "").strip()
        self.instance.alternatives = {code: text for code, text in kept.items() if text}
        if "file" in self.changed_data:
            self.instance.is_damaged = False
        self._ask_for_words(cleaned)
        return cleaned

    def _ask_for_words(self, cleaned: dict[str, Any]) -> None:
        """A form that asks for alternative texts gets one, or is told that the picture only decorates."""
        asked = [name for name in alternative_fields() if self.add_prefix(name) in self.data]
        if asked and not self.instance.alternatives and not cleaned.get("is_decorative"):
            self.add_error(asked[0], _("Say what the picture tells, or say below that it only decorates."))

    def save(self, commit: bool = True) -> Model:
        """With another focal point, what was cut around the last one is of no use."""
        saved = super().save(commit)
        if commit and any(name.startswith("focal_point") for name in self.changed_data):
            self.instance.renditions.all().delete()
        return saved


ImageForm = type("ImageForm", (_ImageForm,), alternative_fields() | {"file": PictureField(label=_("File"))})


class DocumentForm(AsksBeforeReplacing, SavedWithTags, BaseDocumentForm):
    """Says below the file whether its words can be searched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].validators.append(check_kind)
        if self.instance.pk and "file" in self.fields:
            self.fields["file"].help_text = _("Text for search: %(state)s.") % {
                "state": self.instance.get_text_state_display()
            }
