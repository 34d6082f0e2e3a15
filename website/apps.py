from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = _("the public site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.reserved_slugs import reserved_source
        from website import routes

        routes.discover()
        reserved_source(routes.first_parts)
