"""Accounts and groups in the admin: what hangs on them is said before they go."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.users.views.groups import DeleteView as DeleteGroupView
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import DeleteView as DeleteUserView

from moderation.reviewers.departures import left_by_group, left_by_people, pages_left_by
from users.forms import EditUserForm, InviteForm
from users.models import User
from users.viewsets import AccountViewSet


class EditAccountForm(EditUserForm):
    """The last who decides at a step leaves it when the administrator says so twice."""

    go_anyway = forms.BooleanField(
        label=gettext_lazy("Do it, even though nobody is left to decide"), required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kept = cleaned.get("groups", ()) if cleaned.get("is_active", True) else None
        reasons = left_by_people([self.instance], kept) if self.instance.is_active else []
        if reasons:
            self.fields["go_anyway"].widget = forms.CheckboxInput()
            if not cleaned.get("go_anyway"):
                self.add_error(None, [*reasons, _("Nothing is saved yet.")])
        return cleaned


class DeleteAccountView(DeleteUserView):
    def what_hangs_on_it(self) -> list[str]:
        return [*left_by_people([self.object]), *pages_left_by(self.object)]


class AccountsViewSet(AccountViewSet):
    delete_view_class = DeleteAccountView
    delete_template_name = "moderation/delete_with_what_hangs.html"
    edit_template_name = "moderation/edit_account.html"

    def get_form_class(self, for_update: bool = False) -> Any:
        return EditAccountForm if for_update else InviteForm


class GroupGoesView(DeleteGroupView):
    def what_hangs_on_it(self) -> list[str]:
        return list(left_by_group(self.object))


class GroupsViewSet(GroupViewSet):
    delete_view_class = GroupGoesView
    delete_template_name = "moderation/delete_group.html"


def keep_the_last(
    request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction
) -> HttpResponse | None:
    """Several people at once are not taken from a step that has no others: one by one, it can be said what follows."""
    if request.method != "POST" or action.model is not User or not _takes_away(request, action_type):
        return None
    reasons = left_by_people(objects)
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailusers_users:index") if reasons else None


def _takes_away(request: HttpRequest, action_type: str) -> bool:
    is_closed = action_type == "set_active_state" and request.POST.get("mark_as_active") == "False"
    return is_closed or action_type == "delete"
