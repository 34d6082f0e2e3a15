"""Forms of the members' door, and the administrator's form to invite somebody."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from users.models import User


def zone_choices() -> list[tuple[str, Any]]:
    return [("", _("The zone of the site")), *settings.TIME_ZONE_CHOICES()]


class SignInForm(AuthenticationForm):
    remember = forms.BooleanField(
        label=_("Keep me signed in"),
        required=False,
        help_text=_("Leave this empty on a computer that others use too."),
    )
    error_messages = {
        "invalid_login": _("We found no account with this e-mail address and this password. Please try again."),
        "inactive": _("We found no account with this e-mail address and this password. Please try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail address")
        self.fields["username"].widget = forms.EmailInput(attrs={"autocomplete": "username", "maxlength": 254})
        self.fields["password"].label = _("Password")


class ResetForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class _OurWords:
    """What a new password must be, as a sentence each, in place of Django's ready-made list."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password2"].help_text = ""


class NewPasswordForm(_OurWords, SetPasswordForm):
    pass


class ChangePasswordForm(_OurWords, PasswordChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Current password")


class AccountForm(forms.ModelForm):
    """What a person says about themselves. Only those who work in the admin get mail that can be chosen."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, required=False, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, required=False, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, required=False)

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language", "time_zone", "moderation_mail", "monday_mail"]
        widgets = {"moderation_mail": forms.RadioSelect}
        labels = {"language": _("Language"), "moderation_mail": _("Mail about pages in review")}
        help_texts = {"language": _("For this page, for mail to you and for the admin.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.has_perm("wagtailadmin.access_admin"):
            del self.fields["moderation_mail"], self.fields["monday_mail"]


class InviteForm(UserCreationForm):
    """An administrator invites; the person chooses the password."""

    password_enabled = False
    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("The invitation goes to this address."))
    is_superuser = None
    error_messages = UserCreationForm.error_messages | {
        "duplicate_username": _("There is an account with this e-mail address already.")
    }

    class Meta(UserCreationForm.Meta):
        fields = ["first_name", "last_name", "email", "language", "groups"]
        help_texts = {"groups": _("What the person can do. Members can only read what is open to members.")}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()


class EditUserForm(UserEditForm):
    """Administrators do not set passwords: the person asks for a link, or is invited again."""

    password_enabled = False
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, required=False)

    class Meta(UserEditForm.Meta):
        fields = [*UserEditForm.Meta.fields, "language", "time_zone"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()
