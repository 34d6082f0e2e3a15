from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = _("review and going live")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from moderation import groups, notifications, privacy
        from moderation.imports import resources_integration, row_tracking

        notifications.connect()
        row_tracking.connect()
        resources_integration.connect()
        privacy.connect()
        post_migrate.connect(groups.set_up_once, sender=groups.last_app_with_models(), dispatch_uid="set-up-groups")
