from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from networks import projections, search_results, sitemap  # noqa: F401, PLC0415 - register themselves once models are loaded
