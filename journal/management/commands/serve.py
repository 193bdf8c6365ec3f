"""``python manage.py serve``: everything from an empty folder to a running server."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connections
from django.utils import timezone

from twitchlog import machine_clock
from twitchlog.database import schema, usage_locks
from twitchlog.greeting import greeting
from twitchlog.not_ready import NotReadyError
from twitchlog.server import readiness, start
from twitchlog.server_check.check_line import faults_of
from twitchlog.server_check.quick_checks import start_lines
from twitchlog.static_files import collect


class Command(BaseCommand):
    """Brings database and static files up to date, then is the server."""

    help = (
        "Start Twitchlog. Brings the database and the static files up to date first,"
        " if they are not."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The address; by default what HOST and PORT say."""
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        """This process stays the server, so that a signal sent to it reaches the server itself."""
        start.hear_from_the_start()
        os.umask(0o077)  # a diary is for its owner's eyes, whatever the folder allows
        try:
            readiness.check_address(host, port)
            readiness.check_folder(settings.DATA_DIR)
            usage_locks.serve_alone(settings.DATA_DIR)
            self._say("The database was brought up to date.", schema.migrate())
            self._say(
                "The static files were collected.", collect.collect_static(settings.STATIC_ROOT)
            )
            if settings.DEMO:
                call_command("demo", stdout=self.stdout)
            full = schema.begin_serving()
            self._say(full, bool(full))
            for fault in faults_of(start_lines(timezone.now())):
                self._say(str(fault), True)
            machine_clock.WATCH.begin(settings.DATA_DIR)
        except (NotReadyError, usage_locks.HeldError, OSError) as error:
            raise CommandError(str(error)) from error
        connections.close_all()
        self.stdout.flush()
        readiness.say_when_it_answers(host, port, partial(greeting, host, port))
        readiness.load()
        start.run(host, port)

    def _say(self, sentence: str, happened: bool) -> None:
        if happened:
            self.stdout.write(sentence)
