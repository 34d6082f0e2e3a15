"""Addresses of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from users.views import SignIn

urlpatterns = [
    # The admin has no door of its own: one sign-in, one throttle.
    path("admin/login/", SignIn.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

urlpatterns += i18n_patterns(
    path("", include("users.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
