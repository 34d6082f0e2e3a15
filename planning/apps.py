from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = _("planning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from planning import page_times, planned_days

        planned_days.connect()
        page_times.connect()
