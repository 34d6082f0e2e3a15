"""What was not kept of a document, in sentences for the person who brought it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.text.sentences import one_stop
from intake.document import NotKept

# With the words that were not kept.
SENTENCES: dict[str, str | Promise] = {
    "comment": gettext_lazy("A comment was left out: “%(words)s”"),
    "deleted": gettext_lazy("Text that somebody deleted with changes tracked was left out: “%(words)s”"),
    "margin": gettext_lazy("The head or foot of the pages was left out: “%(words)s”"),
    "formula": gettext_lazy("A formula was left out: “%(words)s”"),
    "mail": gettext_lazy("A line of the mail itself was left out: “%(words)s”"),
    "elsewhere": gettext_lazy("A picture of another site was left out, as nothing is fetched: “%(words)s”"),
    "refused": gettext_lazy("A picture could not be taken over: %(words)s"),
    "attachment": gettext_lazy("A file that was attached to the mail was left out: “%(words)s”"),
    "site": gettext_lazy("A part of the web page around the text was left out: “%(words)s”"),
}


def sentences_about(not_kept: Iterable[NotKept]) -> list[str]:
    pictures = [one for one in not_kept if one.what == "picture"]
    found = [one_stop(f"{SENTENCES[one.what]}." % {"words": one.words}) for one in not_kept if one.what in SENTENCES]
    return [*(_about_pictures(pictures) if pictures else []), *dict.fromkeys(found)]


def _about_pictures(pictures: list[NotKept]) -> list[str]:
    total = len(pictures)
    words = ngettext(
        "%(total)s picture was left out. Add it to the page as a picture of its own.",
        "%(total)s pictures were left out. Add them to the page as pictures of their own.",
        total,
    )
    told = [one_stop(_("It was described as “%(words)s”.") % {"words": one.words}) for one in pictures if one.words]
    return [words % {"total": total}, *told]
