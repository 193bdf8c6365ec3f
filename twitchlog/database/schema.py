"""The database's tables: made whole or not at all, brought up to date, refused if newer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from twitchlog import installation
from twitchlog.database import backups, file_identity, storage_errors
from twitchlog.database.file_check import check_database
from twitchlog.database.kinds import lies_in_a_file, lies_on_a_server
from twitchlog.database.newer_release import NewerDatabaseError
from twitchlog.database.postgresql import server_schema
from twitchlog.filesystem import atomic_files, disk_space
from twitchlog.not_ready import NotReadyError
from twitchlog.release import RELEASE

_RECORD = "django_migrations"
# Tables of no model: what SQLite numbers rows by, where limits were counted, and Django's admin.
_OF_OLD = ("sqlite_sequence", "journal_shared_counts", "django_admin_log")


def migrate() -> bool:
    """Make the database, or bring it up to date; whether there was anything to do.

    One that holds something already is copied into the backups first: a new version may be a step
    that one regrets. Raises NotReadyError if that cannot be done, or if a newer release made it.
    """
    try:
        return _made() or _brought_up_to_date()
    except NewerDatabaseError as error:
        raise NotReadyError(str(error)) from error
    except DatabaseError as error:
        raise NotReadyError(storage_errors.sentence(error)) from error
    except OSError as error:
        raise NotReadyError(
            f"The database cannot be made or brought up to date ({error})."
        ) from error


def check_diaries() -> None:
    """Raise NotReadyError unless there is a database that is up to date. Makes none."""
    if lies_on_a_server():
        server_schema.check(_names_of_migrations())
    if not lies_in_a_file(connection):
        return
    file = backups.database()
    if not file.is_file():
        raise NotReadyError(
            f"There is no database at {file}. If the server has another data folder,"
            " name it here as well: DATA_DIR=..."
        )
    if not file.stat().st_size:
        raise NotReadyError(
            f"The file {file} is empty, and no database. Remove it and start the server."
        )
    check_database(file)
    try:
        up_to_date = is_up_to_date()
    except NewerDatabaseError as error:
        raise NotReadyError(str(error)) from error
    if not up_to_date:
        raise NotReadyError(
            f"The database {file} is of another version of Twitchlog, or not of Twitchlog. Start"
            f" the server once ({installation.command('serve')}), which brings it up to date."
        )


def is_up_to_date() -> bool:
    """Whether the database has all that this release needs. Raises DatabaseError."""
    return _names_of_migrations() <= _applied()


def begin_serving() -> str:
    """Note in the database and beside it that it is served from now on.

    Gives what keeps that from being noted, or "": a diary on a full disk can still be read. Raises
    NotReadyError for any other reason.
    """
    if lies_on_a_server():
        server_schema.begin_serving()
    if not lies_in_a_file(connection):
        return ""
    connection.close()
    try:
        file_identity.begin(backups.database())
    except (sqlite3.Error, OSError) as error:
        if not disk_space.is_full(error, backups.database().parent):
            raise NotReadyError(storage_errors.sentence(error)) from error
        folder = backups.database().parent
        return f"The disk of {folder} is full. Nothing can be stored until there is room."
    return ""


@contextmanager
def connected_to(file: Path) -> Iterator[None]:
    """Django's one connection leads to another file meanwhile."""
    connection.close()
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = file
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def bring_up_to_date(file: Path) -> None:
    """Apply what an older release's file lacks, without a copy of it.

    Raises NewerDatabaseError, DatabaseError.
    """
    with connected_to(file):
        if not is_up_to_date():
            call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def new_database(file: Path) -> Iterator[None]:
    """What is done to the database within makes a new one, which has its name once it is whole.

    Raises OSError.

    Ended at any moment, it leaves nothing in the place of a database.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with atomic_files.draft_of(file) as draft:
        with connected_to(draft):
            yield
        file_identity.be_another(draft, release=RELEASE)
        backups.into_one_file(draft)
        with suppress(FileExistsError):  # another process was first; its database is the one
            atomic_files.put_where_nothing_is(draft, file)


def _made() -> bool:
    """Make the database where there is none, or only a beginning of one; whether there was need."""
    if not lies_in_a_file(connection):
        return False
    file = backups.database()
    atomic_files.clear_drafts(file.parent)
    if file.exists() and not _is_half_made(file):
        return False
    if not file.exists():
        _refuse_if_lost(file)
    for name in ("-wal", "-shm", "-journal", ""):
        file.with_name(file.name + name).unlink(missing_ok=True)
    with new_database(file):
        call_command("migrate", interactive=False, verbosity=0)
    return True


def _refuse_if_lost(file: Path) -> None:
    """An empty diary must not take the place of one that was renamed or deleted."""
    log, served = file.with_name(f"{file.name}-wal"), file.with_name(file_identity.SERVED)
    left = [path for path in (log, served) if path.exists() and path.stat().st_size]
    if left:
        raise NotReadyError(
            f"The database {file} is gone, though it was here: {left[0]} still is. Put it back"
            f" under its name, or a backup in its place: {installation.command('restore FILE')}"
            ' (README, "Backup and restore"). For a new and empty diary, remove'
            f" {' and '.join(map(str, left))}."
        )


def _is_half_made(file: Path) -> bool:
    """Whether a first start was ended while it made this file: some of our tables, no account."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as database:
            tables = {
                row[0]
                for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            accounts = applied = set()
            if "auth_user" in tables:
                accounts = set(database.execute("SELECT 1 FROM auth_user LIMIT 1"))
            if _RECORD in tables:
                applied = set(database.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.Error:
        return False  # whatever it is, it is not for us to throw away
    return not accounts and tables <= _our_tables() and not _names_of_migrations() <= applied


def _our_tables() -> set[str]:
    names = {*connection.introspection.django_table_names(), _RECORD, file_identity.TABLE, *_OF_OLD}
    return names | {f"new__{name}" for name in names}


def _brought_up_to_date() -> bool:
    if is_up_to_date():
        return False
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    if executor.loader.applied_migrations and not lies_on_a_server():
        _keep_what_was(timezone.now())
    call_command("migrate", interactive=False, verbosity=0)
    if lies_in_a_file(connection):
        file_identity.write(backups.database(), {"release": RELEASE})
    if lies_on_a_server():
        server_schema.note_release()
    return True


def _names_of_migrations() -> set[tuple[str, str]]:
    """App and name of every migration, by the names of the files: reading these takes longer."""
    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    return {
        (label, path.stem) for label, folder in folders.items() for path in folder.glob("[!_]*.py")
    }


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def _keep_what_was(at: datetime) -> None:
    folder = settings.DATA_DIR / "backups"
    try:
        backups.back_up_into(folder, backups.database(), f"before-update-{backups.name_of(at)}")
    except (backups.CopyError, OSError) as error:
        raise NotReadyError(
            f"The database has to be updated, but could not be copied first. {error}"
        ) from error
