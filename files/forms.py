"""The forms of pictures, with an alternative text for each language of the site, and of documents."""

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


def alternative_fields() -> dict[str, forms.Field]:
    return {
        f"alt_{code}": forms.CharField(
            label=_("Alternative text, %(language)s") % {"language": language},
            required=False,
            max_length=300,
            help_text=_("What the picture tells, in a sentence, for those who cannot see it."),
        )
        for code, language in settings.LANGUAGES
    }


class PictureField(WagtailImageField):
    """A picture with more points than memory bears is refused in words; the imaging library raises an error."""

    def to_python(self, data: UploadedFile | None) -> File | None:
        try:
            return super().to_python(data)
        except Image.DecompressionBombError as error:
            raise forms.ValidationError(_("This picture is too large to open. Make it smaller first.")) from error


class SavedWithTags(forms.ModelForm):
    """The file and its tags in one transaction: a quick worker would index the file before its tags are there."""

    def save(self, commit: bool = True) -> Model:
        with transaction.atomic():
            return super().save(commit)


class _ImageForm(SavedWithTags, BaseImageForm):
    """Reads and writes the alternative texts, which stand together in one field of the picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, text in (self.instance.alternatives or {}).items():
            self.initial.setdefault(f"alt_{code}", text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kept = dict(self.instance.alternatives or {})
        for code, _language in settings.LANGUAGES:
            if self.add_prefix(f"alt_{code}") in self.data:
                kept[code] = cleaned.get(f"alt_{code}", "").strip()
        self.instance.alternatives = {code: text for code, text in kept.items() if text}
        return cleaned


ImageForm = type("ImageForm", (_ImageForm,), alternative_fields() | {"file": PictureField(label=_("File"))})


class DocumentForm(SavedWithTags, BaseDocumentForm):
    """Says below the file whether its words can be searched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            self.fields["file"].help_text = _("Text for search: %(state)s.") % {
                "state": self.instance.get_text_state_display()
            }
