"""How far a person has come with an export of a device: what it holds, and what was stored of it.

It is noted beside the waiting file, signed, as plain JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from journal.device_sleep.reading_sleep import LineRemark
from journal.files.pending_import import PendingImport
from journal.files.preview_notes import plain_values
from journal.files.sleep_import import SleepPreview, SleepSource


class SleepFileStep(StrEnum):
    """What the page of a waiting export shows."""

    PREVIEW = "preview"
    REFUSED = "refused"
    STORED = "stored"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SleepFileState:
    """All that is known of the waiting export.

    ``name`` is what the file is called, ``file`` its digest, ``zone`` the name of the one in which
    times are read that do not say where they were. ``preview`` is None before it was gone through,
    ``refusal`` the sentence why it cannot be read, "" for none. ``is_kept_waiting``: another import
    was under way when this one was to be stored, or, with ``waits_for_undo``, was being taken back.
    ``stored`` is how many sleeps were new, None before it was stored, and ``undo`` the key of the
    import that can be taken back.
    """

    name: str
    file: str
    zone: str
    preview: SleepPreview | None = None
    refusal: str = ""
    refusal_values: Mapping[str, object] | None = None
    is_kept_waiting: bool = False
    waits_for_undo: bool = False
    stored: int | None = None
    undo: int | None = None

    @property
    def about(self) -> dict[str, str]:
        """What a page or a task says that it is about: this file, read in this zone."""
        return {"file": self.file, "zone": self.zone}

    @property
    def step(self) -> SleepFileStep:
        """What comes next."""
        if self.stored is not None:
            return SleepFileStep.STORED
        if self.refusal:
            return SleepFileStep.REFUSED
        if self.preview is None:
            return SleepFileStep.INTERRUPTED
        return SleepFileStep.PREVIEW

    def to_be_read(self, zone: str = "") -> Self:
        """The same file before it is gone through once more, in that zone if one is given; nothing
        that was said of it before stays.
        """
        return type(self)(name=self.name, file=self.file, zone=zone or self.zone)

    def note(self) -> dict[str, Any]:
        """As plain JSON."""
        noted = asdict(self)
        noted["refusal_values"] = plain_values(self.refusal_values or {})
        if self.preview:
            noted["preview"] = _preview_note(self.preview)
        return noted

    @classmethod
    def of_note(cls, noted: Mapping[str, Any]) -> Self:
        """The state that was noted. Raises KeyError, TypeError or ValueError for another shape."""
        values = {name: noted[name] for name in cls.__slots__}
        if values["preview"] is not None:
            values["preview"] = _preview_of(values["preview"])
        return cls(**values)


def read_sleep_state(pending: PendingImport, as_of: datetime) -> SleepFileState | None:
    """What was noted of the waiting export; None if none waits, or if another release noted it in
    a way that is not read any more: the file is then chosen again.
    """
    noted = pending.sheet(as_of)
    if noted is None:
        return None
    try:
        return SleepFileState.of_note(noted)
    except (KeyError, TypeError, ValueError):
        return None


def _preview_note(preview: SleepPreview) -> dict[str, Any]:
    return {
        **asdict(preview),
        "first": preview.first and preview.first.isoformat(),
        "last": preview.last and preview.last.isoformat(),
        "sources": [[source.format, source.name, source.nights] for source in preview.sources],
        "remarks": [
            [remark.part, remark.line, remark.text, plain_values(remark.values)]
            for remark in preview.remarks
        ],
    }


def _preview_of(noted: Mapping[str, Any]) -> SleepPreview:
    return SleepPreview(
        **{
            **noted,
            "first": noted["first"] and date.fromisoformat(noted["first"]),
            "last": noted["last"] and date.fromisoformat(noted["last"]),
            "sources": tuple(SleepSource(*source) for source in noted["sources"]),
            "remarks": tuple(LineRemark(*remark) for remark in noted["remarks"]),
        }
    )
