"""In the admin's list of accounts: a new invitation for those who have not answered theirs."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from users.models import User


@hooks.register("register_user_listing_buttons")
def invite_again_button(user: User, request_user: User) -> Iterator[Button]:
    if user.is_active and not user.has_usable_password() and request_user.has_perm("users.add_user"):
        address = reverse("wagtailusers_users:invite_again", args=[user.pk])
        yield Button(_("Send the invitation again"), url=address, icon_name="mail", priority=10)
