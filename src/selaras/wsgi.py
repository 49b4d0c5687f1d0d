"""The WSGI door that the web server opens."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.settings")

# What is made here stays: looking through it for rubbish takes a quarter of the start, and would be
# done again in the middle of somebody's page.
gc.disable()
application = get_wsgi_application()
_ = get_resolver().url_patterns  # all pages now, or the first reader waits for them
gc.freeze()
gc.enable()
