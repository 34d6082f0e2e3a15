from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkcheckConfig(AppConfig):
    name = "linkcheck"
    verbose_name = _("links to other sites")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.projections import projection  # noqa: PLC0415 - models are not loaded before
        from linkcheck.collecting import external_links  # noqa: PLC0415 - models are not loaded before

        projection(external_links)
