"""What an entry of a foreign calendar says, as fields of an event. What fits no field is told in a remark."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.sentences import one_stop
from core.text.typography import set_in
from core.text.web_addresses import web_address
from events.blocks import Mode
from events.models import EventPage
from events.outside_calendars.entry_rule import block
from events.outside_calendars.entry_times import Entry, Fields, NeedsZone, Zones, take_times
from intake.document import Document
from intake.readers.blocks_of_html import read_html
from intake.readers.plain_text import read_text
from intake.rich_text import goes_into_text, html_of

LONGEST_TITLE, LONGEST_PLACE, LONGEST_ROOM, LONGEST_LINK = 255, 200, 250, 500
# Where meetings are joined. Such a link is for those who signed up: it goes into no text.
MEETINGS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:zoom\.(?:us|com)/(?:j|w|my|s)/|meet\.google\.com/|teams\.(?:microsoft|live)\.com/|"
    r"webex\.com/|gotomeeting\.com/|gotomeet\.me/|meet\.jit\.si/|whereby\.com/)[^\s<>\"')]*",
    re.IGNORECASE,
)
_SECRETS = re.compile(r"(?:passcode|password|meeting id|code secret|mot de passe|id de r[ée]union)\s*:?", re.IGNORECASE)
_HTML = re.compile(r"<(?:p|br|b|a|ul|ol|li|div|span|html)\b[^>]*>", re.IGNORECASE)


class Unreadable(Exception):
    """Why an entry becomes no event, for the person who imports."""


class ReadEntry:
    """An entry as an event would say it. Raises Unreadable."""

    def __init__(self, entry: Entry, zones: Zones, language: str) -> None:
        self.entry, self.language = entry, language
        self.remarks: list[str] = []
        self.fields: Fields = {}
        self._check()
        try:
            take_times(entry, zones, self.fields, self.remarks)
        except NeedsZone as error:
            raise Unreadable(_("Its hours are of no time zone. Choose above in which they are meant.")) from error
        self._take_texts()
        self._take_place()
        self._take_differing()
        self._tell_others()

    def _check(self) -> None:
        if self.entry.get("problem") == "no_start":
            raise Unreadable(_("It has no beginning (DTSTART)."))
        if self.entry.get("problem"):
            raise Unreadable(_("Its days or hours are written in a way that no calendar program reads."))
        if not self.entry["title"]:
            raise Unreadable(_("It has no title (SUMMARY)."))
        year = int(self.entry["start"][0][:4])
        if not 1990 <= year <= datetime.date.today().year + 20:
            raise Unreadable(one_stop(_("It is in the year %(year)s.") % {"year": year}))

    def _take_texts(self) -> None:
        title = " ".join(self.entry["title"].split())
        self.fields["title"] = set_in(self.language, title[:LONGEST_TITLE])
        if len(title) > LONGEST_TITLE:
            self.remarks.append(_("The title was cut. In full: %(text)s") % {"text": title})
        self.fields["joining_link"] = ""
        html = self._text_of(self.entry)
        if address := self._address():
            html += f'<p><a href="{escape(address)}">{escape(urlsplit(address).hostname)}</a></p>'
        self.fields["introduction"] = html
        status = self.entry["status"]
        is_off = status == "CANCELLED"
        self.fields["condition"] = EventPage.Condition.CANCELLED if is_off else EventPage.Condition.AS_PLANNED
        if status == "TENTATIVE":
            self.remarks.append(_("The calendar calls it tentative."))

    def _address(self) -> str:
        written = self.entry["address"]
        address = web_address(written) if written else ""
        if address and self._takes_meeting(address):
            return ""
        if written and not (address and urlsplit(address).hostname):
            self.remarks.append(_("Not taken over: %(text)s") % {"text": f"URL: {written}"})
            return ""
        return address

    def _text_of(self, entry: Entry) -> str:
        """The description as rich text, without the ways into a meeting."""
        text = entry["text"] or entry["html"]
        lines = [line for line in text.splitlines() if not self._is_way_in(line)]
        kept = "\n".join(lines)
        document = read_html(kept) if _HTML.search(kept) else read_text(kept)
        self._tell_not_kept(document)
        return html_of(one for one in document.blocks if goes_into_text(one))

    def _is_way_in(self, line: str) -> bool:
        """A line by which one joins: it is told to the editor, and not published."""
        found = MEETINGS.search(line)
        if found:
            self._takes_meeting(found[0])
        if found or _SECRETS.search(line):
            words = _("A line about joining was kept out of the text: %(text)s")
            self.remarks.append(words % {"text": " ".join(line.split())[:1_000]})
            return True
        return False

    def _takes_meeting(self, address: str) -> bool:
        if not MEETINGS.match(address) or len(address) > LONGEST_LINK:
            return False
        self.fields["joining_link"] = self.fields.get("joining_link") or address
        return True

    def _tell_not_kept(self, document: Document) -> None:
        lost = [one.text for one in document.blocks if not goes_into_text(one) and one.text]
        lost += [one.words for one in document.not_kept if one.words]
        self.remarks += [_("Not taken over: %(text)s") % {"text": text} for text in lost]

    def _take_place(self) -> None:
        self.fields |= self._place_of(self.entry)
        if self.fields["joining_link"]:
            self.fields["mode"] = Mode.HYBRID if self.fields["venue_name"] else Mode.ONLINE
        else:
            self.fields["mode"] = ""

    def _place_of(self, entry: Entry) -> Fields:
        place = " ".join(entry["place"].split())
        for found in MEETINGS.findall(place):
            self._takes_meeting(found)
        place = MEETINGS.sub("", place).strip(" ;,")
        name, __, address = place.partition(", ")
        if len(name) > LONGEST_PLACE or len(address) > LONGEST_ROOM:
            self.remarks.append(_("The place was cut. In full: %(text)s") % {"text": place})
        return {"venue_name": name[:LONGEST_PLACE], "venue_address": address[:LONGEST_ROOM]}

    def _take_differing(self) -> None:
        for one in self.entry["differing"]:
            if one.get("problem"):
                self.remarks.append(_("A date of it could not be read: %(text)s") % {"text": " ".join(one["date"])})
            elif not self.fields["repeats"]:
                self._tell_date(one, _("it does not repeat here"))
            else:
                self._take_date(one)

    def _take_date(self, one: Entry) -> None:
        day = datetime.date.fromisoformat(one["date"][0])
        apart = self.fields["dates_apart"]
        if one["status"] == "CANCELLED":
            apart.append(block("cancelled", day=day))
            return
        if moved := self._moved(one, day):
            apart.append(moved)
        own = {}
        if one["title"] and one["title"] != self.entry["title"]:
            own["title"] = one["title"][:250]
        if one["text"] and one["text"] != self.entry["text"]:
            own["text"] = self._text_of(one)
        if one["place"] and one["place"] != self.entry["place"]:
            own |= self._place_of(one)
        if any(own.values()):
            apart.append(block("own", day=day, **own))

    def _moved(self, one: Entry, day: datetime.date) -> dict[str, Any] | None:
        """Where it stands elsewhere, or is longer or shorter."""
        usual = [self.entry["start"][1], self.entry["end"][1] if self.entry["end"] else ""]
        hours = [one["start"][1], one["end"][1] if one["end"] else ""]
        if one["zone"] != self.entry["zone"]:
            self._tell_date(one, _("it is in another time zone"))
        new_day = datetime.date.fromisoformat(one["start"][0])
        if new_day == day and hours == usual:
            return None
        given = hours if hours != usual else ["", ""]
        return block("moved", day=day, new_day=new_day if new_day != day else None, start=given[0], end=given[1])

    def _tell_date(self, one: Entry, why: str) -> None:
        told = [" ".join(one["start"]), one["title"], one["text"], one["place"]]
        words = _("Look at the date of %(day)s (%(why)s): %(text)s")
        said = {"day": one["date"][0], "why": why, "text": "; ".join(filter(None, told))}
        self.remarks.append(words % said)

    def _tell_others(self) -> None:
        self.remarks += [_("Not taken over: %(text)s") % {"text": text} for text in self.entry["others"]]
        if total := self.entry["invited"]:
            words = ngettext(
                "%(total)s person is invited; the name was not taken over.",
                "%(total)s people are invited; their names were not taken over.",
                total,
            )
            self.remarks.append(words % {"total": total})
        if self.fields["condition"] == EventPage.Condition.CANCELLED:
            self.remarks.append(one_stop(_("It is cancelled; say why before it goes live")))
