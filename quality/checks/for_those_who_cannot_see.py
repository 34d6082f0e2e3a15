"""Pictures and films for those who do not see or hear them."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from quality.checking import Aim, Check, Finding, check
from quality.page_reading import Place, Reading

# A name of a file, or the word for a picture alone.
_SAYS_NOTHING = re.compile(
    r"""(?ix) ^(?: .*\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)
    | (?:img|dsc[nf]?|pxl|scan|screenshot|capture)[\W_]*\d[\w\W]*
    | (?:an?\s|the\s|une?\s|l['’]\s?|la\s)?(?:image|photo|photograph|photographie|picture|figure|graphic|illustration)
    [\W_]*\d* )$"""
)


@check
class CoverWithoutWords(Check):
    code = "cover_words"
    name = _("Picture of the page without alternative text")
    says = _("The picture has no alternative text. Add one to the picture, under Images.")
    why = _("People who cannot see the picture are told nothing of it.")
    mend = _("Open the picture under Images and say in a sentence what it shows, or that it only decorates.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        image = getattr(reading.page, "image", None)
        if image is not None and image.lacks_words:
            yield self.found(Place("image"))


@check
class AlternativeText(Check):
    code = "alternative_text"
    name = _("Alternative text that says nothing")
    says = _("The alternative text “%(text)s” does not say what the picture shows.")
    why = _("A screen reader reads it out in place of the picture: the name of a file helps nobody.")
    mend = _("Say in a sentence what the picture shows, or tick “Decoration only”.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for place, value in reading.pictures:
            text = value.get("alternative_text") or ""
            if not text and value.get("image") and not value.get("decorative"):
                text = value["image"].default_alt_text
            if _SAYS_NOTHING.match(text.strip()):
                yield self.found(place.below("alternative_text"), text=text)


@check
class DecorativeClaim(Check):
    code = "decorative"
    name = _("A picture that says something is called decoration")
    says = _("The picture is called decoration, but the words “%(text)s” belong to it.")
    why = _("Screen readers skip a decoration: people who use one miss what these words are about.")
    mend = _("Untick “Decoration only” and say what the picture shows; or take the words away.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for place, value in reading.pictures:
            said = value.get("alternative_text") or value.get("caption") or ""
            if value.get("decorative") and said.strip():
                yield self.found(place.below("decorative"), text=said)


@check
class Captions(Check):
    code = "captions"
    name = _("Recording without captions or transcript")
    says = _("The recording “%(title)s” has neither captions nor a transcript.")
    why = _("Deaf people, and whoever cannot turn on the sound, get nothing from it; nor does search.")
    mend = _("Choose the languages of its captions, or add the transcript as a document or as text.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for place, value in reading.films:
            text = value.get("transcript_text")
            has_words = bool(text and re.sub(r"<[^>]+>", "", text.source).strip())
            if not (value.get("captions") or value.get("transcript") or has_words):
                yield self.found(place.below("captions"), title=value.get("label") or "")
