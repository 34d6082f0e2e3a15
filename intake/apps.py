from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("documents that become drafts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from intake import confirming
        from intake.in_form import above_form
        from intake.models import Intake, delete_source

        post_delete.connect(delete_source, sender=Intake, dispatch_uid="source-of-intake-gone")
