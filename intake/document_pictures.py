"""Pictures that came with a document: checked by Wagtail's own form for pictures, and saved together with the draft."""

import base64
import binascii
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images.forms import get_image_form
from wagtail.images.permissions import permission_policy
from wagtail.images.utils import find_image_duplicates
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from files.access import shown_in_admin
from files.models import SiteImage
from intake.document import PICTURE, Block, Document, NotKept
from intake.readers.pictures_of_html import PART
from users.models import AnyUser

# Of one document. More are an album, and no page.
MOST_PICTURES = 40
LONGEST_TITLE = 120


@dataclass
class Pictures:
    """The pictures of one document for one person. Nothing is written before `save`."""

    user: AnyUser
    # Each once, by what is in it.
    known: dict[str, SiteImage] = field(default_factory=dict)
    new: list[Any] = field(default_factory=list)

    def take(self, document: Document, content: bytes, name: str) -> None:
        """Give each block of a picture its image of the library, or tell why it has none."""
        collection = self._collection()
        for number, block in enumerate([block for block in document.blocks if block.kind == PICTURE], 1):
            if collection is None:
                document.not_kept.append(NotKept("picture", block.text))
                continue
            title = block.text or f"{Path(name).stem} {number}"
            refusal = self._refusal(block, content, title[:LONGEST_TITLE], collection)
            if refusal:
                words = f"“{block.text}”. {refusal}" if block.text else refusal
                document.not_kept.append(NotKept("refused", words))
        document.blocks = [block for block in document.blocks if block.kind != PICTURE or block.image is not None]

    def _collection(self) -> Collection | None:
        """Where this person may add pictures: the place highest up."""
        found: Collection | None = (
            permission_policy.collections_user_has_permission_for(self.user, "add").order_by("path").first()
        )
        return found

    def _refusal(self, block: Block, content: bytes, title: str, collection: Collection) -> str:
        """Why it is not taken; nothing where it has its image now."""
        if len(self.known) >= MOST_PICTURES:
            return _("Only the first %(total)s pictures of a document are taken.") % {"total": MOST_PICTURES}
        file = _file_of(block, content)
        if file is None:
            return _("It is not in the document.")
        data = {"title": title, "collection": str(collection.pk)}
        form = get_image_form(SiteImage)(data, {"file": file}, user=self.user)
        if not form.is_valid():
            return " ".join(message for messages in form.errors.values() for message in messages)
        # From the shell it may be nobody's.
        form.instance.uploaded_by_user = self.user if self.user.pk else None
        form.instance.file_hash = hash_filelike(form.cleaned_data["file"])
        block.image = self.known.get(form.instance.file_hash) or self._of_library(form.instance)
        if block.image is None:
            block.image = form.instance
            self.new.append(form)
        self.known[form.instance.file_hash] = block.image
        return ""

    def _of_library(self, image: SiteImage) -> SiteImage | None:
        """The same picture, where this person may choose it."""
        same = find_image_duplicates(image, self.user, permission_policy)
        found: SiteImage | None = shown_in_admin(same, self.user).order_by("pk").first()
        return found

    def save(self) -> None:
        """In the transaction of the draft."""
        for form in self.new:
            form.save()

    def forget(self) -> None:
        """The draft was not saved: neither are the files. The rows went with the transaction."""
        for form in self.new:
            if form.instance.pk:
                form.instance.file.storage.delete(form.instance.file.name)


def _file_of(block: Block, content: bytes) -> SimpleUploadedFile | None:
    if block.picture.startswith(PART):
        return _file_of_part(block.picture.removeprefix(PART), content)
    kind, _comma, data = block.picture.partition(",")
    try:
        read = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    ending = kind.partition("/")[2].partition(";")[0].lower()
    return SimpleUploadedFile(f"picture.{ending}", read)


def _file_of_part(name: str, content: bytes) -> SimpleUploadedFile | None:
    """No more of it is unpacked than the form would take."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(name) as part:
            read = part.read(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
    except (KeyError, OSError, ValueError, RuntimeError, zipfile.BadZipFile, NotImplementedError, EOFError):
        return None
    return SimpleUploadedFile(PurePosixPath(name).name, read)
