"""The hosts of films that may be shown, and how to read their addresses."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Host:
    """One host: its name, its number format, and the addresses built from a number."""

    name: str
    number: str
    patterns: tuple[str, ...]
    page: str
    embed: str
    frame: str
    # Added to the address of its page, and to that of its player, so that it begins at this second.
    page_moment: str
    player_moment: str

    def page_url(self, number: str) -> str:
        return self.page.format(number)

    def moment_url(self, number: str, second: int) -> str:
        return self.page_url(number) + self.page_moment.format(second)

    def player_moment_url(self, number: str, second: int) -> str:
        return self.player_url(number) + self.player_moment.format(second)

    def player_url(self, number: str) -> str:
        return self.embed.format(number)


PROVIDERS = {
    "youtube": Host(
        "YouTube",
        r"[A-Za-z0-9_-]{11}",
        (r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|live/|shorts/)", r"youtu\.be/"),
        "https://www.youtube.com/watch?v={}",
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
        "https://www.youtube-nocookie.com",
        "&t={}s",
        "&start={}",
    ),
    "vimeo": Host(
        "Vimeo",
        r"\d{6,12}",
        (r"(?:www\.)?vimeo\.com/(?:video/)?", r"player\.vimeo\.com/video/"),
        "https://vimeo.com/{}",
        "https://player.vimeo.com/video/{}?dnt=1&autoplay=1",
        "https://player.vimeo.com",
        "#t={}s",
        "#t={}s",
    ),
}


def read_video_address(host: str, text: str) -> str:
    """The number of the film in an address of `host` (or the number itself); empty when there is none."""
    known = PROVIDERS.get(host)
    text = text.strip()
    if not known:
        return ""
    if re.fullmatch(known.number, text):
        return text
    for pattern in known.patterns:
        if found := re.match(rf"(?:https?:)?(?://)?{pattern}({known.number})(?![A-Za-z0-9_-])", text):
            return found[1]
    return ""


def host_of_video(address: str) -> str:
    """The host whose address it is; a bare number could be anybody's."""
    return next((key for key in PROVIDERS if "/" in address and read_video_address(key, address)), "")
