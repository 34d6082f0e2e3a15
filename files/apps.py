from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "files"
    verbose_name = _("files")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.text.page_text import word_source  # noqa: PLC0415 - models are not loaded before
        from files.search_text import file_texts  # noqa: PLC0415 - models are not loaded before

        word_source(file_texts)
