"""Those pieces of the frame that are the same on all pages: rendered once, until public content changes."""

from django import template

from caching.fragments import fragment
from core.site_state import site_settings
from core.visibility import STRANGER
from users.models import AnyUser
from website.templatetags.frame import front_url
from website.templatetags.navigation import footer_pages, help_page_url, main_menu

register = template.Library()


@register.simple_tag
def head_assets() -> str:
    """Fonts, style sheets, icon and scripts."""
    return fragment("components/head_assets.html", {})


@register.simple_tag(takes_context=True)
def help_bar(context: template.Context) -> str:
    """Whom to call, more help, the way out."""
    help_url = help_page_url(_user(context))
    return fragment("components/help_bar.html", _site() | {"help_url": help_url}, help_url)


@register.simple_tag
def site_brand() -> str:
    """What the network is called, with its mark."""
    return fragment("components/site_brand.html", _site() | {"front": front_url()})


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> str:
    """Search and menu."""
    user, request = _user(context), context.get("request")
    entries, is_signed_in = main_menu(user, request.path if request else ""), user.is_authenticated
    inputs = {"entries": entries, "is_signed_in": is_signed_in}
    return fragment("components/site_menu.html", inputs, entries, is_signed_in)


@register.simple_tag(takes_context=True)
def footer_columns(context: template.Context) -> str:
    """Whom to call, the land, pages of the site, contact."""
    user = _user(context)
    links = {"help_url": help_page_url(user), "chosen": footer_pages(user), "entries": main_menu(user)}
    return fragment("components/footer_columns.html", _site() | links, *links.values())


def _user(context: template.Context) -> AnyUser:
    return getattr(context.get("request"), "user", STRANGER)


def _site() -> dict[str, object]:
    site = site_settings()
    return {"site": site, "text": site.text}
