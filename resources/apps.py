from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from resources import sitemap  # noqa: F401, PLC0415 - register themselves once models are loaded
        from resources.views import export_sheets, versions  # noqa: F401, PLC0415 - register themselves once models are loaded
