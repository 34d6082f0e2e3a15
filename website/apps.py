from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = _("the public site")
    default_auto_field = "django.db.models.BigAutoField"
