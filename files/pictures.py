"""The sizes in which the site shows pictures, and a picture in one of them.

A picture is decoration: one that cannot be made (it is damaged, the disk is full) is left out, and the page stands.
"""

from django.db.models import Count, Q, QuerySet
from wagtail.images.models import Filter, SourceImageIOError

from files.access import public_ids
from files.models import SiteImage, SiteRendition

SIZES = {
    "page": "max-1200x900",
    "card": "fill-400x300",
    "shared": "fill-1200x630|format-jpeg",
    "face": "fill-96x96",
    "portrait": "fill-320x320",
    "logo": "max-320x160",
    "site_logo": "max-240x120",
    "api": "max-1600x1600",
}


def rendition_of(image: SiteImage | None, size: str) -> SiteRendition | None:
    """The picture in one of the sizes; None when it cannot be made."""
    try:
        return image.get_rendition(SIZES[size]) if image else None
    except SourceImageIOError:
        return None


def unmade() -> QuerySet:
    """Pictures that visitors may see, and of which a size is missing."""
    whole = Count("renditions", filter=Q(renditions__filter_spec__in=SIZES.values()), distinct=True)
    shown = SiteImage.objects.filter(pk__in=public_ids(SiteImage), is_damaged=False)
    return shown.annotate(made=whole).filter(made__lt=len(SIZES))


def make_sizes(image: SiteImage) -> bool:
    """Every size of the picture, so that no page has to. False when one cannot be made."""
    for spec in SIZES.values():
        try:
            image.find_existing_rendition(Filter(spec))
        except SiteRendition.DoesNotExist:
            try:
                image.create_rendition(Filter(spec))
            except SourceImageIOError:
                return False
    return True
