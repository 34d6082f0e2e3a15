from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecycleConfig(AppConfig):
    name = "recycle"
    verbose_name = _("recycle bin")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The second registers a rule for going live.
        from recycle import keeping_rows, the_bin

        keeping_rows.connect()
