"""What gunicorn serves of our site for `bench.pages`: every page made anew, its queries counted."""

from django.conf import settings

from bench.stock.counted import counted

settings.MIDDLEWARE.remove("website.page_cache.PageCacheMiddleware")

# The settings have to be changed before the application reads them.
from cms.wsgi import application as ours

application = counted(ours)
