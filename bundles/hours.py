"""When a bundle goes live by itself: given and taken back by somebody who may publish each of its pages."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bundles.models import Bundle
from bundles.publishing import held
from bundles.seen_by import may_publish_all
from bundles.standing import Refused
from users.models import AnyUser


@transaction.atomic
def schedule(bundle_id: int, user: AnyUser, at: datetime.datetime) -> None:
    """It need not be ready yet. Pages that are put in later are approved with that hour on the button."""
    bundle = _for(bundle_id, user)
    bundle.go_live_at, bundle.scheduled_by_id = at, user.pk
    bundle.scheduled_at = timezone.now()
    bundle.missed_at, bundle.trouble = None, ""
    bundle.save(update_fields=["go_live_at", "scheduled_by", "scheduled_at", "missed_at", "trouble"])


@transaction.atomic
def take_back(bundle_id: int, user: AnyUser) -> None:
    bundle = _for(bundle_id, user)
    bundle.go_live_at = bundle.scheduled_by = None
    bundle.save(update_fields=["go_live_at", "scheduled_by"])


def _for(bundle_id: int, user: AnyUser) -> Bundle:
    bundle, items = held(bundle_id)
    if not items:
        raise Refused(_("There is no page in this bundle."))
    if not may_publish_all(user, bundle):
        raise Refused(_("You may not publish all of its pages. Ask somebody who reviews them."))
    return bundle
