"""Pages of the site's first language that another language lacks, has in part, or has of an older version."""

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.i18n.languages import DEFAULT
from core.visibility import visible_to
from users.models import AnyUser

MAY_TRANSLATE = "wagtail_localize.submit_translation"


class Standing(TextChoices):
    """Where the translation of a page stands. In the order in which a translator would look at them."""

    CHANGED = "1", _("The original changed since")
    PARTLY = "2", _("Not everything is translated")
    MISSING = "3", _("Without a translation")
    DONE = "4", _("Translated")


def target_locales() -> QuerySet[Locale]:
    return Locale.objects.exclude(language_code=DEFAULT).order_by("pk")


def originals_for(user: AnyUser, locale: Locale) -> QuerySet[Page]:
    """Live pages that this person may see and edit, each with its standing in `locale`; what is to be done first.

    Adds `standing`, `twin_pk`, and `passages`: how many have no translation yet.
    """
    pages = visible_to(Page.objects.filter(locale__language_code=DEFAULT, depth__gt=1, alias_of=None), user)
    pages = pages.filter(pk__in=page_permission_policy.instances_user_has_permission_for(user, "change").values("pk"))
    return _with_standing(pages, locale).order_by("standing", F("last_published_at").desc(nulls_last=True), "pk")


def _with_standing(pages: QuerySet[Page], locale: Locale) -> QuerySet[Page]:
    twins = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    side_by_side = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=locale, enabled=True
    )
    # What was translated by hand is as old as its newest version.
    pages = pages.annotate(
        twin_pk=Subquery(twins.values("pk")[:1]),
        known_at=Coalesce(
            Subquery(side_by_side.values("source__last_updated_at")[:1]),
            Subquery(twins.values("latest_revision_created_at")[:1]),
        ),
        passages=Case(
            When(Exists(side_by_side), then=Coalesce(Subquery(_untranslated(locale)), 0)),
            default=0,
            output_field=IntegerField(),
        ),
    )
    standing = Case(
        When(twin_pk=None, then=Value(Standing.MISSING)),
        When(last_published_at__gt=F("known_at"), then=Value(Standing.CHANGED)),
        When(passages__gt=0, then=Value(Standing.PARTLY)),
        default=Value(Standing.DONE),
    )
    return pages.annotate(standing=standing)


def _untranslated(locale: Locale) -> QuerySet:
    """Of one page: the number of its passages that have no translation, or a wrong one."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"), context=OuterRef("context_id"), locale=locale, has_error=False
    )
    passages = StringSegment.objects.filter(~Exists(translated), source__object_id=OuterRef("translation_key"))
    return passages.order_by().values("source__object_id").annotate(number=Count("pk")).values("number")


def unfinished(pages: QuerySet[Page]) -> QuerySet[Page]:
    return pages.filter(~Q(standing=Standing.DONE))
