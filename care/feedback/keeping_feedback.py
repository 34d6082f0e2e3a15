"""What a reader said is kept for a while, and goes to whoever looks after the page."""

import datetime

from django.db import transaction
from wagtail.models import Page

from care import care_mails
from care.caring_people import pages_to_edit, working_people
from care.models import PageFeedback
from core.site_state import site_settings
from core.visibility import is_private
from users.models import User

# Then it is deleted, dealt with or not.
KEPT = datetime.timedelta(days=180)


@transaction.atomic
def keep(page: Page, key: str, words: str, email: str) -> None:
    """The note and the mail together; the same form once."""
    note, is_first = PageFeedback.objects.get_or_create(
        form_key=key, defaults={"page_id": page.pk, "words": words, "email": email}
    )
    if is_first:
        # What members alone may read is named to nobody else.
        mailbox = "" if is_private(page.path) else site_settings().contact_mailbox
        care_mails.said_by_reader(_owner(page), mailbox, note)


def _owner(page: Page) -> User | None:
    """Whoever looks after it, if they can sign in and may still edit it."""
    person = working_people().filter(pk=page.owner_id).first() if page.owner_id else None
    return person if person and pages_to_edit(person).filter(pk=page.pk).exists() else None


def forget(now: datetime.datetime) -> None:
    PageFeedback.objects.filter(written_at__lt=now - KEPT).delete()
