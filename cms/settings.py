"""All settings. What differs between machines is an environment variable, read here and nowhere else."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django import VERSION
from django.utils.translation import gettext_lazy as _

from cms import browser_policies, service_urls
from cms.zone_data import use_pinned_zone_data
from core.i18n.time_zones import zone_choices, zone_keys

use_pinned_zone_data()
BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Where the site lives, and what it is made of
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY")
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
HOST, PORT = env.str("HOST", "127.0.0.1"), env.int("PORT", 8000)
PUBLIC_URL = service_urls.public_address(env.str("PUBLIC_URL", "") or f"http://{HOST}:{PORT}")
IS_HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname, *env.list("EXTRA_HOSTS", default=["127.0.0.1", "localhost"])]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF, WSGI_APPLICATION = "cms.urls", "cms.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "users",
    "caching",
    "core",
    "jobs",
    "linkcheck",
    "files",
    "website",
    "search",
    "intake",
    "networks",
    "events",
    "resources",
    "signup",
    "moderation.apps.ModerationConfig",
    "guests",
    "care",
    "planning",
    "quality",
    "recycle",
    "bundles",
    "copies",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "moderation.apps.AccountsInAdminConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.api.v2",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "axes",
    "csp",
    "django_guid",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "website.middleware.without_foreign_ids",
    "django_guid.middleware.guid_middleware",
    "website.middleware.without_nul",
    "caching.middleware.one_reading_per_request",
    "search.insight.middleware.CountAsked",
    "website.page_cache.PageCacheMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "website.security.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "website.security.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "website.language_middleware.LanguageOfAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "website.security.AdminPolicyMiddleware",
    "website.old_addresses.RedirectsToOpenPages",
    "axes.middleware.AxesMiddleware",
    "website.admin_requests.AdminRequests",
    "recycle.closed_bin.ClosedBin",
    "website.middleware.PageForms",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["website.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # Form controls may have templates of ours.

# Data
DATABASES = {"default": env.db_url_config(env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time: a transaction takes the write lock when it begins, and others wait for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CACHES = {"default": service_urls.cache_settings(env.str("CACHE_URL", ""))}
if env.str("CACHE_URL", ""):
    # Wagtail's: which sizes of a picture there are. Pages read them together with the pictures, in one query.
    CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
# The search of visitors (search/); that of the admin is always the database's.
SEARCH_URL = service_urls.search_address(env.str("SEARCH_URL", ""))
# Lists of some hundred thousand entries are counted by the cluster (docs/decisions/0051-…).
SEARCH_LISTS = service_urls.counting_of_lists(env.str("SEARCH_LISTS", "memory"), SEARCH_URL)
# Search by meaning (search/meaning/): local, or the address of a model with its name and the key to it.
SEARCH_MEANING, SEARCH_MEANING_MODEL = env.str("SEARCH_MEANING", ""), env.str("SEARCH_MEANING_MODEL", "")
SEARCH_MEANING_KEY = env.str("SEARCH_MEANING_KEY", "")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": True}}

# Files
STATIC_URL, STATIC_ROOT = "/static/", VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL, MEDIA_ROOT = "/media/", VAR_DIR / "media"
STORAGES = {
    "default": service_urls.storage_settings(env.str("STORAGE_URL", "")),
    "staticfiles": {"BACKEND": "website.static_files.StaticFilesStorage"},
}

# Languages and time. Dates are stored in UTC; an event keeps its own zone.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("fr", _("French"))]
REGIONAL_TAGS = {"en": "en-CA", "fr": "fr-CA"}
WAGTAIL_I18N_ENABLED = True
USE_I18N = USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "America/Vancouver")
TIME_ZONE_CHOICES = zone_choices
WAGTAIL_USER_TIME_ZONES = list(zone_keys())
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cms.formats"]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# Work that can wait
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Ask other sites now and then whether the pages that ours lead to are still there.
LINK_CHECKS = env.bool("LINK_CHECKS", not DEBUG)
# For so many days what was deleted can be restored.
KEEP_DELETED_DAYS = env.int("KEEP_DELETED_DAYS", 30)

# Mail
if VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": "jobs.mail_backend.OutboxBackend"}}
else:
    EMAIL_BACKEND = "jobs.mail_backend.OutboxBackend"
DELIVERY = service_urls.email_settings(env.str("EMAIL_URL", ""))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", f"no-reply@{urlsplit(PUBLIC_URL).hostname}")

# Signing in
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL = "sign_in", "account"
CSRF_FAILURE_VIEW = "users.views.csrf_failure"
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "users.throttle.name_in"
AXES_CLIENT_IP_CALLABLE = "users.throttle.address_in"
AXES_LOCKOUT_CALLABLE = "users.views.locked"
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = 5, 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# Wagtail
WAGTAIL_SITE_NAME = "Commonplace"
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = PUBLIC_URL
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "core.admin.word_offers.RichTextArea"}}
WAGTAILIMAGES_IMAGE_MODEL = "files.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "files.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = "avif gif heic heif jpeg jpg png webp".split()
# Photos as they come from a camera; what is kept of them is smaller (files/imaging.py).
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = "csv doc docx epub ics mp3 mp4 odp ods odt pdf ppt pptx rtf srt txt vtt xls xlsx zip".split()
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "files.forms.DocumentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "files.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "moderation.workflow_finish.publish_approved"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "sign_in"
# Passwords and addresses are changed at the members' door, which is throttled.
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Security of answers. The public site allows nothing inline; the admin has a policy of its own (website/security.py).
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = browser_policies.NOTHING_ASKED
CONTENT_SECURITY_POLICY = {"DIRECTIVES": browser_policies.OF_PAGES}
ADMIN_CONTENT_SECURITY = browser_policies.OF_ADMIN

# A number for each request, in the log and in the answer, so that an error on the screen can be found.
DJANGO_GUID = {"GUID_HEADER_NAME": "X-Request-ID", "EXPOSE_HEADER": False, "UUID_LENGTH": 16}
CHATTY = ("django_guid", "django_tasks", "django_tasks_db", "elastic_transport", "httpx2", "opensearch")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "django_guid.log_filters.CorrelationId", "correlation_id_field": "request_id"}},
    "formatters": {"line": {"format": "{asctime} {levelname} [{request_id}] {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    # Every task that begins and ends, every request to a cluster or another site; what fails is an error and is shown.
    "loggers": {name: {"level": "ERROR"} for name in CHATTY},
}
