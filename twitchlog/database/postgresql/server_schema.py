"""Whether a database on a server can be used, and what is noted when it is served."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from twitchlog import installation
from twitchlog.database import storage_errors
from twitchlog.database.postgresql import database_identity
from twitchlog.not_ready import NotReadyError
from twitchlog.release import RELEASE


def check(steps: set[tuple[str, str]]) -> None:
    """Raise NotReadyError unless the server answers and has applied all ``steps`` (app, name)."""
    try:
        up_to_date = steps <= set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        raise NotReadyError(storage_errors.sentence(error)) from error
    if not up_to_date:
        name = connection.settings_dict["NAME"]
        raise NotReadyError(
            f"The database {name} is of another version of Twitchlog, or not of Twitchlog. Start"
            f" the server once ({installation.command('serve')}), which brings it up to date."
        )


def note_release() -> None:
    """Note in the database that this release has brought it up to date."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        database_identity.write(connection.connection, {database_identity.RELEASE_MARK: RELEASE})


def begin_serving() -> None:
    """Note that this database is served from now on. Raises NotReadyError."""
    try:
        connection.ensure_connection()
        with connection.wrap_database_errors:
            database_identity.begin(connection.connection, Path(settings.DATA_DIR))
    except (DatabaseError, OSError) as error:
        raise NotReadyError(storage_errors.sentence(error)) from error
    finally:
        connection.close()  # the next one reads which database it is
