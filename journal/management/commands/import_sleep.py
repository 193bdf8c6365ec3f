"""Add what a device recorded of sleep to a person's diary, beside what they said themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.record import RefusedError
from journal.device_sleep import SleepFileError
from journal.device_sleep.file_parts import FilePart, parts_in, parts_of
from journal.entries import zone_problem
from journal.files.sleep_import import SleepPreview, preview_sleeps, store_sleeps
from journal.management.account_argument import person_named
from journal.management.database_command import DatabaseCommand
from journal.management.earlier_imports import kept_waiting
from journal.management.file_argument import line_message, open_argument, seekable
from journal.models import Preferences
from journal.time_zones import stored_zone, zone_called
from twitchlog.filesystem.upload_folder import under_way


class Command(DatabaseCommand):
    """``import_sleep USER FILE``; a second time it adds nothing."""

    help = (
        "Add the sleep in an export of a watch, a phone or an app to a person's diary, or that in a"
        " table with start, end and stage. What the person wrote stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose diary, which file."""
        parser.add_argument("user", help="the user name")
        parser.add_argument(
            "file", help="an export, unpacked or not, or a folder; - reads standard input"
        )
        parser.add_argument(
            "--preview", action="store_true", help="say what would be stored, and store nothing"
        )
        parser.add_argument(
            "--time-zone",
            metavar="ZONE",
            help="where the person was, if the file does not say (the person's own zone)",
        )

    def handle(
        self, *args: Any, user: str, file: str, preview: bool, time_zone: str | None, **options: Any
    ) -> None:
        """Raises CommandError, and nothing is stored, for a file that cannot be read."""
        person = person_named(user)
        own = Preferences.of(person).time_zone
        place = zone_called(time_zone) if time_zone else own
        if problem := zone_problem(place, own=own):
            raise CommandError(str(problem))
        zone, as_of = stored_zone(place), timezone.now()
        with _parts(file) as parts:
            self._print_preview(preview_sleeps(person, parts, zone=zone, as_of=as_of))
            if preview:
                return
            name = Path(file).name
            number = store_sleeps(person, parts, zone=zone, as_of=as_of, name=name)
        self.stdout.write(f"Stored. Sleeps: {number}.")

    def _print_preview(self, preview: SleepPreview) -> None:
        for source in preview.sources:
            name = source.name or "(a device without a name)"
            self.stdout.write(f"{source.format}, {name}: {source.nights} nights.")
        nights = f"Nights: {preview.nights}"
        if preview.nights:
            nights += f", from {preview.first} to {preview.last}"
        self.stdout.write(f"{nights}.")
        self.stdout.write(f"Sleeps: {preview.new} new, {preview.known} already there.")
        for remark in preview.remarks:
            message = line_message(remark.line, "", remark.text, remark.values)
            self.stdout.write(f"{remark.part}, {message}" if remark.part else message)
        if preview.remark_number > len(preview.remarks):
            self.stdout.write(f"Of {preview.remark_number} remarks only the first were shown.")


@contextmanager
def _parts(name: str) -> Iterator[list[FilePart]]:
    """The parts of the file or folder of that name. Raises CommandError, at any time."""
    try:
        if Path(name).is_dir():
            yield parts_in(Path(name))
            return
        with open_argument(name) as source, tempfile.TemporaryFile(dir=under_way()) as copy:
            yield parts_of(seekable(source, copy), Path(name).name)
    except SleepFileError as error:
        raise CommandError(gettext(error.text) % error.values) from error
    except RefusedError as error:
        raise CommandError(str(error)) from error
    except ImportUnderWayError as error:
        raise kept_waiting(error) from error
