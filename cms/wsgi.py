"""What gunicorn serves."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from caching.checks import missing_shared_cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

# Web servers run no system checks: what `manage.py check` refuses is refused here too.
if sentence := missing_shared_cache(settings.DATABASES, settings.CACHES):
    raise ImproperlyConfigured(sentence)
application = get_wsgi_application()
