"""People in the form: which part of “Name, MPH, Manager, Organisation” is what, and whom the directory knows."""

from html import escape
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.admin.word_search import containing
from core.visibility import approved
from intake.document import plain
from intake.finders.parts_of_person import person_in
from intake.finders.people_apart import people_apart
from networks.models import Person
from networks.named_people import Directory, fits
from users.models import AnyUser

LONGEST = 1000
# A person is found by two letters at least, and so many are offered.
SHORTEST, MOST = 2, 8


@never_cache
@require_safe
def parts_of_line(request: HttpRequest) -> JsonResponse:
    """For the script of the form: the values of the fields that the line fills; none if it is only a name."""
    first, *others = people_apart(escape(request.GET.get("line", "")[:LONGEST], quote=False))
    person = person_in(first)
    says_more = person and (person.credentials or person.role or person.organisation or others)
    if person is None or not fits(person) or not says_more:
        return JsonResponse({"values": {}, "chosen": {}, "said": ""})
    __, block = Directory().person_block(person)
    chosen = {name: block[name] for name in ("person", "organisation") if block[name]}
    values = {name: block[name] for name in ("name", "credentials", "role", "organisation_name")}
    return JsonResponse(
        {
            "values": values,
            "chosen": {name: _choice(row, request.user) for name, row in chosen.items()},
            # Each is a line of its own, for an item of its own.
            "others": [plain(other) for other in others],
            "said": _said_of(len(others) + 1),
            "back": gettext("Put it back"),
        }
    )


def _said_of(total: int) -> str:
    if total == 1:
        return gettext("One line became several fields. Look whether each is right.")
    return gettext("One line became %(total)s people. Look whether each is right.") % {"total": total}


@never_cache
@require_safe
def names_of_people(request: HttpRequest) -> JsonResponse:
    """For the script of the form: whose name has these words in it, among those that somebody approved."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    people = approved(Person.objects.all()) if len(words) >= SHORTEST else Person.objects.none()
    rows = containing(people, words, ["name"])
    return JsonResponse(
        {
            "people": [_choice(row, request.user) for row in rows[:MOST]],
            "said": gettext("Chosen from the directory."),
            "back": gettext("Put it back"),
        }
    )


def _choice(row: Any, user: AnyUser) -> dict[str, Any]:
    """As Wagtail's choosers hold what was chosen."""
    return {"id": row.pk, "string": str(row), "edit_url": _address(row, user)}


def _address(row: Model, user: AnyUser) -> str:
    return AdminURLFinder(user).get_edit_url(row) or ""
