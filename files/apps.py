from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "files"
    verbose_name = _("files")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.text.page_text import word_source
        from files.references import note_existing_rows, watch
        from files.search_text import file_texts

        word_source(file_texts)
        watch()
        post_migrate.connect(note_existing_rows, sender=self, dispatch_uid="references-of-files")
