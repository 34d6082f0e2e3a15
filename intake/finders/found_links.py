"""Links in the blocks of a document, and which of them lead to a film."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.i18n.profiles import profiles
from core.text.web_addresses import web_address
from core.videos import host_of_video, read_video_address
from intake.document import NOWHERE, Block, plain

_LINK = re.compile(r'<a href="(?P<address>[^"]*)">(?P<words>.*?)</a>', re.DOTALL)
_BARE = re.compile(r"(?<![\"'=\w])(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)\]]")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


# What a link may begin besides pages.
BESIDES = ("mailto:", "tel:", "sms:")


class FoundLink(NamedTuple):
    address: str
    words: str
    # The line that it stands in.
    line: str

    @property
    def says_where(self) -> bool:
        return self.words != self.address


def links_in_block(block: Block) -> Iterator[FoundLink]:
    for html in [block.html, *(cell for row in block.rows for cell in row)]:
        rest = html
        for match in _LINK.finditer(html):
            if match["address"].startswith("http") and match["address"] != NOWHERE:
                yield FoundLink(match["address"].replace("&amp;", "&"), plain(match["words"]), block.text)
            rest = rest.replace(match[0], " ")
        for match in _BARE.finditer(rest):
            address = web_address(match[0].replace("&amp;", "&"))
            yield FoundLink(address, address, block.text)


def has_link_to_nowhere(block: Block) -> bool:
    return any(match["address"] == NOWHERE for match in _LINK.finditer(block.html))


def all_links_in(block: Block) -> Iterator[FoundLink]:
    """Also those that begin a mail or a call: whoever looks for what was lost asks for each."""
    yield from links_in_block(block)
    for html in [block.html, *(cell for row in block.rows for cell in row)]:
        for match in _LINK.finditer(html):
            if match["address"].startswith(BESIDES):
                yield FoundLink(match["address"], plain(match["words"]), block.text)


def links_in_blocks(blocks: Iterable[Block]) -> list[FoundLink]:
    return [link for block in blocks for link in links_in_block(block)]


def film_of(link: FoundLink) -> tuple[str, str] | None:
    """Host and number of the film that it leads to."""
    host = host_of_video(link.address)
    number = read_video_address(host, link.address) if host else ""
    return (host, number) if number else None


def is_about_film(text: str) -> bool:
    words = text.casefold()
    return any(phrase in words for profile in profiles() for phrase in profile.documents.films)


def as_download(link: FoundLink) -> dict[str, str]:
    """A document to read or keep: its title is the text of the link, or what stands beside a bare address."""
    title = link.words if link.says_where else title_of_line(link)
    rest = _beside(link) if link.says_where else ""
    return {"title": title[:250], "url": link.address, "note": rest if len(rest) <= 300 else ""}


def is_said_whole(link: FoundLink) -> bool:
    """Whether its line is, word for word, in what `as_download` makes of it."""
    return len(link.words) <= 250 and len(_beside(link)) <= 300


def _beside(link: FoundLink) -> str:
    """What stands in the line before and after the words of the link: “Report (2023)”."""
    before, _words, after = link.line.partition(link.words)
    before, after = before.strip(" :–-.,\u00a0\u202f"), after.strip(" :–-.,;")
    return (" " if after.startswith("(") else ", ").join(filter(None, (before, after)))


def title_of_line(link: FoundLink) -> str:
    """What stands in the line besides a bare address."""
    words = re.sub(r"\(\s*\)", " ", link.line.replace(link.words, " ")).strip(" :–-.,")
    return words or link.address
