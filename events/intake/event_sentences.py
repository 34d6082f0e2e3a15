"""What running sentences say of an event alone: where it is, what it costs, how one signs up."""

import re

from django.utils.translation import gettext as _

from core.text.web_addresses import MAILTO
from events.blocks import Mode
from events.intake.session_sentences import Session, take_mode
from intake.document import PARAGRAPH, Block
from intake.filling import Filling
from intake.finders.found_links import links_in_block
from intake.finders.running_sentences import Sentence, cue, mailbox_in
from intake.finders.sessions import place_in

# A place ends before the day, the hour, the next clause.
_END_OF_PLACE = re.compile(
    r"[.;()]|,? (?:on|from|at|le|de|à|and|et) (?=\w*\d|\w+day\b|\w+di\b|online|en ligne|zoom)"
    r"|, (?=\w+day\b|\w+di\b|le \d)",
    re.IGNORECASE,
)
# Hosts of pages where a meeting is joined.
_MEETING = re.compile(r"//(?:[\w-]+\.)?(?:zoom\.us|teams\.(?:microsoft|live)\.com|meet\.google\.com|webex\.com)/")


def take_of_event(session: Session, sentence: Sentence) -> None:
    filling = session.filling
    platform = take_mode(filling, sentence)
    filling.guess("online_platform", platform, platform, sentence.text)
    _take_place(filling, sentence)
    _take_cost(filling, sentence)
    _take_places(filling, sentence)
    _take_way_to_sign_up(filling, sentence)


def _take_place(filling: Filling, sentence: Sentence) -> None:
    """“In person at the Harbour Hall, 12 Main Street, Victoria”."""
    text = f"{sentence.text} "
    named = ((found, _END_OF_PLACE.split(text[found.end() :])[0].strip(" ,")) for found in cue("place").finditer(text))
    found, words = next((one for one in named if re.match(r"[A-ZÀ-Ý]", one[1])), (None, ""))
    if found is None:
        return
    place = place_in(words)
    if place.mode != Mode.IN_PERSON:
        return
    for name in ("name", "address", "city"):
        filling.guess(f"venue_{name}", getattr(place, name), getattr(place, name), sentence.text)
    filling.guess("mode", Mode.IN_PERSON.value, str(Mode.IN_PERSON.label), sentence.text)
    sentence.take(found.span())
    sentence.take_words(words)


def _take_cost(filling: Filling, sentence: Sentence) -> None:
    if found := cue("free").search(sentence.text):
        filling.guess("is_free", True, _("Yes"), sentence.text)
        sentence.take(found.span())


def _take_places(filling: Filling, sentence: Sentence) -> None:
    found = cue("places").search(sentence.text)
    number = next((one for one in found.groups() if one), "") if found else ""
    if found and int(number):
        filling.guess("capacity", int(number), number, sentence.text)
        sentence.take(found.span())


def _take_way_to_sign_up(filling: Filling, sentence: Sentence) -> None:
    text = sentence.text
    links = [link.address for link in links_in_block(Block(PARAGRAPH, sentence.html))]
    _take_joining_link(filling, sentence, [link for link in links if _MEETING.search(link)])
    if no := cue("no_sign_up").search(text):
        filling.guess("registration_needed", False, _("No"), text)
        sentence.take(no.span())
        return
    mailbox = mailbox_in(text)
    addresses = [link for link in links if not _MEETING.search(link)] or ([f"{MAILTO}{mailbox}"] if mailbox else [])
    if cue("sign_up").search(text) and len(addresses) == 1:
        filling.guess("registration_needed", True, _("Yes"), text)
        filling.guess("registration_url", addresses[0], addresses[0].removeprefix(MAILTO), text)
        sentence.take_words(addresses[0].removeprefix(MAILTO))
        sentence.take(*(found.span() for found in cue("sign_up").finditer(text)))


def _take_joining_link(filling: Filling, sentence: Sentence, links: list[str]) -> None:
    """Not for everybody to read: as long as it is in no other text, its sentence need not stand in one either."""
    if links:
        filling.guess("joining_link", links[0], links[0], sentence.text)
        sentence.take_words(links[0])
