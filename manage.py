#!/usr/bin/env python
"""Django's command line for Twitchlog."""

import contextlib
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
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read this has seen enough, as "| head" does. What is still to be written has nowhere to go.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except ImproperlyConfigured as error:
        sys.exit(f"Twitchlog cannot start. {error}")
    except KeyboardInterrupt:
        sys.exit(130)
