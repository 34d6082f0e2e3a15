"""Passages of transcripts as parts of their page, which search leads to."""

from collections.abc import Iterator

from wagtail.blocks import StreamValue
from wagtail.models import Page

from core.models import PagePart
from networks.people_in_blocks import plain


def transcript_parts(page: Page, recordings: StreamValue) -> Iterator[PagePart]:
    order = 0
    for block in recordings:
        for spoken in block.value.passages:
            text = plain(spoken.text).strip()
            if spoken.passage.seconds is not None and text:
                order += 1
                yield PagePart(
                    page=page,
                    kind=PagePart.Kind.TRANSCRIPT,
                    block_id=f"{block.id}-{spoken.passage.anchor}",
                    group=spoken.passage.speaker[:255],
                    text=text,
                    order=order,
                )
