"""The page on which the export of a watch or an app is chosen, looked at and stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from journal.device_sleep.reading_sleep import LineRemark
from journal.device_sleep.zones import sleep_night
from journal.files.sleep_import import SleepPreview
from journal.files.sleep_state import SleepFileState, SleepFileStep
from journal.pages.import_preview import MOST_SENTENCES
from journal.pages.import_sheet import WorkPart, work_part
from journal.parsing import printable
from journal.reading.device_sleep import SleepUnderWay, StoredSource
from journal.wording.after_import import import_kept_waiting
from journal.wording.device_sleep import (
    nights_text,
    sleep_stored_text,
    sleep_under_way_text,
    sleeps_text,
    source_text,
    span_text,
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of a file or of the diary, and how much there is of it."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A source that can be shown first; ``value`` is what the form sends."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A sentence about a line of a part of the file; ``line`` is None for no line."""

    part: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class SleepPreviewPart:
    """What a file holds, before anything is stored.

    ``zone`` is the one in which its times were read, "" where it says all itself. ``new`` sleeps
    would be stored, ``known`` are there. ``remarks`` are the first of ``remark_number``.
    """

    nights: str
    span: str
    sources: tuple[SourceRow, ...]
    new: int
    known: int
    zone: str
    remarks: tuple[RemarkRow, ...]
    remark_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSleepPage:
    """All that ``journal/device_sleep.html`` shows: what is stored, and the step of a file.

    ``choices`` are the sources of which one is shown where several wrote a night, none for one.
    ``under_way`` says of a sleep that an app is telling at present, "" for none.
    ``name`` is what that file is called, "" where none waits. ``stored`` says what was stored last,
    at ``undo`` it is taken back; ``refusal`` why a file cannot be read.
    """

    sources: tuple[SourceRow, ...] = field(default=())
    choices: tuple[SourceChoice, ...] = ()
    under_way: str = ""
    name: str = ""
    error: str = ""
    work: WorkPart | None = None
    preview: SleepPreviewPart | None = None
    refusal: str = ""
    is_interrupted: bool = False
    stored: str = ""
    undo: str = ""


def device_sleep_page(
    state: SleepFileState | None,
    sources: Sequence[StoredSource],
    *,
    zone: ZoneInfo,
    under_way: SleepUnderWay | None = None,
    chosen: str = "",
    error: str = "",
) -> DeviceSleepPage:
    """The page; ``zone`` is the person's, ``chosen`` the source that they want to see first, "" for
    none, ``error`` why what was sent could not be done.
    """
    page = DeviceSleepPage(
        sources=tuple(_stored_row(source, zone) for source in sources),
        choices=tuple(_choices(sources, chosen)),
        under_way=_under_way_text(under_way, zone),
        error=error,
    )
    if state is None:
        return page
    named = replace(page, name=printable(state.name) or gettext("A file without a name"))
    match state.step:
        case SleepFileStep.STORED:
            page = replace(page, stored=sleep_stored_text(state.stored or 0))
            if state.undo is None:
                return page
            return replace(page, undo=reverse("undo_import", args=[state.undo]))
        case SleepFileStep.REFUSED:
            return replace(named, refusal=_refusal(state))
        case SleepFileStep.INTERRUPTED:
            return replace(named, is_interrupted=True)
        case SleepFileStep.PREVIEW:
            text = error or _not_stored_text(state)
            return replace(named, error=text, preview=_preview(state, state.preview))


def _under_way_text(sleep: SleepUnderWay | None, zone: ZoneInfo) -> str:
    if sleep is None:
        return ""
    return sleep_under_way_text(sleep.messages, sleep.since, zone)


def working_sleep_page(state: SleepFileState, progress: Mapping[str, object]) -> DeviceSleepPage:
    """The page of a file that is worked on; ``progress`` says at what and how far it is."""
    text = gettext("Reading the file …")
    if progress.get("stage") == "storing":
        text = gettext("Storing …")
    return DeviceSleepPage(name=printable(state.name), work=work_part(text, progress))


def _stored_row(source: StoredSource, zone: ZoneInfo) -> SourceRow:
    first, last = (sleep_night(at, "", zone) for at in (source.first, source.last))
    values = {"sleeps": sleeps_text(source.sleeps), "span": span_text(first, last)}
    amount = gettext("%(sleeps)s, %(span)s") % values
    return SourceRow(source_text(source.format, source.name), amount)


def _choices(sources: Sequence[StoredSource], chosen: str) -> Iterable[SourceChoice]:
    if len(sources) < 2 and not chosen:
        return
    keys = {source.key for source in sources}
    yield SourceChoice("", gettext("The one that says most of the night"), chosen not in keys)
    for source in sources:
        name = source_text(source.format, source.name)
        yield SourceChoice(source.key, name, source.key == chosen)


def _refusal(state: SleepFileState) -> str:
    return gettext(state.refusal) % (state.refusal_values or {})


def _not_stored_text(state: SleepFileState) -> str:
    """Why nothing was stored when that was last asked for; "" for nothing to say."""
    if not state.is_kept_waiting:
        return ""
    return import_kept_waiting(by_undo=state.waits_for_undo)


def _preview(state: SleepFileState, preview: SleepPreview | None) -> SleepPreviewPart | None:
    if preview is None:
        return None
    span = ""
    if preview.first and preview.last:
        span = span_text(preview.first, preview.last)
    return SleepPreviewPart(
        nights=nights_text(preview.nights),
        span=span,
        sources=tuple(
            SourceRow(source_text(source.format, source.name), nights_text(source.nights))
            for source in preview.sources
        ),
        new=preview.new,
        known=preview.known,
        zone=state.zone if preview.asks_zone else "",
        remarks=tuple(_remark(remark) for remark in preview.remarks[:MOST_SENTENCES]),
        remark_number=preview.remark_number,
    )


def _remark(remark: LineRemark) -> RemarkRow:
    return RemarkRow(
        printable(remark.part), remark.line, gettext(remark.text) % dict(remark.values)
    )
