"""A list of places as rows of a sheet."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signup.staff.list_rows import AttendanceList

HEADINGS = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail"),
    "state": gettext_lazy("State"),
    "came": gettext_lazy("Came"),
    "language": gettext_lazy("Language"),
    "zone": gettext_lazy("Time zone"),
    "needs": gettext_lazy("What helps to take part"),
    "supports": gettext_lazy("Supports"),
    "since": gettext_lazy("Signed up on"),
}
HONORARIUM = gettext_lazy("Honorarium")


def rows_of(shown: AttendanceList, with_honorarium: bool) -> Iterator[dict[str, str]]:
    """Everybody, also those who cancelled, so that the numbers agree with those on the page."""
    for line in shown.lines():
        one = line.sign_up
        values = {
            "name": one.name,
            "email": one.email,
            "state": one.get_state_display(),
            "came": yes_or_no(one.came),
            "language": line.language,
            "zone": one.time_zone,
            "needs": one.access_needs,
            "supports": ", ".join(line.supports),
            "since": timezone.localtime(one.signed_up_at).strftime("%Y-%m-%d %H:%M"),
        }
        row = {str(HEADINGS[key]): value for key, value in values.items()}
        if with_honorarium:
            row[str(HONORARIUM)] = yes_or_no(one.wants_honorarium)
        # A question that has the name of a column stands in the list, and not in its place.
        yield dict(line.answers) | row


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")
