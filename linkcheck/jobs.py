"""Links to other sites: writes down which there are, and asks whether they answer."""

import datetime

from jobs.registry import Lane, due_job
from linkcheck.checker import check_due_links
from linkcheck.collecting import note_links_of_more_pages


@due_job(every=24 * 3600, lane=Lane.SLOW)
def note_links_of_pages() -> datetime.datetime | None:
    """Page by page, what a page that went live wrote down itself: for pages that were there before, and strays."""
    return note_links_of_more_pages()


@due_job(every=30, lane=Lane.SLOW)
def check_links() -> datetime.datetime | None:
    return check_due_links()
