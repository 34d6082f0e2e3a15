"""The two letters that open the door: an invitation, and a link to choose a new password. Each works once."""

import datetime

from django.apps import apps
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_tasks import task

from users.models import User

SALT = "users.invitation"
INVITATION_LASTS = datetime.timedelta(days=14)


def _state(user: User) -> str:
    """Changes as soon as the person has a password, or is invited anew: older links are void then."""
    return salted_hmac(SALT, f"{user.pk}{user.password}{user.email}", algorithm="sha256").hexdigest()[:20]


def invitation_token(user: User) -> str:
    return signing.dumps([user.pk, _state(user)], salt=SALT, compress=True)


def invited_by(token: str) -> User | None:
    """The person whom this link invites; None when it is forged, too old or used."""
    try:
        key, state = signing.loads(token, salt=SALT, max_age=INVITATION_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user and constant_time_compare(state, _state(user)) else None


def invite(user: User) -> None:
    """Send the link with which the person chooses a password. Any earlier link stops working."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    with translation.override(user.language):
        path = reverse("invitation", args=[invitation_token(user)])
        _send(user, _("Your invitation to %(site)s"), "users/mail/invitation.txt", path)


@task()
def send_reset(email: str) -> None:
    """Runs in the worker, so that the answer takes the same time whether or not there is such an account."""
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        return
    if not user.has_usable_password():
        invite(user)
        return
    with translation.override(user.language):
        number = urlsafe_base64_encode(force_bytes(user.pk))
        path = reverse("password_reset_confirm", args=[number, default_token_generator.make_token(user)])
        _send(user, _("A new password for %(site)s"), "users/mail/password_reset.txt", path)


def _send(user: User, subject: str, template: str, path: str) -> None:
    context = {
        "user": user,
        "site": apps.get_model("core", "SiteSettings").network_name(),
        "link": settings.WAGTAILADMIN_BASE_URL + path,
        "days": INVITATION_LASTS.days,
    }
    send_mail(subject % context, render_to_string(template, context), None, [user.email])
