from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuestsConfig(AppConfig):
    name = "guests"
    verbose_name = _("people without an account")
    default_auto_field = "django.db.models.BigAutoField"
