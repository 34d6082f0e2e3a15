from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "users"
    verbose_name = _("people with an account")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from users import preferences

        preferences.connect()
