"""Django's command line for Twitchlog: ``manage.py`` in a clone, ``twitchlog`` where it is
installed.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

# What signs something, or sets a diary up. No other command may make a secret key, and a folder for
# it, where no diary was ever set up: its name may be mistyped, or the folder's.
NEED_KEY = {"check", "migrate", "runserver", "serve", "shell"}


def locked_out(error: OperationalError) -> str:
    """What keeps a command of Django's from the database.

    Raises the error if it is a fault of ours.
    """
    # It needs the settings, which no other command waits for.
    from twitchlog.database import storage_errors  # noqa: PLC0415

    if storage_errors.cause_of(error) is None:
        raise error
    return storage_errors.sentence(error)


def main() -> None:
    """Run the command that the arguments of this process name, and end with what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twitchlog.settings")
    if not (NEED_KEY.intersection(sys.argv[1:2]) or os.environ.get("SECRET_KEY", "").strip()):
        os.environ["SECRET_KEY"] = "not used"  # noqa: S105 - and so no secret
    # as standard error does: a letter that it cannot show ends nothing
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read this has seen enough, as "| head" does. What is still to be written has
        # nowhere to go.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit("What was printed could not be written: no space is left.")
    except OperationalError as error:
        sys.exit(locked_out(error))
    except ImproperlyConfigured as error:
        sys.exit(f"Twitchlog cannot start. {error}")
    except KeyboardInterrupt:
        sys.exit(130)
