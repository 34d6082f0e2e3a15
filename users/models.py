"""The account of a person who signs in: by e-mail, with a language, a time zone and a say in what mail comes."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts whose name is the e-mail address, kept in lower case."""

    use_in_migrations = True

    def _create(self, email: str, password: str | None, **fields: Any) -> "User":
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self._create(email, password, **{"is_staff": False, "is_superuser": False} | fields)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self._create(email, password, **fields | {"is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class LanguageField(models.CharField):
    """A language code of settings.LANGUAGES. The choices stay out of migrations: a third language is a setting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"max_length": 12, "choices": list(settings.LANGUAGES)} | kwargs
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs


class User(AbstractUser):
    """One person. Groups say what they may do; members have no group that opens the admin."""

    is_public_content = False

    class Mail(models.TextChoices):
        AT_ONCE = "at-once", _("Right away, one message for each item")
        DAILY = "daily", _("Once a day, all in one message")
        NEVER = "never", _("Never; I check the site instead")

    username = None  # type: ignore[assignment] # people sign in by e-mail
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is an account with this e-mail address already.")},
    )
    language = LanguageField(_("language"), default=settings.LANGUAGE_CODE)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    moderation_mail = models.CharField(
        _("mail about pages in review"), max_length=10, choices=Mail.choices, default=Mail.AT_ONCE
    )
    # The day of the last message of the day, where the person wants one.
    mailed_on = models.DateField(null=True, blank=True, editable=False)
    monday_mail = models.BooleanField(_("the Monday page as a mail each week"), default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    # An account has no user name, so that the manager is not the one of AbstractUser.
    objects = UserManager()  # type: ignore[assignment,misc] # see above

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["last_name", "first_name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()


# Whoever asks: signed in, or not.
AnyUser = User | AnonymousUser
