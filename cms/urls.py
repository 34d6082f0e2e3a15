"""Addresses of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.admin import page_search
from files.access import picture
from jobs.health import healthz
from recycle import reports_without_bin
from resources.oai.provider import oai
from search.views import search_json
from users.views import SignIn, sign_out
from website import views
from website.api import router
from website.covers.views import cover_picture
from website.serving.page_view import serve_page
from website.sitemap import sitemap

handler404 = "website.errors.page_not_found"
handler500 = "website.errors.server_error"

urlpatterns = [
    path("healthz", healthz),
    # The admin has no door of its own: one sign-in, one throttle, one way out.
    path("admin/login/", SignIn.as_view()),
    path("admin/logout/", sign_out),
    path("admin/", include(page_search.urls())),
    path("admin/", include(reports_without_bin.urls())),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/<path:name>", picture),
    path("look/<slug:digest>.css", views.accent_stylesheet, name="accent_stylesheet"),
    path("covers/<int:pk>/<slug:version>.png", cover_picture, name="cover"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("api/v2/", router.urls),
    path("api/search/", search_json, name="search_json"),
    re_path(r"^oai/?$", oai, name="oai"),
]

urlpatterns += i18n_patterns(
    path("", include("users.urls")),
    path("", include("search.urls")),
    path("", include("networks.urls")),
    path("", include("home.urls")),
    path("", include("signup.urls")),
    path("", include("guests.urls")),
    path("", include("care.urls")),
    path("", include("planning.urls")),
    # Wagtail answers at addresses that end in a slash; files do not.
    re_path(r"^((?:[\w-]+/)+(?:(?:event|calendar)\.ics|list\.json))$", serve_page, name="page_file"),
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)
