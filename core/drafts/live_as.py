"""Drafts whose words go live in the place of another page (copies/, decision 82). It imports no models."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

from users.models import AnyUser

if TYPE_CHECKING:
    from wagtail.models import Page, Revision


class Hindrance(NamedTuple):
    """Why it cannot be done now, and where that is mended."""

    words: str
    address: str = ""


class Drafts(Protocol):
    """What the app says that knows which pages are such drafts."""

    def key_of_target(self, pk: int) -> int | None: ...

    def target(self, page: "Page") -> "Page | None": ...

    def as_it_goes_live(self, revision: "Revision", target: "Page") -> "Page": ...

    def hindrances(self, revision: "Revision") -> list[Hindrance]: ...

    def go_live(self, revision: "Revision", user: AnyUser | None) -> None: ...

    def is_one(self, pk: int) -> bool: ...


_drafts: list[Drafts] = []


def connect(drafts: Drafts) -> None:
    _drafts[:] = [drafts]


def target_of(page: "Page") -> "Page | None":
    """The page whose words this one is to change; None for every other page."""
    return _drafts[0].target(page) if _drafts and page.pk else None


def key_of_target(pk: int | None) -> int | None:
    return _drafts[0].key_of_target(pk) if _drafts and pk else None


def is_for_another(page: "Page") -> bool:
    """Whether it is such a draft, or was one."""
    return key_of_target(page.pk) is not None


def is_listed_as_one(page: "Page") -> bool:
    """The same for lists: what was asked once in a request is known."""
    return bool(_drafts and page.pk) and _drafts[0].is_one(page.pk)


def as_it_goes_live(revision: "Revision") -> "Page":
    """The page as it will be when this version is live."""
    page: Page = revision.as_object()
    target = target_of(page)
    return _drafts[0].as_it_goes_live(revision, target) if target else page


def hindrances(revision: "Revision") -> list[Hindrance]:
    return _drafts[0].hindrances(revision) if _drafts else []


def go_live_elsewhere(revision: "Revision", user: AnyUser | None) -> bool:
    """Whether it was such a draft; then its words are live now, in the other page."""
    if target_of(revision.as_object()) is None:
        return False
    _drafts[0].go_live(revision, user)
    return True
