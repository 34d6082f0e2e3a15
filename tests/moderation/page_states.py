"""Where a page can stand, each as one made by the editor. The doors and what they may do are tried in all of them."""

import datetime

from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from bundles.standing import put_in_new
from copies.beginning import make
from home.models import StandardPage
from moderation.approval import approve, version_of
from moderation.submission import submit
from planning.planned_days import plan
from tests import factories

WORDS = [("text", RichText("<p>Words.</p>"))]


def draft(editor):
    return factories.standard_page(title="As it is", slug="as-it-is", owner=editor, live=False, body=WORDS)


def live(editor):
    return factories.standard_page(title="As it is", slug="as-it-is", owner=editor, body=WORDS)


def changed(editor):
    page = StandardPage.objects.get(pk=live(editor).pk)
    page.title = "As it may be"
    page.save_revision(user=editor)
    return page


def in_review(editor):
    page = changed(editor)
    submit(page, editor)
    return page


def new_in_review(editor):
    page = draft(editor)
    page.save_revision(user=editor)
    submit(page, editor)
    return page


def scheduled(editor):
    page = draft(editor)
    page.go_live_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision(user=editor)
    state = submit(page, editor).current_task_state
    approve(state, factories.moderator(), version_of(StandardPage.objects.get(pk=page.pk).get_latest_revision()))
    return page


def in_a_bundle(editor):
    """Approved, and waiting for the others."""
    page = draft(editor)
    page.save_revision(user=editor)
    put_in_new(page.pk, "Spring", editor)
    state = submit(page, editor).current_task_state
    approve(state, factories.moderator(), version_of(StandardPage.objects.get(pk=page.pk).get_latest_revision()))
    return page


def unpublished(editor):
    page = live(editor)
    StandardPage.objects.get(pk=page.pk).unpublish()
    return page


def copy_in_review(editor):
    copy = StandardPage.objects.get(pk=make(live(editor), editor).copy_id)
    copy.title = "As it may be"
    copy.save_revision(user=editor)
    submit(copy, editor)
    return copy


# What every address is tried in (test_state_table.py).
STATES = [draft, live, changed, in_review, new_in_review, scheduled, in_a_bundle, unpublished, copy_in_review]


# And besides, where the newer doors open and close (test_newer_doors.py)


def dated(editor):
    """An hour is asked for and a day is planned; nobody approved anything."""
    page = draft(editor)
    page.go_live_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision(user=editor)
    plan(page.pk, editor, timezone.localdate() + datetime.timedelta(days=3), "")
    return page


def put_in_a_bundle(editor):
    """One that has its hour."""
    page = draft(editor)
    page.save_revision(user=editor)
    bundle = put_in_new(page.pk, "Spring", editor).bundle
    bundle.go_live_at = timezone.now() + datetime.timedelta(days=3)
    bundle.save()
    return page


def in_review_for_a_bundle(editor):
    page = changed(editor)
    put_in_new(page.pk, "Spring", editor)
    submit(page, editor)
    return page


def working_copy(editor):
    """Its page has moved on."""
    page = live(editor)
    copy = make(page, editor).copy
    page = StandardPage.objects.get(pk=page.pk)
    page.lead = "As it is since"
    page.save_revision(user=editor).publish()
    return copy


def members_only(editor):
    page = draft(editor)
    page.save_revision(user=editor)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def translated(editor):
    page = factories.standard_page(title="As it is", slug="as-it-is", owner=editor, lead="In English", body=WORDS)
    french = Locale.objects.get(language_code="fr")
    for one in (factories.home(), page):
        translate_object(one, [french], user=editor)
    there = StandardPage.objects.get(translation_key=page.translation_key, locale=french)
    say_in_french(there, "En français")
    return there


def translated_and_live(editor):
    """With newer words that are not live."""
    page = translated(editor)
    translation_of(page).save_target(publish=False)
    StandardPage.objects.get(pk=page.pk).get_latest_revision().publish()
    say_in_french(page, "Autrement")
    return page


def translated_in_review(editor):
    page = translated(editor)
    translation_of(page).save_target(user=editor, publish=False)
    submit(StandardPage.objects.get(pk=page.pk), editor)
    return page


def translation_of(page):
    return Translation.objects.get(source__object_id=page.translation_key)


def say_in_french(page, words):
    translation = translation_of(page)
    segment = translation.source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": words},
    )


MORE_STATES = [
    *STATES,
    dated,
    put_in_a_bundle,
    in_review_for_a_bundle,
    working_copy,
    members_only,
    translated,
    translated_and_live,
    translated_in_review,
]
