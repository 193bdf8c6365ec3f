"""Run as a process of its own: a diary in a real file, one page of which is spoilt before it is
exported.

Prints a line for each page and form of export: what became of it.
"""

from __future__ import annotations

import sys
from datetime import timedelta

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from journal.entries import Entry  # noqa: E402
from journal.files.export import FILE_FORMS, export  # noqa: E402
from journal.models import Episode  # noqa: E402
from journal.models.episode import Source  # noqa: E402
from twitchlog.database import backups, schema  # noqa: E402

PAGE = 4096
LEAF = 13  # the first byte of a page with rows


def main() -> None:
    """Zeros, and noise, in the place of pages with entries."""
    schema.migrate()
    ada, now = User.objects.create_user("ada"), timezone.now()
    note = "a page of the diary " * 9
    times = (now - timedelta(minutes=number) for number in range(3000))
    entries = (Entry(id=str(at), happened_at=at, time_zone="UTC", note=note) for at in times)
    Episode.objects.bulk_create(
        Episode.from_entry(ada, one, source=Source.FORM, recorded_at=now) for one in entries
    )
    undamaged = {kind: "".join(export(ada, kind)) for kind in FILE_FORMS}
    connection.close()
    file = backups.database()
    backups.into_one_file(file)
    whole = file.read_bytes()
    pages = [
        at
        for at in range(0, len(whole), PAGE)
        if whole[at] == LEAF and b"page of the diary" in whole[at : at + PAGE]
    ]
    for at in pages[:: len(pages) // 5]:
        for spoilt in (
            bytes(PAGE),
            b"\xa5" * PAGE,
            whole[at : at + 3] + bytes(2) + whole[at + 5 : at + PAGE],
        ):
            file.write_bytes(whole[:at] + spoilt + whole[at + PAGE :])
            for kind in sorted(FILE_FORMS):
                sys.stdout.write(f"{kind} {exported(ada, kind, undamaged[kind])}\n")
                connection.close()


def exported(person: User, kind: str, undamaged: str) -> str:
    """Whether it broke off; what came to an end is either as it was without damage, or a lie."""
    try:
        file = "".join(export(person, kind))
    except DatabaseError:
        return "broken off"
    return "as before" if file == undamaged else "an end"


if __name__ == "__main__":
    main()
