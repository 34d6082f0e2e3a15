"""What was read out of a document may be wrong: until a person has confirmed it, or written something else, the page
stays a draft."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.going_live import Problem, rule_of_any_page
from intake.guesses import read_as, standing, stands_in
from intake.models import Intake

# Letters of a value that a sentence repeats.
LONGEST_READ = 60


@rule_of_any_page
def unconfirmed_guesses(page: Page) -> Iterator[Problem]:
    """Also of a document that somebody is done with."""
    intake = Intake.objects.filter(page_id=page.pk).first() if page.pk else None
    for guess in intake.open_guesses if intake else []:
        if found := standing(page, guess):
            words = _("Confirm what was read out of the document: %(read)s")
            # To the first block that nobody looked at.
            place = f"{guess['field']}.{found[0]['id']}" if "id" in found[0] else ""
            read = Truncator(read_as(found)).chars(LONGEST_READ)
            yield Problem(guess["field"], words % {"read": read}, place=place)


@transaction.atomic
def confirm(intake: Intake, fields: set[str]) -> Intake:
    """A person looked at these fields and says that they are right."""
    held = Intake.objects.select_for_update().get(pk=intake.pk)
    for guess in held.guesses:
        guess["confirmed"] = guess["confirmed"] or guess["field"] in fields
    held.save(update_fields=["guesses"])
    return held


@transaction.atomic
def settle(intake: Intake, number: int, is_settled: bool) -> Intake:
    """A person placed this piece or left it out, or took that back."""
    held = Intake.objects.select_for_update().get(pk=intake.pk)
    others = [one for one in held.settled if one != number]
    held.settled = [*others, number] if is_settled else others
    held.save(update_fields=["settled"])
    return held


def open_again(intake: Intake) -> None:
    Intake.objects.filter(pk=intake.pk).update(closed_at=None)


def may_close(intake: Intake, page: Page) -> bool:
    """Not while something that was guessed stands unconfirmed in the page."""
    return not any(stands_in(page, guess) for guess in intake.open_guesses)


def close(intake: Intake) -> None:
    """Put the document away."""
    Intake.objects.filter(pk=intake.pk).update(closed_at=timezone.now())
