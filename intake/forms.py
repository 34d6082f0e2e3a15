"""What a person brings: a file, or what they pasted."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from intake.document_reading import FILE_SIZE, FORMATS, CannotRead

LONGEST_TEXT = 600_000


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=_("Document"),
        required=False,
        allow_empty_file=True,
        help_text=_("A Word file, .odt, .html, .md, .txt, a saved mail, or a PDF with text. 25 MB at most."),
        widget=forms.FileInput(attrs={"accept": ",".join(FORMATS)}),
    )
    text = forms.CharField(
        label=_("Or paste its text here"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    # What the clipboard held beside the plain words: filled in by static/js/admin-intake-door.js.
    html = forms.CharField(required=False, max_length=5 * LONGEST_TEXT, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by_address: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_address:
            self.fields["text"].help_text = _("Its DOI, or the address of its page, is enough.")

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > FILE_SIZE:
            raise forms.ValidationError(str(CannotRead("too_large")))
        return file

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        given = cleaned.get("file") or str(cleaned.get("text") or "").strip()
        if not given and not self.errors:
            raise forms.ValidationError(_("Choose a document, or paste its text."))
        return cleaned
