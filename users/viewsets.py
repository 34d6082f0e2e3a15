"""Accounts in the admin: who is invited, who has come, and a new link for those who lost theirs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import CreateView, IndexView, UserViewSet

from users.account_emails import invite
from users.forms import EditUserForm, InviteForm
from users.models import User


def groups_of(user: User) -> str:
    return ", ".join(sorted(group.name for group in user.groups.all()))


def state_of(user: User) -> str:
    """Whether the person has answered the invitation."""
    if not user.is_active:
        return _("Closed")
    return _("Has an account") if user.has_usable_password() else _("Invited")


class AccountIndexView(IndexView):
    add_item_label = gettext_lazy("Invite somebody")
    page_title = gettext_lazy("People with an account")

    @cached_property
    def columns(self) -> list[Column]:
        shown = [column for column in super().columns if column.name not in {"is_superuser", "is_active"}]
        more = [
            Column("groups", accessor=groups_of, label=_("Groups")),
            Column("state", accessor=state_of, label=_("State"), width="12%"),
        ]
        return [*shown[:3], *more, *shown[3:]]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")


class InviteView(CreateView):
    page_title = gettext_lazy("Invite somebody")
    submit_button_label = gettext_lazy("Send the invitation")

    def save_instance(self) -> User:
        user = super().save_instance()
        invite(user)
        return user

    def get_success_message(self, instance: User) -> str:
        return _on_its_way(instance)


def _on_its_way(user: User) -> str:
    return _("An invitation is on its way to %(address)s.") % {"address": user.email}


def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for somebody who has not set a password yet; asks before it sends."""
    if not request.user.has_perm("users.add_user"):
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk, is_active=True)
    if user.has_usable_password():
        raise PermissionDenied
    if request.method == "POST":
        invite(user)
        messages.success(request, _on_its_way(user))
        return redirect("wagtailusers_users:index")
    again = reverse("wagtailusers_users:invite_again", args=[pk])
    return render(request, "users/admin/invite_again.html", {"invited": user, "again": again})


class AccountViewSet(UserViewSet):
    menu_label = gettext_lazy("People with an account")
    index_view_class = AccountIndexView
    add_view_class = InviteView
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "users/admin/edit.html"

    def get_form_class(self, for_update: bool = False) -> Any:
        return EditUserForm if for_update else InviteForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/invite/", invite_again, name="invite_again")]
