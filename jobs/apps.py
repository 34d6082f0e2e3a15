from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("background work")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.projections import projection
        from jobs.scheduling import forget_held

        projection(forget_held)
