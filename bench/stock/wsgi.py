"""What gunicorn serves of the stock site."""

import os

from counted import counted
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
application = counted(get_wsgi_application())
