"""Translations go through review like every page. wagtail-localize knows no review: these are its doors, made ours."""

import copy
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationLog, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import upload_pofile
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from core.drafts.live_as import key_of_target
from core.going_live import CannotGoLive, labelled, may_go_live, problems_in
from moderation.reviewers.own_change_page import way_to_reason
from moderation.reviewers.own_changes import needs_reason
from moderation.submission import CannotSubmit, submit
from users.models import AnyUser


class _Undo(Exception):
    """Carries what was made inside the savepoint."""


def translation_of(page: Page) -> Translation | None:
    """The translation whose result this page is, when it is translated side by side."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def missing_words(translation: Translation) -> int:
    """How many passages have no translation yet: the original would stand there."""
    segments = translation.source.stringsegment_set.all()
    return segments.annotate_translation(translation.target_locale).filter(translation=None).count()


@transaction.atomic
def draft_of(translation: Translation, user: AnyUser) -> Revision:
    """A new version of the translated page with the words translated so far.

    wagtail-localize writes them into the page itself, even when asked for a draft. A live page must not change
    before it is approved: so it is made inside a savepoint that is taken back, and kept as a version only.
    """
    page = translation.get_target_instance().specific
    if not page.live:
        translation.save_target(user=user, publish=False)
        page.refresh_from_db()
        return page.get_latest_revision()
    content = _translated_content(translation, page, user)
    page = type(page).objects.get(pk=page.pk)
    revision = page.with_content_json(content).save_revision(user=user, log_action=True)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    return revision


def _translated_content(translation: Translation, page: Page, user: AnyUser) -> dict[str, Any]:
    content: dict[str, Any] = {}
    try:
        with transaction.atomic():
            translation.save_target(user=user, publish=False)
            content = copy.deepcopy(Page.objects.get(pk=page.pk).get_latest_revision().content)
            raise _Undo
    except _Undo:
        pass
    # Rows made inside the savepoint are gone, and their numbers may go to others.
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        known = set(
            relation.related_model.objects.filter(**{relation.field.name: page.pk}).values_list("pk", flat=True)
        )
        for row in content.get(name, []):
            row["pk"] = row.get("pk") if row.get("pk") in known else None
    return content


# Doors


def send(request: HttpRequest, page_id: int) -> HttpResponse:
    """Send a translation to review: the button that wagtail-localize has not got."""
    page = get_object_or_404(Page, pk=page_id).specific
    translation = translation_of(page)
    if translation is None or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    reasons: list[str] = []
    if request.method == "POST":
        reasons = _sent(page, translation, request.user)
        if not reasons:
            words = _("“%(title)s” is sent for review.")
            messages.success(request, words % {"title": page.get_admin_display_title()})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    count = missing_words(translation)
    note = ngettext(
        "%(count)d passage is not translated yet. The original would be shown there.",
        "%(count)d passages are not translated yet. The original would be shown there.",
        count,
    )
    context = {
        "page_title": _("Send for review"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "resubmit",
        "page": page,
        "parent": page.get_parent(),
        "note": note % {"count": count} if count else "",
        "reasons": reasons,
        "button": _("Send it for review"),
    }
    return TemplateResponse(request, "moderation/ask.html", context, status=409 if reasons else 200)


def _sent(page: Page, translation: Translation, user: AnyUser) -> list[str]:
    """Reasons why it could not be sent; then nothing has changed."""
    try:
        with transaction.atomic():
            if page.workflow_in_progress:
                raise CannotSubmit(_("The page is in review already."))
            draft_of(translation, user)
            submit(page, user)
    except CannotGoLive as refusal:
        return refusal.reasons
    except ValidationError as refusal:
        return _reasons(page, refusal)
    return []


def _reasons(page: Page, refusal: ValidationError) -> list[str]:
    return [problem.in_words for problem in labelled(page, problems_in(refusal))]


def publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """In place of wagtail-localize's own publishing, which changes the live page before it asks whether it may."""
    translation = translation_of(page)
    if request.method != "POST" or request.POST.get("action") != "publish" or translation is None:
        return None
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        with transaction.atomic():
            draft = draft_of(translation, request.user)
            if _is_own_work(page.specific, translation, draft, request.user):
                return way_to_reason(request, page)
            draft.publish(user=request.user)
    except CannotGoLive as refusal:
        messages.error(request, " ".join([_("It cannot go live yet."), *refusal.reasons]))
    except ValidationError as refusal:
        messages.error(request, " ".join(_reasons(page.specific, refusal)))
    else:
        messages.success(request, _("“%(title)s” is published.") % {"title": page.get_admin_display_title()})
    return redirect(request.path)


def _is_own_work(page: Page, translation: Translation, draft: Revision, user: AnyUser) -> bool:
    """Whoever makes the draft has not always translated its words."""
    words = translation.source.stringsegment_set.values("string")
    own = StringTranslation.objects.filter(translation_of__in=words, locale=page.locale, last_translated_by=user)
    return own.exists() and needs_reason(page, draft, user) and not may_go_live(draft)


def may_translate(user: AnyUser, page: Page) -> bool:
    """Who may edit the page, a translation of it, or the place where one would stand. wagtail-localize asks for a
    right that is given for the whole site, whichever section somebody works in.
    """
    places = page.get_ancestors(inclusive=True).filter(depth__gt=1)
    return any(
        one.permissions_for_user(user).can_edit() for place in places for one in place.get_translations(inclusive=True)
    )


class SubmitView(SubmitPageTranslationView):
    """Begins a translation; and first that of the pages above it, so that each can be translated side by side."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if key_of_target(kwargs["page_id"]):
            messages.error(request, _("A working copy is not translated: translate the page itself."))
            return redirect("wagtailadmin_pages:edit", kwargs["page_id"])
        if not may_translate(request.user, get_object_or_404(Page, pk=kwargs["page_id"])):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        for above in self.object.get_ancestors().filter(depth__gt=1):
            known = set(above.get_translations(inclusive=True).values_list("locale_id", flat=True))
            missing = [locale for locale in form.cleaned_data["locales"] if locale.pk not in known]
            if missing:
                translate_object(above, missing, user=self.request.user)
        return super().form_valid(form)


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize takes for granted that there is a file, and that it says which translation it is of."""
    try:
        return upload_pofile(request, translation_id)
    except KeyError:
        messages.error(request, _("Choose a PO file that was downloaded here."))
        page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


class _UpdateForm(UpdateTranslationsForm):
    """Without “publish immediately”: it asks for no right to publish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["publish_translations"]

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "publish_translations": False}


class UpdateView(UpdateTranslationsView):
    """New words of the original come to the translators. The translated page changes when they send it."""

    def get_object(self) -> TranslationSource:
        source = super().get_object()
        original = source.get_source_instance()
        if isinstance(original, Page) and not may_translate(self.request.user, original):
            raise PermissionDenied
        return source

    def get_form(self) -> _UpdateForm:
        return _UpdateForm(self.request.POST) if self.request.method == "POST" else _UpdateForm()


def to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """A translation that follows its original again: what is live changes at once, so it takes the right to publish."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        messages.error(request, _("This would change the live page without review. Ask an administrator."))
        return redirect(reverse("wagtailadmin_pages:edit", args=[page_id]))
    return convert_to_alias(request, page_id)
