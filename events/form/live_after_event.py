"""In the form of a page that may wait for an event: the end of the event comes before an hour that was set."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from events.form.expiry_of_event import same_minute


class GoesLiveAfterEvent(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        """The schedule's field shows what follows from the event and sends it back: derived anew, or forgotten."""
        given: dict[str, Any] = self.cleaned_data
        if "go_live_at" in given and self.instance.first_published_at is None:
            waits = given.get("after_event", self.instance.after_event)
            followed = self.instance.after_event and same_minute(given["go_live_at"], self.instance.go_live_at)
            if waits or followed:
                given["go_live_at"] = None
        return super().clean()
