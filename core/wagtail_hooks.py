"""What core adds to Wagtail: the menus of the vocabularies, and the look of the editor."""

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from core.admin import begun_in_form, guide, kept_text, row_menus, word_offers
from core.admin.live_uses import ask_first
from core.admin.page_listings import AnyPageListing
from core.admin.summary import in_our_name
from core.admin.vocabularies import NamesToTranslateItem, WordsGroup
from core.drafts import made_once
from core.text.pasted_lists import list_end
from core.typed_fields import understood

# Vocabularies and the glossary

register_snippet(WordsGroup)


def _reports_of_missing_names() -> None:
    for number, (code, language) in enumerate(settings.LANGUAGES):
        item = NamesToTranslateItem(code, language, 700 + number)
        hooks.register("register_reports_menu_item", lambda item=item: item)


_reports_of_missing_names()


# What live pages use

hooks.register("before_delete_snippet", ask_first)


# The look of the editor


@hooks.register("insert_global_admin_css")
def our_admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


# After the lines that Wagtail and others put there.
hooks.register("construct_homepage_summary_items", in_our_name, order=1000)


@hooks.register("insert_global_admin_js")
def our_scripts_of_every_page() -> str:
    scripts = ((static(f"js/admin-{name}.js"),) for name in ("row-menu", "names"))
    return format_html_join("\n", '<script type="module" src="{}"></script>', scripts)


hooks.register("register_admin_urls", row_menus.admin_urls)
hooks.register("register_admin_urls", begun_in_form.admin_urls)


@hooks.register("register_admin_viewset")
def lists_of_any_pages() -> AnyPageListing:
    return AnyPageListing()


@hooks.register("construct_page_chooser_queryset")
def with_their_states(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """What the chooser says about each page, asked for all of them at once."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()


@hooks.register("insert_editor_js")
def our_scripts_of_the_form() -> str:
    # In this order: a button waits for autosave first, then for the session.
    names = "edits signed-out kept paste items leave-text conditional tab-errors text-names needed as-before".split()
    scripts = ((static(f"js/admin-{name}.js"),) for name in names)
    words = kept_text.parts_of_the_form() + render_to_string("core/admin/paste_words.html", {"list_end": list_end()})
    return words + format_html_join("\n", '<script type="module" src="{}"></script>', scripts)


# Text that the server has not got yet


@hooks.register("register_admin_urls")
def address_of_the_session() -> list[URLPattern]:
    return [path("session/", kept_text.state, name="kept_text")]


# A form that comes twice: before those that read what was sent.
hooks.register("before_create_page", made_once.edit_page_made, order=-30)
hooks.register("before_create_snippet", made_once.edit_row_made, order=-30)
hooks.register("after_create_page", made_once.note_made, order=-20)
hooks.register("after_create_snippet", made_once.note_made, order=-20)

# Before those that answer by themselves.
hooks.register("after_create_page", kept_text.note_saved, order=-10)
hooks.register("after_edit_page", kept_text.note_saved, order=-10)
hooks.register("after_create_snippet", kept_text.note_saved, order=-10)
hooks.register("after_edit_snippet", kept_text.note_saved, order=-10)


@hooks.register("register_admin_urls")
def address_of_what_was_understood() -> list[URLPattern]:
    return [path("typed/", understood, name="typed_moment")]


# Words that are offered while one types

hooks.register("register_rich_text_features", word_offers.register)


@hooks.register("register_admin_urls")
def address_of_the_words() -> list[URLPattern]:
    return [path("words/<int:pk>/", word_offers.words_for_page, name="words_for_page")]


# The network's guide

hooks.register("register_admin_urls", guide.admin_urls)
hooks.register("register_admin_menu_item", guide.menu_item)


# Wagtail's own help speaks of Wagtail and leads away; ours stands in the site's documents. The plain list of snippets
# repeats what has menus of its own.
NOT_IN_THE_MENU = {"help", "snippets"}


@hooks.register("construct_main_menu")
def plain_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in NOT_IN_THE_MENU]
