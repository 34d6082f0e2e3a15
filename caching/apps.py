from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CachingConfig(AppConfig):
    name = "caching"
    verbose_name = _("what processes remember")

    def ready(self) -> None:
        from caching import checks, signal_handlers

        signal_handlers.connect()
