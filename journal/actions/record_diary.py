"""Stores a whole diary at once, by the same validation and columns as a single entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from tempfile import TemporaryFile

from django.contrib.auth.models import User
from django.db import connection, models

from journal.actions.diary_limits import limit_problem
from journal.actions.finished_imports import KeySpan, UndoNote
from journal.actions.import_spans import ImportSpans, while_no_import
from journal.actions.record import RefusedError, entry_problems
from journal.actions.row_file import RowFile
from journal.actions.short_transactions import MOST_IN_PIECE, Pace
from journal.diary_file import COLLECTIONS, ExportedEpisode, QuietNight, Record
from journal.models.entry_columns import columns
from journal.models.episode import Episode
from journal.models.night_record import NightRecord
from journal.models.record_models import MODEL_OF_COLLECTION
from twitchlog.filesystem.upload_folder import under_way


@dataclass(frozen=True, slots=True)
class StoredDiary:
    """How many were new; ``records`` by the name of their kind."""

    episodes: int
    nights: int
    records: Counter[str] = field(default_factory=Counter)

    @property
    def is_anything(self) -> bool:
        """Whether any part of the diary was new."""
        return bool(self.episodes or self.nights or self.records.total())


def record_all(
    owner: User,
    diary: Iterable[ExportedEpisode | QuietNight | Record],
    *,
    as_of: datetime,
    stored_so_far: Callable[[int, int], None] = lambda done, of: None,
    undo_name: str | None = None,
) -> StoredDiary:
    """Store a diary, all or nothing, and say how many of its parts were new.

    What is already there, by id, night or key and also in the trash, is left as it is. Everything
    is checked and turned into rows first, which wait in files; then they are handed to the database
    without model instances, in short pieces that nobody sees before the last one is there
    (docs/adr/0140). ``stored_so_far`` is told rows and total. With ``undo_name``, what the file is
    called, the import can be taken back as a whole (docs/adr/0245). Raises :class:`RefusedError`
    for the first entry that is not sound or a diary that would hold too much, and
    :class:`ImportUnderWayError` while another import of that person is under way, with nothing
    stored.
    """
    with ExitStack() as files:
        tables = _filled_tables(owner, diary, files, as_of)
        total = sum(map(len, tables.values()))
        tell = partial(_tell, stored_so_far, total)
        # Inside somebody's transaction nobody else can come between.
        store = _in_pieces
        if total <= MOST_IN_PIECE or connection.in_atomic_block:
            store = _at_once
        new = store(owner, tables, tell, UndoNote(owner, undo_name, as_of))
    return StoredDiary(episodes=new.pop("episodes", 0), nights=new.pop("nights", 0), records=+new)


def _filled_tables(
    owner: User,
    diary: Iterable[ExportedEpisode | QuietNight | Record],
    files: ExitStack,
    as_of: datetime,
) -> dict[str, RowFile]:
    """The tables of which the diary has rows. Raises :class:`RefusedError`."""
    tables = _tables(files)
    for item in diary:
        _add(owner, item, tables, as_of)
    return {name: table for name, table in tables.items() if len(table)}


def _tell(so_far: Callable[[int, int], None], total: int, done: int) -> None:
    so_far(done, total)


def _at_once(
    owner: User, tables: dict[str, RowFile], tell: Callable[[int], None], note: UndoNote
) -> Counter[str]:
    """Store all in one transaction; how many were new, by the table's name."""
    new, done = Counter[str](), 0
    with while_no_import(owner):
        for name, table in tables.items():
            key = note.reserved(table.model, len(table))
            for rows in table.batches():
                new[name] += table.insert(rows, key)
                key = key and key + len(rows)
                tell(done := done + len(rows))
        _check_room(owner, new)
        note.read()
        note.store(new)
    return new


def _in_pieces(
    owner: User, tables: dict[str, RowFile], tell: Callable[[int], None], note: UndoNote
) -> Counter[str]:
    """Store all where nobody sees it, in pieces, and show it; how many were new, by the table."""
    spans = ImportSpans(owner, {table.model: len(table) for table in tables.values()})
    try:
        for done in _pieces(spans, tables.values()):
            tell(done)
        new = Counter({name: spans.count(table.model) for name, table in tables.items()})
        _check_room(owner, new)
        for table in tables.values():
            note.add(KeySpan(table.model, spans.first[table.model], len(table)))
        note.read()
        spans.show(lambda: note.store(new))
    except Exception:
        spans.drop()
        raise
    return new


def _check_room(owner: User, new: Counter[str]) -> None:
    """Once it is known what was there before, and before anybody sees the rest."""
    if full := limit_problem(owner, new, stored=True):
        raise RefusedError([full])


def _pieces(spans: ImportSpans, tables: Iterable[RowFile]) -> Iterator[int]:
    """Store piece after piece; yields how many rows of the file are done."""
    pace, done = Pace(), 0
    for table in tables:
        key = spans.first[table.model]
        for rows in table.batches():
            begin = 0
            while piece := rows[begin : begin + pace.size]:
                with pace.piece():
                    spans.beat()
                    table.insert(piece, key)
                key, begin, done = key + len(piece), begin + len(piece), done + len(piece)
                yield done


def _tables(files: ExitStack) -> dict[str, RowFile]:
    """A table for each list of the file, by its name, in the order in which they are stored."""
    table_models: dict[str, type[models.Model]] = {
        "nights": NightRecord,
        "episodes": Episode,
        **MODEL_OF_COLLECTION,
    }
    same = {collection.name: collection.key_fields for collection in COLLECTIONS.values()}
    return {
        name: RowFile(
            model, files.enter_context(TemporaryFile(dir=under_way())), same.get(name, ())
        )
        for name, model in table_models.items()
    }


def _add(
    owner: User,
    item: ExportedEpisode | QuietNight | Record,
    tables: dict[str, RowFile],
    as_of: datetime,
) -> None:
    if isinstance(item, QuietNight):
        tables["nights"].add(
            owner_id=owner.pk, night_of=item.night_of, recorded_at=item.recorded_at
        )
        return
    if isinstance(item, Record):
        tables[item.collection.name].add(owner_id=owner.pk, **item.values)
        return
    if refused_for := entry_problems(owner, item.entry, as_of):
        raise RefusedError(refused_for)
    tables["episodes"].add(
        owner_id=owner.pk,
        client_id=item.entry.id,
        source=item.source,
        recorded_at=item.recorded_at,
        **columns(item.entry),
    )
