"""What moderators do with live pages though they have no right to publish: unpublish, move, set privacy, unschedule."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, PageViewRestriction

from core.admin.live_uses import live_uses, uses_of_trees
from core.text.sentences import one_stop
from core.visibility import outside_bin
from moderation.permissions import may_moderate
from moderation.privacy import translations_of
from signup.staff.going_away import warning_of
from users.models import AnyUser


def _page(request: HttpRequest, pk: int) -> Any:
    page = get_object_or_404(Page, pk=pk).specific
    if not may_moderate(request.user, page):
        raise PermissionDenied
    return page


def ask(
    request: HttpRequest, page: Page, title: str, button: str, form: Form | None = None, **more: Any
) -> HttpResponse:
    context = {"page_title": title, "page_subtitle": page.get_admin_display_title(), "header_icon": "doc-empty-inverse"}
    context |= {"page": page, "button": button, "form": form, "parent": page.get_parent(), **more}
    return TemplateResponse(request, "moderation/ask.html", context)


def _back(page: Page) -> HttpResponse:
    return redirect("wagtailadmin_explore", page.get_parent().pk)


# Unpublish


class UnpublishForm(forms.Form):
    include_descendants = forms.BooleanField(label=gettext_lazy("The pages below it too"), required=False)
    include_translations = forms.BooleanField(label=gettext_lazy("Its translations too"), required=False)


def unpublish(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    if not page.live:
        messages.warning(request, _("“%(title)s” is not live.") % {"title": page.get_admin_display_title()})
        return _back(page)
    form = UnpublishForm(request.POST if request.method == "POST" else None)
    below = page.get_descendants().live().count()
    others = translations_of(page).live().count()
    for name, count in (("include_descendants", below), ("include_translations", others)):
        if not count:
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        count = _take_offline(page, request.user, **form.cleaned_data)
        words = ngettext("%(count)d page is no longer live.", "%(count)d pages are no longer live.", count)
        messages.success(request, words % {"count": count})
        return _back(page)
    uses = live_uses([page], request.user)
    notes = [warning_of(page), uses.in_words if uses.are_there else ""]
    button = _("Unpublish: visitors no longer see it")
    return ask(request, page, _("Unpublish"), button, form, below=below, note=" ".join(filter(None, notes)))


@transaction.atomic
def _take_offline(
    page: Page, user: AnyUser, include_descendants: bool = False, include_translations: bool = False
) -> int:
    roots = [page, *(translations_of(page) if include_translations else [])]
    found = (
        [one for root in roots for one in root.get_descendants(inclusive=True).live()] if include_descendants else roots
    )
    live = [one.specific for one in found if one.live and may_moderate(user, one)]
    for one in live:
        UnpublishPageAction(one, user=user).execute(skip_permission_checks=True)
    return len(live)


# Move


class MoveForm(forms.Form):
    def __init__(self, *args: Any, page: Page, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.user = page, user
        self.fields["destination"] = forms.ModelChoiceField(
            outside_bin(Page.objects.all()),
            label=_("New parent page"),
            widget=AdminPageChooser(target_models=page.allowed_parent_page_models()),
        )

    def clean_destination(self) -> Page:
        to = self.cleaned_data["destination"]
        if to == self.page.get_parent():
            raise forms.ValidationError(_("It is already there."))
        if to == self.page or to.is_descendant_of(self.page):
            raise forms.ValidationError(_("A page cannot go under itself."))
        if not may_moderate(self.user, to) or not self.page.can_move_to(to) or to.locale_id != self.page.locale_id:
            raise forms.ValidationError(_("This kind of page cannot go there."))
        if not Page._slug_is_available(self.page.slug, to, page=self.page):
            raise forms.ValidationError(_("Another page there has the same address. Change one of the two first."))
        return to


def move(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    form = MoveForm(request.POST or None, page=page, user=request.user)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["destination"]
        _move(page, to, request.user)
        words = _("“%(title)s” is now under “%(parent)s”. Its old address leads to the new one.")
        messages.success(request, one_stop(words % {"title": page.get_admin_display_title(), "parent": to.title}))
        return redirect("wagtailadmin_explore", to.pk)
    uses = uses_of_trees([page], request.user)
    return ask(request, page, _("Move"), _("Move it there"), form, note=uses.in_words if uses.are_there else "")


@transaction.atomic
def _move(page: Page, to: Page, user: AnyUser) -> None:
    """The page, and those translations that stood at the matching place, where there is a matching place to go to."""
    parents = {parent.pk for parent in translations_of(page.get_parent())}
    goals = {goal.locale_id: goal for goal in translations_of(to)}
    MovePageAction(page, to, pos="last-child", user=user).execute(skip_permission_checks=True)
    for translation in translations_of(page):
        goal = goals.get(translation.locale_id)
        if goal and translation.get_parent().pk in parents:
            MovePageAction(translation, goal, pos="last-child", user=user).execute(skip_permission_checks=True)


# Privacy


def privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    own = page.view_restrictions.first()
    form = PageViewRestrictionForm(
        request.POST or None,
        instance=own,
        initial=None if own else {"restriction_type": PageViewRestriction.NONE},
        private_page_options=page.private_page_options,
    )
    if request.method == "POST" and form.is_valid():
        _set_privacy(page, form, own, request.user)
        messages.success(request, _("Who can see the page is now set, in all its languages."))
        return _back(page)
    above = page.get_view_restrictions().exclude(page=page).select_related("page").first()
    return ask(request, page, _("Who may see it"), _("Set who may see it"), form, closed_above=above)


@transaction.atomic
def _set_privacy(page: Page, form: ModelForm, own: PageViewRestriction | None, user: AnyUser) -> None:
    """The translations follow (see `moderation.privacy`)."""
    if form.cleaned_data["restriction_type"] != PageViewRestriction.NONE:
        restriction = form.save(commit=False)
        restriction.page = page
        restriction.save(user=user)
        form.save_m2m()
    elif own:
        own.delete(user=user)


# Off the schedule


def unschedule(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    revision = page.scheduled_revision
    if revision is None:
        messages.warning(request, _("“%(title)s” is not scheduled.") % {"title": page.get_admin_display_title()})
        return _back(page)
    if request.method == "POST":
        revision.approved_go_live_at = None
        revision.save(user=request.user, update_fields=["approved_go_live_at"])
        messages.success(request, _("It is a draft again, and can be edited and sent for review."))
        return _back(page)
    return ask(request, page, _("Cancel the schedule"), _("Cancel its schedule"))
