from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "care"
    verbose_name = _("care of pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from care import review_dates

        review_dates.connect()
