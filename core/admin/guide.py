"""The network's own guide in the admin: the pages for people in `docs/`, in the person's language where it has them."""

import re
from pathlib import Path

import markdown
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from core.i18n.languages import DEFAULT, current

DOCUMENTS = settings.BASE_DIR / "docs"
CHAPTERS = {"editing": _("For editors"), "moderating": _("For moderators"), "administering": _("For administrators")}
FIRST = "editing"
EXTENSIONS = ["sane_lists", "tables", "toc"]
# Links between the documents, as they stand in their files.
_LINK = re.compile(r'<a href="(?:\.\./)?(?P<name>[^":/#]+)\.md(?P<part>#[^"]*)?">(?P<words>.*?)</a>', re.DOTALL)


def admin_urls() -> list[URLPattern]:
    return [
        path("guide/", guide, name="guide", kwargs={"name": FIRST}),
        path("guide/<slug:name>/", guide, name="guide_chapter"),
    ]


def menu_item() -> MenuItem:
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="help", order=9_000)


def guide(request: HttpRequest, name: str) -> HttpResponse:
    if name not in CHAPTERS:
        raise Http404
    language = current() if _file(name, current()).exists() else DEFAULT
    context = {
        "page_title": CHAPTERS[name],
        "header_icon": "help",
        "chapter": name,
        "chapters": CHAPTERS,
        "language": language,
        "is_other": language != current(),
        "words": in_html(_file(name, language).read_text(encoding="utf-8")),
    }
    return TemplateResponse(request, "core/admin/guide.html", context)


def _file(name: str, language: str) -> Path:
    return DOCUMENTS / ("" if language == DEFAULT else language) / f"{name}.md"


def in_html(text: str) -> SafeString:
    """Without its first heading, which the page has already. The words are our own."""
    html = markdown.markdown(re.sub(r"\A# .*\n", "", text), extensions=EXTENSIONS)
    return SafeString(_LINK.sub(_lead, html))


def _lead(link: re.Match[str]) -> str:
    """What is no chapter stays as words: it is for those who have the files."""
    if link["name"] not in CHAPTERS:
        return link["words"]
    return f'<a href="{reverse("guide_chapter", args=[link["name"]])}{link["part"] or ""}">{link["words"]}</a>'
