"""Links in running text: they do not tell the address of what a visitor may not see."""

from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler as WagtailDocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from core.addresses import address_of
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
