"""The entry point for a WSGI server of others; ``manage.py serve`` brings its own
(docs/serving.md).
"""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured

from twitchlog.http.form_charset import Application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twitchlog.settings")

try:
    django.setup(set_prefix=False)
    application = Application()
except ImproperlyConfigured as error:
    sys.exit(f"Twitchlog cannot start. {error}")
