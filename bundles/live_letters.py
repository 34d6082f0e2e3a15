"""Once a bundle is live: one message to each author of its pages, written in the transaction in which they go live."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from bundles.models import Bundle, BundleItem
from core.visibility import shown_in_admin
from moderation.notifications import in_plain_text, post, wants_mail
from users.models import AnyUser, User


def tell_authors(bundle: Bundle, items: Iterable[BundleItem], user: AnyUser | None) -> None:
    """`items`: what went live now. Whoever published it knows."""
    by_author: dict[User, list[int]] = {}
    for item in items:
        author = author_of(item)
        if author and author != user and wants_mail(author):
            by_author.setdefault(author, []).append(item.page_id)
    for author, keys in sorted(by_author.items(), key=lambda one: one[0].pk):
        pages = shown_in_admin(Page.objects.filter(pk__in=keys, live=True), author).order_by("path")
        if pages:
            with translation.override(author.language):
                _tell(bundle, author, [page.specific for page in pages])


def author_of(item: BundleItem) -> User | None:
    """Who sent this version to review; where that is not known any more, whose page it is."""
    passed = TaskState.objects.filter(revision=item.approved, workflow_state__requested_by__isnull=False)
    state = passed.select_related("workflow_state__requested_by").order_by("-pk").first()
    author: User | None = state.workflow_state.requested_by if state else item.page.owner
    return author


def _tell(bundle: Bundle, author: User, pages: list[Page]) -> None:
    words = in_plain_text("bundles/mail/live.txt", {"bundle": bundle, "pages": pages})
    subject = _("“%(title)s” is live") % {"title": bundle.title}
    about = pages[0] if len(pages) == 1 else None
    post(EmailMessage(subject=subject, body=words.strip() + "\n", to=[author.email]), author, about)
