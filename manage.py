#!/usr/bin/env python
"""Django's command line for Twitchlog."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twitchlog.settings")
    if sys.argv[1:2] == ["classify"]:
        # Reads a file and prints; it signs nothing, and must not make a secret key where no diary was ever set up.
        os.environ.setdefault("SECRET_KEY", "not used")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Twitchlog cannot start. {error}")
    except KeyboardInterrupt:
        sys.exit(130)
