"""Which checks block or warn in a section, set by those who moderate there."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page

from core.locking import lock_page
from core.models import BasePage
from core.text.sentences import one_stop
from core.visibility import shown_in_admin
from moderation.permissions import may_moderate
from quality.checking import Check, Level, all_checks
from quality.models import SectionAim, SectionLevel
from quality.section_levels import aim_at, level_of
from users.models import AnyUser

CHANGED = "quality.levels"
# How easy a text should be: the scale runs from 0 to 100 in every language.
AIMS = [
    ("60", gettext_lazy("60: plain, for everybody")),
    ("50", gettext_lazy("50: like a newspaper")),
    ("30", gettext_lazy("30: for people of the trade")),
    ("10", gettext_lazy("10: for researchers")),
    ("0", gettext_lazy("Not measured")),
]
# What keeps every page from going live, and is no check that could be turned off.
ALWAYS = [
    gettext_lazy("Required fields and blocks, the category and region that a kind asks for"),
    gettext_lazy("Alternative text of pictures in the text, or “Decoration only”"),
    gettext_lazy("Words of links: none, “here”, a bare address"),
    gettext_lazy("Links without a target, or to a page that is gone"),
    gettext_lazy("Day, time and time zone of an event, and how to sign up"),
]


def may_set(user: AnyUser, page: Page) -> bool:
    """Where pages can stand below: on a page without any, one says what it should be rather than what is checked."""
    kind = page.specific_class
    is_ours = kind is not None and issubclass(kind, BasePage)
    return is_ours and getattr(kind, "subpage_types", None) != [] and may_moderate(user, page)


class SectionForm(forms.Form):
    """A choice for each check; empty: as the section above."""

    def __init__(self, *args: Any, section: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        own = dict(SectionLevel.objects.filter(section=section).values_list("check_code", "level"))
        for one in all_checks():
            choices = [("", _above_in_words(one, section)), *Level.choices]
            self.fields[one.code] = forms.ChoiceField(
                label=str(one.name), choices=choices, required=False, initial=own.get(one.code, "")
            )
        aim = SectionAim.objects.filter(section=section).values_list("ease", flat=True).first()
        self.fields["aim"] = forms.ChoiceField(
            label=_("How easy texts should be to read, from 0 to 100"),
            choices=[("", _aim_in_words(section)), *AIMS],
            required=False,
            initial="" if aim is None else str(aim),
        )

    def lines(self) -> list["Line"]:
        return [Line(one, self[one.code]) for one in all_checks()]

    @transaction.atomic
    def save(self, user: AnyUser) -> bool:
        """Says whether anything changed."""
        lock_page(self.section.pk)
        changed = [_set_level(self.section, one, self.cleaned_data[one.code]) for one in all_checks()]
        changed.append(_set_aim(self.section, self.cleaned_data["aim"]))
        if any(changed):
            log(self.section, CHANGED, user=user)
        return any(changed)


class Line(NamedTuple):
    check: Check
    field: forms.BoundField


def _set_level(section: Page, one: Check, level: str) -> bool:
    rows = SectionLevel.objects.filter(section=section, check_code=one.code)
    known = rows.values_list("level", flat=True).first() or ""
    if known == level:
        return False
    rows.delete()
    if level:
        SectionLevel.objects.create(section=section, check_code=one.code, level=level)
    return True


def _set_aim(section: Page, ease: str) -> bool:
    rows = SectionAim.objects.filter(section=section)
    known = rows.values_list("ease", flat=True).first()
    if ("" if known is None else str(known)) == ease:
        return False
    rows.delete()
    if ease:
        SectionAim.objects.create(section=section, ease=int(ease))
    return True


def _above(section: Page) -> str:
    """The tree path of what stands above it; that of nothing where it is a front page."""
    return section.path[: -Page.steplen]


def _above_in_words(one: Check, section: Page) -> str:
    level, said_by = level_of(one, _above(section))
    return _said_above(str(level.label), said_by)


def _aim_in_words(section: Page) -> str:
    aim, said_by = aim_at(_above(section))
    return _said_above(str(aim.ease or _("Not measured")), said_by)


def _said_above(words: str, said_by: int | None) -> str:
    title = Page.objects.filter(pk=said_by).values_list("title", flat=True).first() if said_by else None
    if title is None:
        return _("As usual: %(level)s") % {"level": words}
    return _("As in “%(section)s”: %(level)s") % {"section": title, "level": words}


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id)
    if not may_set(request.user, page):
        raise PermissionDenied
    form = SectionForm(request.POST if request.method == "POST" else None, section=page)
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        words = _("The checks of “%(title)s” are set, in all its languages. Pages that are live stay live.")
        messages.success(request, one_stop(words % {"title": page.title}))
        return redirect("quality_section", page.pk)
    context = {
        "page_title": _("Checks of the section"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "check",
        "form": form,
        "always": ALWAYS,
    }
    return TemplateResponse(request, "quality/section.html", context)


def known_sections(user: AnyUser) -> list[tuple[Page, bool]]:
    """Those that this person may set: the front pages, what lies below them, and whatever says something of its own.

    With whether it does.
    """
    said = set(SectionLevel.objects.values_list("section", flat=True))
    said |= set(SectionAim.objects.values_list("section", flat=True))
    asked = Page.objects.filter(depth__in=(2, 3)) | Page.objects.filter(pk__in=said)
    pages = shown_in_admin(asked, user).select_related("locale").order_by("path")
    return [(page, page.pk in said) for page in pages if may_set(user, page)]


@require_GET
def sections(request: HttpRequest) -> HttpResponse:
    known = known_sections(request.user)
    if not known:
        raise PermissionDenied
    context = {
        "page_title": _("Checks by section"),
        "header_icon": "check",
        "sections": known,
    }
    return TemplateResponse(request, "quality/sections.html", context)
