"""Pictures as they come from anywhere, made fit to be shown; and all that the imaging libraries may raise."""

import struct
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()

# What Pillow, its plug-ins and Willow raise at a file that is cut short, wrong in itself, or larger than they bear.
# That no format of theirs fits is among them (an OSError), and what they are asked to write and cannot (a ValueError).
ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
# The longer side of a picture that is kept, in points: twice what any page shows. Photos are larger.
LONGEST = 2560
# Eight bits for each of these colours: what every size and format can be made of.
PLAIN_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
# 16 bits of grey; the name says in which order the bytes stand.
DEEP_GREYS = {"I", "I;16", "I;16B", "I;16L", "I;16N"}
TURNED = 0x0112
# What no browser shows everywhere becomes a JPEG; the others stay what they are.
WRITTEN_AS = {"HEIF": "JPEG", "MPO": "JPEG"}
ENDINGS = {"JPEG": ".jpg"}
QUALITY = {"JPEG": {"quality": 88, "optimize": True}, "WEBP": {"quality": 88}, "AVIF": {"quality": 75}}


def made_fit(upload: UploadedFile, most_points: int) -> UploadedFile:
    """The picture whole, turned upright, in plain colours and of a size to be shown; as it came if it is so.

    Raises one of `ERRORS` when it cannot be read to its end.
    """
    upload.seek(0)
    try:
        picture = Image.open(upload)
        if picture.width * picture.height > most_points:
            return upload
        return _fit(upload, picture)
    except UnidentifiedImageError:
        # No picture, or of a kind that is not taken: the form has words for it.
        return upload
    finally:
        upload.seek(0)


def _fit(upload: UploadedFile, picture: Image.Image) -> UploadedFile:
    kind = WRITTEN_AS.get(picture.format or "", picture.format or "")
    is_small = max(picture.size) <= LONGEST
    if kind == "JPEG":
        # Large photos are not unpacked in full.
        picture.draft(None, (LONGEST, LONGEST))
    is_moving = getattr(picture, "is_animated", False) and picture.format != "MPO"
    for frame in ImageSequence.Iterator(picture) if is_moving else [picture]:
        frame.load()
    is_upright = picture.getexif().get(TURNED, 1) == 1
    is_fit = is_small and is_upright and picture.mode in PLAIN_MODES and kind == picture.format
    if is_moving or is_fit:
        return upload
    return _written(upload, _plain(picture), kind)


def _plain(picture: Image.Image) -> Image.Image:
    made = ImageOps.exif_transpose(picture)
    if made.mode not in PLAIN_MODES:
        # It describes colours that are about to be converted.
        made.info.pop("icc_profile", None)
    if made.mode in DEEP_GREYS:
        made = made.point(lambda value: value * (1 / 256)).convert("L")
    elif made.mode not in PLAIN_MODES:
        made = made.convert("RGBA" if "A" in made.mode or "a" in made.mode else "RGB")
    if max(made.size) > LONGEST:
        made = made.convert("RGBA" if "transparency" in made.info else "RGB") if made.mode in {"1", "P"} else made
        made.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return made


def _written(upload: UploadedFile, picture: Image.Image, kind: str) -> UploadedFile:
    if kind == "JPEG" and picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    content = BytesIO()
    # Without what the camera noted: where the picture was taken is nobody's business.
    picture.save(content, kind, icc_profile=picture.info.get("icc_profile"), **QUALITY.get(kind, {}))
    name = PurePosixPath(upload.name or "picture")
    if kind == "JPEG" and name.suffix.lower() not in {".jpg", ".jpeg"}:
        name = name.with_suffix(ENDINGS[kind])
    size = content.tell()
    content.seek(0)
    return InMemoryUploadedFile(content, None, str(name), f"image/{kind.lower()}", size, None)


def can_be_shown(file: IO[bytes]) -> bool:
    """Whether a picture that is kept can be read to its end, and every size and format be made of it."""
    try:
        with Image.open(file) as picture:
            picture.load()
            return picture.mode in PLAIN_MODES
    except ERRORS:
        return False
