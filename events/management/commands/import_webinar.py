"""Makes the draft of a webinar summary out of a document, as the form does, and prints what became of each part."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from core.locking import lock_page
from events.models import WebinarIndexPage, WebinarSeriesPage, WebinarSummaryPage
from intake.document_pictures import Pictures
from intake.document_reading import FILE_SIZE, CannotRead
from intake.making import Draft, Source, draft_of, read_source, save_draft
from intake.models import Intake
from intake.told import told_of_draft
from users.models import AnyUser


class Command(BaseCommand):
    help = "Makes the draft of a webinar summary out of a document, and prints what was recognised, guessed and left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a .docx, .odt, .html, .md, .txt, .eml or .pdf file")
        parser.add_argument("--series", metavar="SLUG", help="where it shall stand; without it, in the series it names")
        parser.add_argument("--language", metavar="CODE", help="of the series or of the list of webinars (“en”, “fr”)")
        parser.add_argument("--user", metavar="EMAIL", help="whose draft it is; without it, it is nobody's")
        parser.add_argument("--again", action="store_true", help="make one more draft of the same document")

    def handle(self, *args: Any, **options: Any) -> None:
        user, source = _user(options["user"]), _source(Path(options["file"]))
        parent = _series(options["series"], options["language"]) if options["series"] else _list(options["language"])
        if not parent.permissions_for_user(user).can_add_subpage():
            raise CommandError(f"{options['user']} may not add pages to “{parent.title}”.")
        pictures = Pictures(user)
        try:
            document = read_source(source, pictures)
        except CannotRead as error:
            raise CommandError(f"{source.name}: {error}") from error
        is_chosen = bool(options["series"] or options["language"])
        draft = draft_of(WebinarSummaryPage, parent, document, source.name, pictures, not is_chosen)
        intake = _saved(draft, source, parent, options["again"])
        for line in told_of_draft(draft):
            self.stdout.write(line)
        address = reverse("wagtailadmin_pages:edit", args=[intake.page_id])
        self.stdout.write(f"“{draft.page.title}” is a draft in “{draft.parent.title}”: {address}")


def _user(email: str | None) -> AnyUser:
    """Whoever has the shell may do all; with a name, what that person may."""
    if not email:
        return get_user_model()(is_superuser=True, is_active=True)
    user = get_user_model().objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"Nobody has an account with the address {email}.")
    return user


def _source(path: Path) -> Source:
    try:
        if path.stat().st_size > FILE_SIZE:
            raise CommandError(f"{path}: {CannotRead('too_large')}")
        return Source(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _series(slug: str, language: str | None) -> Page:
    found = WebinarSeriesPage.objects.filter(slug=slug).select_related("locale").order_by("path")
    if language:
        found = found.filter(locale__language_code=language)
    if not found:
        where = f" in the language “{language}”" if language else ""
        raise CommandError(f"There is no series with the slug “{slug}”{where}. {_known_series()}")
    if len(found) > 1:
        codes = ", ".join(series.locale.language_code for series in found)
        raise CommandError(f"Several series have the slug “{slug}” ({codes}). Say which with --language.")
    return found[0]


def _known_series() -> str:
    slugs = WebinarSeriesPage.objects.order_by("slug").values_list("slug", flat=True).distinct()
    return f"There are: {', '.join(slugs)}." if slugs else "There is none yet."


def _list(language: str | None) -> Page:
    lists = WebinarIndexPage.objects.select_related("locale").order_by("path")
    found = lists.filter(locale__language_code=language).first() if language else lists.first()
    if found is None:
        where = f" in the language “{language}”" if language else ""
        raise CommandError(f"There is no list of webinars{where} in which the draft could stand.")
    return found


def _saved(draft: Draft, source: Source, parent: Page, is_again: bool) -> Intake:
    """Two who bring the same document at once make one draft."""
    with transaction.atomic():
        lock_page(parent.pk)
        before = Intake.objects.of_document(source.fingerprint, WebinarSummaryPage).select_related("page").first()
        if before and not is_again:
            address = reverse("wagtailadmin_pages:edit", args=[before.page_id])
            raise CommandError(
                f"This document was read on {before.made_at:%Y-%m-%d}: “{before.page.title}” ({address}). "
                "For another draft of it, add --again."
            )
        return save_draft(draft, source)
