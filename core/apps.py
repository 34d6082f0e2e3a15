from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("what all pages share")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import checks, new_rows, projections, typed_fields
        from core.blocks import items
        from core.text import kept_translations, page_cleaning

        projections.connect()
        new_rows.connect()
        typed_fields.connect()
        page_cleaning.connect()
        kept_translations.connect()
        items.connect()
        register(checks.check_languages)
