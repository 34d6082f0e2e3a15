"""Sign-ups in the admin: a place in the menu, and a button at each event."""

from collections.abc import Iterator

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from signup.staff.admin_routes import admin_urls
from signup.staff.going_away import ask_once_more, say_who_is_not_told
from signup.staff.rights import has_lists, may_check_in
from users.models import AnyUser

hooks.register("register_admin_urls", admin_urls)
hooks.register("before_delete_page", say_who_is_not_told)
hooks.register("before_unpublish_page", ask_once_more)


class SignUpsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_lists(request.user)


@hooks.register("register_admin_menu_item")
def menu_item_of_sign_ups() -> MenuItem:
    return SignUpsMenuItem(_("Sign-ups"), reverse_lazy("sign_ups_overview"), icon_name="group", order=115)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def button_of_sign_ups(
    page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    if getattr(page.specific, "sign_up_here", False) and may_check_in(user, page):
        yield Button(_("Sign-ups"), reverse("sign_ups", args=[page.pk]), icon_name="group", priority=35)


@hooks.register("register_permissions")
def rights_of_sign_ups() -> QuerySet[Permission]:
    """Those that can be given to a group in its form."""
    ours = Permission.objects.filter(content_type__app_label="signup")
    return ours.filter(codename__in=["check_in", "see_honorarium"])
