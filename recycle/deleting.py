"""What is asked before pages are deleted: what leads to them, and whether their translations go too."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page

from core.admin.live_uses import uses_of_trees
from core.text.sentences import one_stop
from recycle.binning import put_in_bin, why_not
from recycle.models import Binned
from recycle.the_bin import Refused
from users.models import AnyUser


class DeleteForm(forms.Form):
    translations = forms.BooleanField(label=gettext_lazy("Its translations too"), required=False, initial=True)


def translations_to_go(page: Page, user: AnyUser) -> list[Page]:
    """Those that this person may delete."""
    twins = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).select_related("locale")
    return [twin for twin in twins if twin.permissions_for_user(user).can_delete() and not why_not(twin, user)]


def ask_and_put_in_bin(request: HttpRequest, page: Page) -> HttpResponse:
    """In place of Wagtail's question and of its deletion."""
    twins = translations_to_go(page, request.user)
    form = DeleteForm(request.POST if request.method == "POST" else None)
    form.fields["translations"].help_text = ", ".join(twin.title for twin in twins)
    if not twins:
        del form.fields["translations"]
    refusal = why_not(page, request.user)
    if request.method == "POST" and form.is_valid() and not refusal:
        chosen = [page, *twins] if form.cleaned_data.get("translations") else [page]
        return _delete(request, page, chosen)
    below = page.get_descendant_count()
    context = {
        "page_title": _("Delete"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "bin",
        "page": page,
        "parent": page.get_parent(),
        "below": below,
        "days": settings.KEEP_DELETED_DAYS,
        "form": form,
        "refusal": refusal,
        "uses": uses_of_trees([page], request.user),
        "next": get_valid_next_url_from_request(request),
    }
    return TemplateResponse(request, "recycle/delete.html", context, status=403 if refusal else 200)


def _delete(request: HttpRequest, page: Page, chosen: list[Page]) -> HttpResponse:
    parent = page.get_parent()
    try:
        kept = put_in_bin(chosen, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_explore", parent.pk)
    count = sum(one.count for one in kept)
    words = ngettext(
        "“%(title)s” is in the recycle bin.", "“%(title)s” is in the recycle bin: %(count)d pages in all.", count
    )
    undo = messages.button(reverse("recycle_restore", args=[kept[0].pk]), _("Undo"))
    messages.success(request, words % {"title": page.get_admin_display_title(), "count": count}, buttons=[undo])
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[parent.pk]))


def say_what_leads_there(request: HttpRequest, page: Page, destination: Page) -> None:
    """Above the question of Wagtail, whether it is to be moved."""
    words = leading_in_words([page], request.user) if request.method == "GET" else ""
    if words:
        messages.warning(request, words)


def leading_in_words(pages: list[Page], user: AnyUser) -> str:
    """Empty where no live page elsewhere leads there."""
    uses = uses_of_trees(pages, user)
    return uses.in_words if uses.are_there else ""


class SeveralIntoBin(DeleteBulkAction):
    """Several at once, each an entry of its own."""

    template_name = "recycle/delete_several.html"
    refusal = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = [one["item"] for one in context["items"]]
        return context | {"uses": uses_of_trees(pages, self.request.user)}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "refused": self.refused}

    @property
    def refused(self) -> list[str]:
        known: list[str] = self.__dict__.setdefault("_refused", [])
        return known

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], user: AnyUser | None = None, refused: list[str] | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        kept: list[Binned] = []
        chosen = sorted(objects, key=lambda page: page.path)
        tops = [one for one in chosen if not any(one.is_descendant_of(other) for other in chosen)]
        for page in tops:
            try:
                kept += put_in_bin([page], user)
            except Refused as refusal:
                words = _("“%(title)s” was not deleted. %(reason)s")
                if refused is not None:
                    refused.append(words % {"title": page.get_admin_display_title(), "reason": refusal})
        return len(kept), sum(one.count - 1 for one in kept)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        for words in self.refused:
            messages.error(self.request, words)
        if not num_parent_objects:
            return None
        count = num_parent_objects + num_child_objects
        words = ngettext("%(count)d page is in the recycle bin.", "%(count)d pages are in the recycle bin.", count)
        return one_stop(words % {"count": count})
