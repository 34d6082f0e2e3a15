from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BundlesConfig(AppConfig):
    name = "bundles"
    verbose_name = _("bundles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bundles import leaving, page_note, told_hours, waiting_pages

        waiting_pages.connect()
        leaving.connect()
        page_note.connect()
        told_hours.connect()
