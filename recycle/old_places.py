"""Old addresses of pages that came back to another place lead to the new one."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.addresses import own_address
from recycle.models import Binned


def lead_on(kept: Binned) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    for row in kept.pages.exclude(address="").select_related("page"):
        if row.address == own_address(row.page):
            continue
        old = Redirect.normalise_path(row.address)
        # What staff said of an address counts.
        if not Redirect.objects.filter(old_path=old, site=site, automatically_created=False).exists():
            led = {"redirect_page": row.page, "redirect_link": "", "automatically_created": True}
            Redirect.objects.update_or_create(old_path=old, site=site, defaults=led)
