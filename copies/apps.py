from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CopiesConfig(AppConfig):
    name = "copies"
    verbose_name = _("working copies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from copies import in_place

        in_place.connect()
