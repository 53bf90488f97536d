"""The application as a server calls it."""

import os

from django.core.wsgi import get_wsgi_application

from .commands import hold_to_the_clock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.site.settings")
application = get_wsgi_application()
hold_to_the_clock()
