"""``python manage.py check_server``: whether all is well with this server, and what to do."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from journal.management.font_check import fonts_line
from twitchlog.server_check import quick_checks, slow_checks
from twitchlog.server_check.check_line import CheckLine, faults_of


class Command(BaseCommand):
    """A line each for settings, database, backups, clock, disk, fonts, mail and proxy.

    Beside a running server or without one; changes nothing. Ends with 1 where something is to be
    mended, so that a timer can say so.
    """

    help = "Look whether all is well with this server; a line each, with what would mend it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether anybody else is asked."""
        parser.add_argument(
            "--no-network", action="store_true", help="ask neither the mail server nor the proxy"
        )

    def handle(self, *, no_network: bool, **options: Any) -> None:
        """Print all lines, the good ones too."""
        lines = _lines_of_machine()
        if not no_network:
            lines += [slow_checks.mail_line(), slow_checks.proxy_line()]
        for line in lines:
            self.stdout.write(str(line))
        if number := len(faults_of(lines)):
            raise CommandError(f"To be mended: {number}", returncode=1)


def _lines_of_machine() -> list[CheckLine]:
    hosts, *others = quick_checks.start_lines(timezone.now())
    settings_lines = [hosts, quick_checks.reach_line(), quick_checks.sign_up_line()]
    return [*settings_lines, slow_checks.database_line(), *others, fonts_line()]
