"""The words of .vtt files, taken into the recordings of a page when it is saved."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.fields import StreamField
from wagtail.rich_text import RichText, get_text_for_indexing

from core.text.page_text import text_fields, values_in
from core.transcripts.spoken_text import text_of_turns
from core.transcripts.web_vtt import LONGEST, CannotReadTranscript, Turn, turns_of

if TYPE_CHECKING:
    from core.models import BasePage


def take_transcripts(page: "BasePage") -> None:
    """Text that stands there already stays as it is. A file that cannot be read is told by the form."""
    recordings = list(_recordings(page))
    for recording in recordings:
        try:
            turns = turns_to_read(recording)
        except CannotReadTranscript:
            continue
        if turns:
            names = {turn.speaker: page.speaker_called(turn.speaker) for turn in turns if turn.speaker}
            named = [turn._replace(speaker=names.get(turn.speaker, "")) for turn in turns]
            # Of several films nobody knows which one begins with the session.
            headings = page.headings_of_film() if len(recordings) == 1 else []
            recording["transcript_text"] = RichText(text_of_turns(named, headings))


def _recordings(page: "BasePage") -> Iterator[StructValue]:
    for field in text_fields(page):
        stream = getattr(page, field.attname) if isinstance(field, StreamField) else None
        if isinstance(stream, StreamValue):
            found = values_in(stream)
            yield from (one for one in found if isinstance(one, StructValue) and "transcript_text" in one)


def turns_to_read(recording: StructValue) -> list[Turn]:
    """Of a .vtt file whose words do not stand in the text yet. Raises CannotReadTranscript."""
    document, text = recording.get("transcript"), recording.get("transcript_text")
    is_written = bool(text and get_text_for_indexing(text.source).strip())
    if document is None or is_written or document.file_extension.lower() != "vtt":
        return []
    try:
        with document.open_file() as file:
            return turns_of(file.read(LONGEST + 1))
    except OSError as error:
        raise CannotReadTranscript(_("The file of this document is missing. Upload it again.")) from error
