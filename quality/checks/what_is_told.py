"""What a page tells of people, days and subjects."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.text.checks import personal_mailboxes, phone_numbers, repeated_sentences
from quality.checking import Aim, Check, Finding, Level, check
from quality.language_words import quality_words
from quality.page_reading import Place, Reading

# Vocabularies by which most visitors choose.
_BY_WHICH_PEOPLE_CHOOSE = frozenset(["category", "region"])
# Fields that sum up, and those that say the same at length.
_SUMMARY, _FINDINGS = "summary", frozenset(["key_findings", "findings"])


@check
class PersonalMailbox(Check):
    code = "mailbox"
    name = _("Mailbox of one person")
    says = _("%(mailbox)s looks like one person’s mailbox. A shared one keeps working when people change jobs.")
    why = _("Robots collect it, and mail goes astray when the person leaves.")
    mend = _("Write the address of a team, or ask the person whether theirs may be public.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for text in reading.texts:
            yield from (self.found(text.place, mailbox=one) for one in personal_mailboxes(text.words))


@check
class PhoneNumber(Check):
    code = "phone"
    name = _("Telephone number in the text")
    says = _("The telephone number %(number)s will be public. Should it be?")
    why = _("A private number cannot be taken back once it was public.")
    mend = _("Write the number of an office or a line for everybody, or take it out.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for text in reading.texts:
            yield from (self.found(text.place, number=one) for one in phone_numbers(text.words))


@check
class TimeWithoutZone(Check):
    code = "zone"
    name = _("Date and time without a time zone")
    says = _("“%(time)s” does not say in which time zone.")
    why = _("The network spans six time zones: people come three hours late.")
    mend = _("Add the zone: “10 am Pacific Time”.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        words = quality_words(reading.language)
        # A page of an event shows its zone beside the day. One that is named anywhere is meant everywhere.
        zone = getattr(reading.page, "time_zone", "")
        if zone or not words or words.zones.search(reading.all_words):
            return
        for text in reading.texts:
            for part in text.parts:
                time = words.times.search(part.words)
                if time and words.dates.search(part.words):
                    yield self.found(text.place, time=time.group().strip())


@check
class SaidTwice(Check):
    code = "said_twice"
    name = _("Summary that repeats the findings")
    says = _("“%(sentence)s” is in the findings too.")
    why = _("Readers take the second for something new; search finds the page twice for the same words.")
    mend = _("Say in the summary what the document is and whom it is for, and leave its results to the findings.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        findings = "\n".join(text.words for text in reading.texts if text.place.field in _FINDINGS)
        for text in reading.texts if findings else ():
            if text.place.field == _SUMMARY:
                yield from (self.found(text.place, sentence=one) for one in repeated_sentences(text.words, findings))


@check
class MissingTerms(Check):
    code = "missing_terms"
    name = _("Category or region missing")
    says = _("%(name)s: nothing is chosen.")
    why = _("Many visitors choose by it, and do not find the page.")
    mend = _("Choose what fits; “national” is a region, too.")
    # It stands among what is good to have.
    level = Level.OFF

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        carried = {term.vocabulary for term in reading.page.terms}
        for slot in reading.page.term_slots:
            # What is required keeps the page from going live by itself.
            asked = slot.vocabulary in _BY_WHICH_PEOPLE_CHOOSE and not slot.required
            if asked and slot.vocabulary not in carried:
                yield self.found(Place(slot.field), name=slot.label)
