"""Text that the server has not got yet: what the browser needs to keep it, and to go on after a session has ended."""

import base64

from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache

from users.forms import SignInForm

# In the form, and in the session once its text was saved: which window it was written in.
WINDOW = "kept_as"
REMEMBERED = 20
LONGEST = 40


@never_cache
def state(request: HttpRequest) -> JsonResponse:
    """Who is signed in, for the scripts of the form. With nobody signed in, Wagtail answers such a request with 403.

    The key opens what this person wrote and no other's, on a computer that several people use, too.
    """
    key = salted_hmac("core.kept_text", str(request.user.pk), algorithm="sha256").digest()
    return JsonResponse(
        {
            "person": str(request.user.pk),
            "email": request.user.get_username(),
            "key": base64.b64encode(key).decode(),
            "token": get_token(request),
            "saved": request.session.get(WINDOW, []),
        }
    )


def note_saved(request: HttpRequest, saved: Model) -> None:
    """After a form was sent with a button: its text is here. Autosave is told so by its own answer."""
    window = request.POST.get(WINDOW, "")
    if window and len(window) <= LONGEST and "application/json" not in request.headers.get("Accept", ""):
        request.session[WINDOW] = [*request.session.get(WINDOW, []), window][-REMEMBERED:]


def parts_of_the_form() -> str:
    """The sign-in over the form and the notices, for the scripts to show when they are needed."""
    context = {"form": SignInForm(auto_id="again_%s"), "state": reverse("kept_text"), "sign_in": reverse("sign_in")}
    return render_to_string("core/admin/kept_text.html", context)
