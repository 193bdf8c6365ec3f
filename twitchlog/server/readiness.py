"""What has to be true before the server starts: folder and database writable, the port free."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.urls import get_resolver

from twitchlog.database import backups
from twitchlog.database.file_check import check_database
from twitchlog.database.kinds import lies_on_a_server
from twitchlog.not_ready import NotReadyError

# What stands for every address of a machine, and where that machine itself finds it.
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - not bound to


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
    if not lies_on_a_server():
        check_database(backups.database())


def check_address(host: str, port: int) -> None:
    """Raise NotReadyError unless a server may listen there.

    Asked before anything is made or brought up to date: a second server beside the first should
    leave all as it is.
    """
    if not 0 < port < 65_536:  # some systems would take it modulo 65,536
        raise NotReadyError(f"There is no port {port}. Choose one from 1024 to 65535: PORT=8000")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise NotReadyError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by another Twitchlog. Stop that one,"
            f" or choose another: PORT={port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs the rights of root. Choose one from 1024 up: PORT=8000"
    return (
        f"This machine cannot listen on {host}, port {port} ({error})."
        " Choose others: HOST=127.0.0.1 PORT=8000"
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address.

    A name other than ``localhost`` counts as not.
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def reached(host: str) -> str:
    """Where this machine itself finds a server that listens on ``host``."""
    return EVERY_ADDRESS.get(host, host)


def url(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    address = reached(host)
    if ":" in address:
        address = f"[{address}]"
    return f"http://{address}:{port}{settings.APP_PATH}"


def say_when_it_answers(host: str, port: int, text: Callable[[], str]) -> None:
    """Print what ``text`` gives once somebody listens there; returns at once.

    Called before this process becomes the server. An address that is printed too early is refused
    to whoever opens it at once. The waiting is done by a process that is no child of the server's,
    which would not look after it.
    """
    ended, server = os.pipe()  # the server's end is closed by its own end, however that comes
    child = os.fork()
    if child:
        os.close(ended)
        os.waitpid(child, 0)
        return
    try:
        os.close(server)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if not os.fork():
            _wait_and_say(host, port, text, ended)
    finally:  # whatever happens, this process never becomes a second server
        os._exit(0)


def _wait_and_say(host: str, port: int, text: Callable[[], str], ended: int) -> None:
    while not select.select([ended], [], [], 0.05)[0]:
        with contextlib.suppress(OSError):
            socket.create_connection((reached(host), port), timeout=5).close()
            os.write(sys.stdout.fileno(), text().encode())
            break


def load() -> None:
    """Load what most requests need into this process, so that the workers, its forks, share it."""
    import_module("twitchlog.wsgi")
    get_resolver().url_patterns  # noqa: B018 - imports the views
