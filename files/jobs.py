"""What is made of files in the background: the sizes of pictures."""

from wagtail.images.models import SourceImageIOError

from files.imaging import can_be_shown
from files.models import SiteImage
from files.pictures import make_sizes, unmade
from jobs.registry import Lane, due_job

AT_ONCE = 20


@due_job(every=5, lane=Lane.SLOW)
def make_pictures() -> None:
    """A page that goes live finds its pictures made. What cannot be made is noted for the report on pictures."""
    for image in unmade()[:AT_ONCE]:
        if not make_sizes(image) and _is_damaged(image):
            SiteImage.objects.filter(pk=image.pk).update(is_damaged=True)


def _is_damaged(image: SiteImage) -> bool:
    """And not the disk full, or the database busy: such a picture is tried again."""
    try:
        with image.open_file() as file:
            return not can_be_shown(file)
    except SourceImageIOError:
        return True
