"""What has to be true before the server starts: a folder that can be written, the database and the static files up to
date, and a port that is free. Each step does nothing when there is nothing to do, so that a second start is fast.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import ipaddress
import os
import select
import signal
import socket
import sqlite3
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import rcssmin
import rjsmin
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.urls import get_resolver
from django.utils import timezone

from twitchlog import copies, icons, storage
from twitchlog.static import JOINED, Static

STAMP = ".collected"
MANIFEST = "staticfiles.json"


class NotReadyError(Exception):
    """Why the server cannot start, as a sentence that says what to do."""


def check_folder(folder: Path) -> None:
    """Raise NotReadyError unless ``folder`` can be made and written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or error
        raise NotReadyError(
            f"The data folder {folder} cannot be written ({reason}). Choose another: DATA_DIR=..."
        ) from error
    _check_database(copies.database())


def _check_database(file: Path) -> None:
    """A database that cannot be written would let nobody save anything at night, and that is too late to hear of it.

    One that root has put back is root's; the files beside it are its log.
    """
    for part in sorted(file.parent.glob(f"{file.name}*")):
        if not os.access(part, os.R_OK | os.W_OK):
            raise NotReadyError(
                f"{part} cannot be read and written by this account. Give it back: "
                f"sudo chown --reference={file.parent} {part} && sudo chmod 600 {part}"
            )
    if not file.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError as error:
        raise NotReadyError(
            f"The database {file} cannot be read ({error}). Put a backup in its place: manage.py restore FILE "
            '(README, "Backup and restore").'
        ) from error


def check_diaries() -> None:
    """Raise NotReadyError unless there is a database that is up to date. Makes none, as connecting to it would."""
    if getattr(connection, "is_in_memory_db", bool)():
        return
    file = copies.database()
    if not file.is_file():
        raise NotReadyError(
            f"There is no database at {file}. If the server has another data folder, name it here as well: DATA_DIR=..."
        )
    if not file.stat().st_size:
        raise NotReadyError(f"The file {file} is empty, and no database. Remove it and start the server.")
    _check_database(file)
    if not _names_of_migrations() <= _applied():
        raise NotReadyError(
            f"The database {file} is of another version of Twitchlog, or not of Twitchlog. Start the server once "
            "(manage.py serve), which brings it up to date."
        )


def check_address(host: str, port: int) -> None:
    """Raise NotReadyError unless a server may listen there.

    The server's workers share their port (SO_REUSEPORT), so a second server would start without an error and take half
    of the first one's visitors; asking for the port alone shows whether anybody has it.
    """
    if not 0 < port < 65_536:  # some systems would take it modulo 65,536
        raise NotReadyError(f"There is no port {port}. Choose one from 1024 to 65535: PORT=8000")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise NotReadyError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use, perhaps by another Twitchlog. Stop that one, or choose another: PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs the rights of root. Choose one from 1024 up: PORT=8000"
    return f"This machine cannot listen on {host}, port {port} ({error}). Choose others: HOST=127.0.0.1 PORT=8000"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address. A name other than ``localhost`` counts as not."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def reached(host: str) -> str:
    """Where this machine itself finds a server that listens on ``host``."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared with, not bound to


def url(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    shown = reached(host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def say_when_it_answers(host: str, port: int, text: str) -> None:
    """Print ``text`` once somebody listens there; called before this process becomes the server, and returns at once.

    An address that is printed too early is refused to whoever opens it at once. The waiting is done by a process that
    is no child of the server's, which would not look after it.
    """
    ended, server = os.pipe()  # the server's end is closed by its own end, however that comes
    child = os.fork()
    if child:
        os.close(ended)
        os.waitpid(child, 0)
        return
    os.close(server)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if not os.fork():
        while not select.select([ended], [], [], 0.05)[0]:
            with contextlib.suppress(OSError), socket.create_connection((reached(host), port), timeout=5):
                os.write(sys.stdout.fileno(), text.encode())
                break
    os._exit(0)


def load() -> None:
    """Load what most requests need into this process, so that the workers, its forks, share it."""
    get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018 - imports the views


def migrate() -> bool:
    """Bring the database up to date; whether there was anything to do.

    One that holds something already is copied into the backups first: a new version may be a step that one regrets.
    Raises NotReadyError if that cannot be done.
    """
    if _names_of_migrations() <= _applied():
        return False
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    if executor.loader.applied_migrations:
        _keep_what_was()
    call_command("migrate", interactive=False, verbosity=0)
    return True


def _names_of_migrations() -> set[tuple[str, str]]:
    """App and name of every migration that there is a file of; reading the files themselves takes longer."""
    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    return {(label, path.stem) for label, folder in folders.items() for path in folder.glob("[!_]*.py")}


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def _keep_what_was() -> None:
    name = f"before-update-{copies.name_of(timezone.now())}"
    try:
        copies.back_up(copies.database(), settings.DATA_DIR / "backups" / name)
    except (copies.CopyError, OSError) as error:
        raise NotReadyError(f"The database has to be updated, but could not be copied first. {error}") from error


def collect_static(root: Path) -> bool:
    """Copy, draw, hash and compress the static files into ``root`` if any of them changed; whether there was need to.

    Raises NotReadyError if the icons cannot be drawn or ``root`` cannot be written. Nothing is deleted from ``root``:
    the operator may have chosen a folder that holds other things as well.
    """
    now = fingerprint()
    stamp = root / STAMP
    if stamp.exists() and (root / MANIFEST).exists() and stamp.read_text(encoding="ascii") == now:
        return False
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now, encoding="ascii")  # last, so that a collection that was broken off is done again
    except icons.DrawingError as error:
        raise NotReadyError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise NotReadyError(
            f"Style sheets and scripts cannot be written into {root} ({reason}). Choose another: STATIC_ROOT=..."
        ) from error
    return True


def fingerprint() -> str:
    """A hash over name, size and time of change of every static file of the app and of the packages it uses, and over
    what is made of them.
    """
    sources = [Path(module.__file__ or "").read_bytes() for module in (storage, icons)]
    made = (JOINED, rcssmin.__version__, rjsmin.__version__, version("typst"), sources)
    seen = hashlib.sha256(repr(made).encode())
    for finder in get_finders():
        for name, folder in finder.list(Static.ignore_patterns):
            status = Path(folder.path(name)).stat()
            seen.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()
