"""The preview of a table as plain JSON, while the file waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from journal.entries import KINDS, SEVERAL, Entry
from journal.files.import_preview import ImportPreview, LineMessage
from journal.files.sheet_preview import LeftOutCell, SheetPreview

# Sentences of a kind that are noted; the others are counted.
MOST_NOTED = 200
COUNTED = (
    "new_episodes",
    "known_episodes",
    "new_nights",
    "known_nights",
    "marked_nights",
    "repeats",
    "wrong_rows",
    "remarked_rows",
    "broken",
    "full",
)
PLAIN_FACTS = ("rows", "nights", "hours", "skipped_rows", "new_notes", "known_notes")
ENTRY_LISTS = ("first", "last", "odd")


def preview_note(preview: SheetPreview) -> dict[str, Any]:
    """The preview as JSON has it."""
    return {
        "counts": {name: getattr(preview.counts, name) for name in COUNTED},
        "wrong": _messages(preview.counts.wrong),
        "remarks": _messages(preview.counts.remarks),
        **{name: getattr(preview, name) for name in PLAIN_FACTS},
        "span": [_iso(preview.first_night), _iso(preview.last_night)],
        **{name: [_entry_data(entry) for entry in getattr(preview, name)] for name in ENTRY_LISTS},
        "skipped": _messages(preview.skipped),
        "kept_notes": _messages(preview.kept_notes),
        "notes": [[night.isoformat(), text] for night, text in preview.notes],
        "quiet_nights": [night.isoformat() for night in preview.quiet_nights],
        "left_out": dict(preview.left_out),
        "cells": [[cell.line, cell.header, cell.text] for cell in preview.cells],
    }


def preview_of_note(note: Mapping[str, Any]) -> SheetPreview:
    """The preview that was noted."""
    counts = ImportPreview(**note["counts"])
    counts.wrong, counts.remarks = _read_messages(note["wrong"]), _read_messages(note["remarks"])
    first, last = (date.fromisoformat(day) if day else None for day in note["span"])
    facts: dict[str, Any] = {
        **{name: note[name] for name in PLAIN_FACTS},
        **{name: [_entry_from(data) for data in note[name]] for name in ENTRY_LISTS},
    }
    return SheetPreview(
        counts=counts,
        **facts,
        first_night=first,
        last_night=last,
        skipped=_read_messages(note["skipped"]),
        kept_notes=_read_messages(note["kept_notes"]),
        notes=[(date.fromisoformat(night), text) for night, text in note["notes"]],
        # a preview that the release before noted lists none
        quiet_nights=[date.fromisoformat(night) for night in note.get("quiet_nights", ())],
        left_out=Counter(note["left_out"]),
        cells=[LeftOutCell(*cell) for cell in note["cells"]],
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _messages(messages: list[LineMessage]) -> list[list[Any]]:
    return [
        [message.line, message.column, message.text, plain_values(message.values)]
        for message in messages[:MOST_NOTED]
    ]


def plain_values(values: Mapping[str, object]) -> dict[str, object]:
    """Values of a sentence as JSON has them."""
    return {
        name: value if isinstance(value, int | float | str) else str(value)
        for name, value in values.items()
    }


def _read_messages(noted: list[list[Any]]) -> list[LineMessage]:
    return [LineMessage(*message) for message in noted]


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(entry).items()
    }


def _entry_from(data: Mapping[str, Any]) -> Entry:
    return Entry(**{name: _value(name, value) for name, value in data.items()})


def _value(name: str, value: Any) -> Any:
    if name in SEVERAL:
        return tuple(SEVERAL[name](answer) for answer in value)
    kind = KINDS[name]
    if value is not None and kind is datetime:
        return datetime.fromisoformat(value)
    if value is not None and issubclass(kind, StrEnum):
        return kind(value)
    return value
