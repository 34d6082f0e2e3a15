"""The sizes in which the site shows pictures, and a picture in one of them.

A picture is decoration: one that cannot be made (it is damaged, the disk is full) is left out, and the page stands.
Photos of a page come in three widths and in small formats as soon as the worker has made them; no page waits for that.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import Filter, SourceImageIOError

from files.access import public_ids
from files.models import SiteImage, SiteRendition

# Small formats, the smallest first, as Wagtail is asked for them; for old browsers the picture keeps its own too.
FORMATS = {"format-avif|avifquality-60": "image/avif", "format-webp|webpquality-78": "image/webp"}
# A picture that moves would stand still in them.
MOVING = ".gif"


class Size(NamedTuple):
    """`spec` is what all browsers show; `widths` are the same cut, smaller and larger, and `shown` is how wide it is
    on pages, as `sizes` in HTML."""

    spec: str
    widths: tuple[str, ...] = ()
    shown: str = ""

    def specs_as(self, name: str) -> list[str]:
        return [f"{width}|{name}" for width in self.widths]


SIZES = {
    "page": Size(
        "max-1200x900", ("max-600x450", "max-1200x900", "max-1800x1350"), "(min-width: 48rem) 45rem, calc(100vw - 2rem)"
    ),
    "card": Size(
        "fill-400x300",
        ("fill-160x120", "fill-320x240", "fill-480x360"),
        "(min-width: 50rem) 9rem, (min-width: 31rem) 18vw, 5.5rem",
    ),
    "shared": Size("fill-1200x630|format-jpeg"),
    "face": Size("fill-96x96", ("fill-48x48", "fill-96x96", "fill-144x144"), "3rem"),
    "portrait": Size("fill-320x320", ("fill-192x192", "fill-384x384", "fill-576x576"), "12rem"),
    "logo": Size("max-320x160"),
    "site_logo": Size("max-240x120"),
    "api": Size("max-1600x1600"),
}
PLAIN_SPECS = [size.spec for size in SIZES.values()]
SMALL_SPECS = [spec for size in SIZES.values() for name in FORMATS for spec in size.specs_as(name)]


def rendition_of(image: SiteImage | None, size: str) -> SiteRendition | None:
    """The picture in one of the sizes; None when it cannot be made."""
    try:
        return image.get_rendition(SIZES[size].spec) if image else None
    except SourceImageIOError:
        return None


def picture_html(image: SiteImage | None, size: str, attributes: dict[str, object]) -> SafeString | str:
    """The picture for a page, with what was made of its widths and formats; nothing when it cannot be made."""
    if image is None:
        return ""
    small = _small_ones(image, SIZES[size])
    plain = rendition_of(image, size)
    if plain is None:
        return ""
    sources = format_html_join("", "<source{}>", ((flatatt(source),) for source in _sources(small, SIZES[size])))
    tag = plain.img_tag(attributes)
    return format_html("<picture>{}{}</picture>", sources, tag) if sources else tag


def _small_ones(image: SiteImage, size: Size) -> dict[str, SiteRendition]:
    """Those that were made so far, by their specification; remembered as Wagtail remembers the plain one."""
    if not size.widths or _is_moving(image):
        return {}
    filters = [Filter(spec) for spec in (size.spec, *(spec for name in FORMATS for spec in size.specs_as(name)))]
    found = image.find_existing_renditions(*filters)
    new = {made.get_cache_key(): made for made in found.values() if not getattr(made, "_from_cache", False)}
    if new:
        SiteRendition.cache_backend.set_many(new)
    return {wanted.spec: made for wanted, made in found.items()}


def _sources(small: dict[str, SiteRendition], size: Size) -> Iterator[dict[str, str]]:
    for name, media_type in FORMATS.items():
        made = {one.width: one for spec in size.specs_as(name) if (one := small.get(spec))}
        if made:
            widths = ", ".join(f"{one.url} {width}w" for width, one in sorted(made.items()))
            yield {"type": media_type, "srcset": widths, "sizes": size.shown}


def _is_moving(image: SiteImage) -> bool:
    return image.file.name.lower().endswith(MOVING)


def unmade() -> QuerySet:
    """Pictures that visitors may see, and of which a size is missing."""
    wanted = [*PLAIN_SPECS, *SMALL_SPECS]
    whole = Count("renditions", filter=Q(renditions__filter_spec__in=wanted), distinct=True)
    shown = SiteImage.objects.filter(pk__in=public_ids(SiteImage), is_damaged=False)
    may_move = Q(file__iendswith=MOVING)
    lacks = Q(may_move, made__lt=len(PLAIN_SPECS)) | Q(~may_move, made__lt=len(wanted))
    return shown.annotate(made=whole).filter(lacks)


def make_sizes(image: SiteImage) -> bool:
    """Every size of the picture, so that no page has to. False when one cannot be made."""
    for spec in PLAIN_SPECS if _is_moving(image) else [*PLAIN_SPECS, *SMALL_SPECS]:
        try:
            image.find_existing_rendition(Filter(spec))
        except SiteRendition.DoesNotExist:
            try:
                image.create_rendition(Filter(spec))
            except SourceImageIOError:
                return False
    return True
