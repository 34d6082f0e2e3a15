"""The members' door: signing in and out, the account, a new password, and answering an invitation."""

from typing import Any
from urllib.parse import urlsplit

from axes.utils import reset as forget_failures
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.views import LoginView, PasswordChangeView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse, reverse_lazy
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from users.account_emails import invited_by, send_reset
from users.forms import AccountForm, ChangePasswordForm, NewPasswordForm, ResetForm, SignInForm
from users.models import AnyUser
from users.throttle import address_in, count, counted

QUARTER = 15 * 60
ACCESS_ADMIN = "wagtailadmin.access_admin"


@never_cache
def locked(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """Too many tries. Django-axes calls this too (AXES_LOCKOUT_CALLABLE)."""
    answer = render(request, "users/locked.html", {"minutes": QUARTER // 60}, status=429)
    answer["Retry-After"] = str(QUARTER)
    return answer


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere (CSRF_FAILURE_VIEW)."""
    return render(request, "users/csrf.html", {"back": request.path}, status=403)


def home_of(user: AnyUser) -> str:
    """Where a person begins: those who write in the admin; members at their own home, which sends on who has none."""
    return reverse("wagtailadmin_home" if user.has_perm(ACCESS_ADMIN) else "your_network")


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SignIn(LoginView):
    """Signs in. Somebody who is signed in and was sent here from a closed page is told so, never sent in a circle."""

    template_name = "users/sign_in.html"
    authentication_form = SignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return super().get(request, *args, **kwargs)
        target = self.get_redirect_url()
        if not target:
            return redirect(home_of(request.user))
        if is_open(request, target):
            return redirect(target)
        return render(request, "users/refused.html", status=403)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Django-axes counts by account and sender; this stops one sender who tries many accounts.
        if counted("failed", address_in(request)) >= 100:
            return locked(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        count("failed", address_in(self.request), QUARTER)
        return super().form_invalid(form)

    def get_redirect_url(self) -> str:  # type: ignore[override] # the stubs know a later Django
        """Where the person wanted to go, on this site; the door itself is no such place."""
        target = super().get_redirect_url()
        if not target.startswith(("/", "http://", "https://")):
            # Django would look for a view of this name.
            return ""
        return "" if urlsplit(target).path in {reverse("sign_in"), reverse("wagtailadmin_login")} else target

    def get_default_redirect_url(self) -> str:
        return home_of(self.request.user)


def is_open(request: HttpRequest, target: str) -> bool:
    """Whether this person may open the address, as far as the admin and pages are concerned."""
    path = urlsplit(target).path
    if path.startswith(reverse("wagtailadmin_home")):
        return request.user.has_perm(ACCESS_ADMIN)
    try:
        match = resolve(path)
    except Resolver404:
        return True
    if match.url_name != "wagtail_serve":
        return True
    page = Page.find_for_request(request, "".join(match.args) or match.kwargs.get("path", ""))
    return page is None or all(rule.accept_request(request) for rule in page.get_view_restrictions())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asks on GET, since a link alone must not end a session; ends it on POST.

    The page that says so clears what was kept in the browser; the admin's button comes here too.
    """
    if request.method != "POST":
        return render(request, "users/sign_out.html")
    end_session(request)
    return redirect("sign_out")


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(user.language):
            return redirect(reverse("account") + "?saved=account")
    user.refresh_from_db()
    return render(request, "users/account.html", {"form": form, "saved": request.GET.get("saved", "")})


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ChangePassword(PasswordChangeView):
    """Ends the person's sessions on other devices too: Django ties a session to the password."""

    template_name = "users/change_password.html"
    form_class = ChangePasswordForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if count("change", str(request.user.pk), QUARTER) > 20:
            return locked(request)
        return super().post(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("account") + "?saved=password"


@never_cache
def ask_reset(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether or not there is such an account; the worker writes the letter."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and count("reset-from", address_in(request), QUARTER) > 10:
        return locked(request)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if count("reset-for", email, QUARTER) <= 3:
            send_reset.enqueue(email)
        return redirect("password_reset_sent")
    return render(request, "users/ask_reset.html", {"form": form})


@never_cache
def reset_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "users/reset_sent.html")


class ChooseNewPassword(PasswordResetConfirmView):
    template_name = "users/new_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("password_reset_done")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if count("new-password", address_in(request), QUARTER) > 20:
            return locked(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        forget_failures(username=form.user.email)
        return super().form_valid(form)


@never_cache
def reset_done(request: HttpRequest) -> HttpResponse:
    return render(request, "users/reset_done.html")


@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A signed link: the person chooses a password, and is signed in. It works once."""
    if count("invitation", address_in(request), QUARTER) > 30:
        return locked(request)
    user = invited_by(token)
    if user is None:
        return render(request, "users/invitation_over.html", status=410)
    form = NewPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        with translation.override(user.language):
            return redirect(home_of(user))
    return render(request, "users/invitation.html", {"form": form, "invited": user})


@never_cache
def wagtail_login(request: HttpRequest) -> HttpResponse:
    """Wagtail has a door of its own for closed pages; it leads to ours."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("sign_in") + (f"?{query}" if query else ""))
