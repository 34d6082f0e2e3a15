"""The form by which a reader says what is wrong on a page. Of a page that they may not open it says nothing."""

from hashlib import sha256
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from care.feedback.keeping_feedback import keep
from core.visibility import visible_to
from signup.robots import AgainstRobots, opened_now
from users.throttle import address_in, count

LONGEST = 2000
# Who shares an address with others may say something, too; and nobody fills the mailbox of an owner.
MOST_FROM_A_SENDER, WHILE = 10, 10 * 60
MOST_ABOUT_A_PAGE, DAY = 30, 24 * 60 * 60


class FeedbackForm(AgainstRobots):
    words = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("A mistake, a link that leads nowhere, something that you could not read."),
        error_messages={"required": gettext_lazy("Please say what is wrong.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=gettext_lazy("Only if you would like an answer."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": {"opened": opened_now()}})


def _page(request: HttpRequest, page_id: int) -> Page:
    pages = visible_to(Page.objects.filter(depth__gt=1), request.user)
    return get_object_or_404(pages, pk=page_id).specific


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not _is_too_often(request, page):
            key = sha256(f"{page.pk} {form.data['opened']}".encode()).hexdigest()
            keep(page, key, form.cleaned_data["words"], form.cleaned_data["email"])
            return redirect("page_feedback_thanks", page.pk)
        form.add_error(
            None, _("Many notes came in the last minutes. Please try again later. Your words are still here.")
        )
        status = 429
    context = {"page": page, "form": form}
    return TemplateResponse(request, "care/feedback.html", context, status=status)


def _is_too_often(request: HttpRequest, page: Page) -> bool:
    by_sender = count("feedback", address_in(request), WHILE) > MOST_FROM_A_SENDER
    return by_sender or count("feedback-about", str(page.translation_key), DAY) > MOST_ABOUT_A_PAGE


@never_cache
@require_safe
def thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    return TemplateResponse(request, "care/feedback_thanks.html", {"page": _page(request, page_id)})
