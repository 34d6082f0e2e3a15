"""Keeps a person's language and time zone the same on the site and in Wagtail's admin, whichever form changed them."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from wagtail.users.models import UserProfile

if TYPE_CHECKING:
    from users.models import User


def to_wagtail(sender: "type[User]", instance: "User", raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    wanted = {"preferred_language": instance.language, "current_time_zone": instance.time_zone}
    UserProfile.objects.update_or_create(user=instance, defaults=wanted)


def from_wagtail(sender: type[UserProfile], instance: UserProfile, raw: bool = False, **kwargs: Any) -> None:
    """Written as an update, which sends no signal: the two do not call each other for ever."""
    if raw:
        return
    wanted = {"time_zone": instance.current_time_zone}
    if instance.preferred_language:
        wanted["language"] = instance.preferred_language
    get_user_model().objects.filter(pk=instance.user_id).update(**wanted)


def connect() -> None:
    post_save.connect(to_wagtail, sender=get_user_model(), dispatch_uid="preferences-to-wagtail")
    post_save.connect(from_wagtail, sender=UserProfile, dispatch_uid="preferences-from-wagtail")
