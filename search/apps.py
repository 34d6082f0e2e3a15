from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search.indexing import entries, file_indexing, reindexing
        from search.meaning import checks

        entries.connect()
        reindexing.connect()
        file_indexing.connect()
