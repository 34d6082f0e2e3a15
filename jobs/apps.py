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
        register_policies()


def register_policies() -> None:
    """Wagtail 8 asks for it; Wagtail 7.4 knows no register."""
    from wagtail import permissions

    from jobs.admin import ReadOnlyPolicy
    from jobs.models import OutgoingMail

    if hasattr(permissions, "register_permission_policy"):
        permissions.register_permission_policy(OutgoingMail, ReadOnlyPolicy(OutgoingMail), exact_class=True)
