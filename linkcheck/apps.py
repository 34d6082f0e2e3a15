from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkcheckConfig(AppConfig):
    name = "linkcheck"
    verbose_name = _("links to other sites")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.projections import projection
        from linkcheck.collecting import external_links

        projection(external_links)
