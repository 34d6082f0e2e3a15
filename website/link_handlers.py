"""Links in running text, and old addresses: neither tells the address of what a visitor may not see."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.documents.rich_text import DocumentLinkHandler as WagtailDocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core import tree
from core.addresses import address_of, prefix
from core.visibility import STRANGER, may_see
from files.metadata import file_facts


class LivePageLinkHandler(PageLinkHandler):
    """Wagtail's, in the reader's language also where there is no translation; a page that is not live stays words."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pages = cls.get_many(attrs_list)
        return [format_html('<a href="{}">', address_of(page)) if page and page.live else "<a>" for page in pages]


class DocumentLinkHandler(WagtailDocumentLinkHandler):
    """Wagtail's, with what the file is in an attribute; the template of running text puts it into the words."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        documents = cls.get_many(attrs_list)
        return [
            format_html('<a href="{}" data-file="{}">', document.url, file_facts(document)) if document else "<a>"
            for document in documents
        ]


class RedirectsToOpenPages(RedirectMiddleware):
    """The old address of a page leads to the new one for those who may see it; others learn nothing of it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        page = page_at(answer.headers["Location"]) if answer is not response else None
        user = getattr(request, "user", STRANGER)
        if page is None or may_see(page, user):
            return answer
        if page.live and user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path(), reverse("sign_in")) if page.live else response


def page_at(address: str) -> Page | None:
    """The page whose own address this is, live or not."""
    path = urlsplit(address).path
    for front in tree.fronts():
        start = f"{prefix(tree.code_of(front.locale_id))}/"
        if path.startswith(start):
            found = Page.objects.filter(url_path=front.url_path + path[len(start) :]).first()
            if found is not None:
                return found
    return None
