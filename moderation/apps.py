from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = _("review and going live")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from moderation import groups, notifications, privacy
        from moderation.comparison import block_changes, texts
        from moderation.directory import row_forms
        from moderation.imports import resources_integration, row_tracking

        notifications.connect()
        row_tracking.connect()
        resources_integration.connect()
        privacy.connect()
        row_forms.connect()
        texts.connect()
        block_changes.connect()
        post_migrate.connect(groups.set_up_once, sender=groups.last_app_with_models(), dispatch_uid="set-up-groups")


class AccountsInAdminConfig(WagtailUsersAppConfig):
    """Wagtail's lists of users and groups: with invitations in place of passwords, and with what hangs on them."""

    user_viewset = "moderation.reviewers.accounts.AccountsViewSet"
    group_viewset = "moderation.reviewers.accounts.GroupsViewSet"
