"""What is pressed beside a page that comes up, and where somebody's pages go when they leave."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from care import page_answers
from care.caring_people import may_look_after, rows_for, working_people
from care.models import PageCare
from core.admin.live_uses import live_uses
from core.i18n.dates import plain_day
from core.text.sentences import one_stop
from core.visibility import outside_bin
from moderation.permissions import may_moderate
from users.models import User


def _row(request: HttpRequest, page_id: int) -> PageCare:
    return get_object_or_404(rows_for(request.user), page_id=page_id)


def _back(request: HttpRequest) -> HttpResponse:
    """To the list as it was: its filters and page are in the address."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return redirect(address if is_ours else reverse("care_report"))


@require_POST
def answer(request: HttpRequest, page_id: int) -> HttpResponse:
    row, given = _row(request, page_id), request.POST.get("answer", "")
    months = {f"later-{count}": count for count in page_answers.PUT_OFF}
    title = row.page.get_admin_display_title()
    if given == "right":
        page_answers.still_right(row, request.user)
        messages.success(request, _("“%(title)s” is right as it is.") % {"title": title})
    elif given in months:
        day = page_answers.put_off(row, months[given])
        words = _("“%(title)s” comes up again on %(day)s.")
        messages.success(request, one_stop(words % {"title": title, "day": plain_day(day)}))
    else:
        messages.error(request, _("Choose one of the answers."))
    return _back(request)


class HandOverForm(forms.Form):
    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((str(person.pk), f"{person} ({person.email})") for person in people)]
        self.fields["person"] = forms.ChoiceField(label=_("To"), choices=choices)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, page_id: int) -> HttpResponse:
    """To somebody who may edit the page; its translations go along."""
    page = _row(request, page_id).page
    form = HandOverForm(request.POST or None, people=may_look_after(page))
    if request.method == "POST" and form.is_valid():
        person = page_answers.hand_over(page, request.user, form.cleaned_data["person"])
        if person:
            words = _("“%(title)s” is looked after by %(person)s.")
            names = {"title": page.get_admin_display_title(), "person": person}
            messages.success(request, one_stop(words % names))
            return _back(request)
    note = _("Whoever looks after a page is asked when it comes up. They get a mail now.")
    return _ask(request, _("Hand over"), page, form=form, note=note, button=_("Hand it over"))


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever may take it off the site is asked there; anybody else says that it should go."""
    row = _row(request, page_id)
    page = row.page.specific
    if may_moderate(request.user, page):
        return redirect("moderate_unpublish", page.pk)
    if request.method == "POST":
        page_answers.ask_to_archive(row, request.user)
        messages.success(request, _("Those who may take it off the site find it in their list."))
        return _back(request)
    uses = live_uses([page], request.user)
    parts = [_("You may not take it off the site yourself. Those who may are asked."), uses.in_words * uses.are_there]
    return _ask(request, _("Archive"), page, note=" ".join(filter(None, parts)), button=_("Ask them to archive it"))


def _ask(request: HttpRequest, title: str, page: Page, **context: Any) -> HttpResponse:
    context |= {
        "page_title": title,
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "history",
        "back": reverse("care_report"),
    }
    return TemplateResponse(request, "care/ask.html", context)


@require_http_methods(["GET", "POST"])
def hand_over_all(request: HttpRequest, user_id: int) -> HttpResponse:
    """Everything that one person looks after, when they leave: for those who may change accounts."""
    if not request.user.has_perm("users.change_user"):
        raise PermissionDenied
    leaver = get_object_or_404(User, pk=user_id)
    people = [person for person in working_people() if person.pk != leaver.pk]
    form = HandOverForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        person = next(one for one in people if str(one.pk) == form.cleaned_data["person"])
        _say_how_many(request, person, *page_answers.hand_over_all(leaver, request.user, person))
        return redirect(request.path)
    count = outside_bin(Page.objects.filter(owner=leaver)).count()
    note = ngettext("%(count)d page is theirs.", "%(count)d pages are theirs.", count) % {"count": count}
    context = {
        "page_title": _("Hand over their pages"),
        "page_subtitle": str(leaver),
        "header_icon": "user",
        "back": reverse("wagtailusers_users:index"),
        "form": form if count else None,
        "note": note,
        "button": _("Hand them all over") if count else "",
    }
    return TemplateResponse(request, "care/ask.html", context)


def _say_how_many(request: HttpRequest, person: User, moved: int, left: int) -> None:
    words = ngettext(
        "%(count)d page is looked after by %(person)s.", "%(count)d pages are looked after by %(person)s.", moved
    )
    messages.success(request, one_stop(words % {"count": moved, "person": person}))
    if left:
        words = ngettext(
            "%(count)d page stays: the other person may not edit it.",
            "%(count)d pages stay: the other person may not edit them.",
            left,
        )
        messages.warning(request, words % {"count": left})
