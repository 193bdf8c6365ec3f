"""Apple Health's ``export.xml``: of gigabytes, the elements that are about sleep.

The file is gone through once, as bytes; expat is given its sleep alone, so that neither the rest
of somebody's health nor its faults are read. What stands before the root element is dropped: the
DTD of iOS 16 does not parse. One that declares entities is refused.

An instant is right as it is written, but its offset is that of the phone on the day of the export,
on every record: so the zone is that of ``HKTimeZone``, where a record has it, and never the
offset.
"""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO

from journal.device_sleep.file_parts import PART_HEAD_BYTES, FilePart
from journal.device_sleep.interval_pile import IntervalPile
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import DeviceSleep, SleepFileError, SleepFormat, source_name
from journal.device_sleep.zones import zone_or_empty
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_ROOT = re.compile(rb"<HealthData[\s>]")
_ROOT_END = b"</HealthData>"
_SLEEP = b'"HKCategoryTypeIdentifierSleepAnalysis"'
_SLEEP_TYPE = _SLEEP.decode().strip('"')
_CODE_BEGINS = "HKCategoryValueSleepAnalysis"
_BEGIN, _END = b"<Record", b"</Record>"
_START_TAG = re.compile(rb"""<Record\s(?:[^<>"']++|"[^"<]*"|'[^'<]*')*+>""")
# Names of devices hold them, and no XML may.
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
_XML_CHUNK = 1024 * 1024
# Bytes of one record with all that hangs on it; one of sleep has some 600.
_LONGEST_RECORD = 64 * 1024
# Bytes before the root element: the DTD has some 12,000.
_LONGEST_PROLOG = 1024 * 1024


def is_apple_health(head: bytes) -> bool:
    """Whether a part that begins so is the export, and not the clinical document beside it."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return begins.startswith(b"<") and b"HealthData" in head[:PART_HEAD_BYTES]


def apple_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The sleeps of each source that wrote into Apple Health. Raises SleepFileError."""
    pile = IntervalPile(SleepFormat.APPLE_HEALTH, reading)
    for part in parts:
        reading.part = part.name
        records = _SleepRecords(pile, reading)
        with part.opened() as file:
            for line, element in _sleep_elements(file):
                records.feed(line, element)
    yield from pile.sleeps()


def _sleep_elements(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each record of sleep with its line, b"" for one that is not whole.

    Raises SleepFileError for a file that is not whole.
    """
    window, line = _after_prolog(file)
    is_over = has_end = False
    while not is_over:
        chunk = file.read(_XML_CHUNK)
        is_over = not chunk
        window += chunk.translate(None, _CONTROLS)
        done = 0
        for begin, end in _places(window):
            line += window.count(b"\n", done, begin)
            yield line, window[begin:end]
            line, done = line + window.count(b"\n", begin, end), end
        has_end = has_end or _ROOT_END in window
        # what may be the beginning of a record of sleep is looked at again with what follows
        last = max(done, _last_beginning(window))
        line += window.count(b"\n", done, last)
        window = window[last:]
    if not has_end:
        raise SleepFileError(_("This export of Apple Health ends in the middle. Export it again."))


def _after_prolog(file: IO[bytes]) -> tuple[bytes, int]:
    """The first bytes from the root element on, and its line."""
    head = b""
    while (root := _ROOT.search(head)) is None:
        chunk = file.read(PART_HEAD_BYTES)
        if not chunk or len(head) > _LONGEST_PROLOG:
            raise SleepFileError(_("This is no export of Apple Health: it has no health data."))
        head += chunk
    prolog = head[: root.start()]
    if b"<!ENTITY" in prolog or re.search(rb"<!DOCTYPE[^\[>]*(?:SYSTEM|PUBLIC)", prolog):
        text = _("This file declares entities, which no export of Apple Health does.")
        raise SleepFileError(text)
    encoding = re.search(rb"""<\?xml[^>]*encoding=["']([\w.-]+)""", prolog)
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
        name = excerpt(encoding[1].decode("ascii"))
        raise SleepFileError(_("This file is written in %(name)s, not in UTF-8."), {"name": name})
    return head[root.start() :].translate(None, _CONTROLS), 1 + prolog.count(b"\n")


def _places(window: bytes) -> Iterator[tuple[int, int]]:
    """Where the records of sleep lie in these bytes; one that is not whole has no length.

    One that may go on behind these bytes is left for the next.
    """
    place = window.find(_SLEEP)
    while place >= 0:
        begin = window.rfind(_BEGIN, max(0, place - _LONGEST_RECORD), place)
        end = _record_end(window, begin, place)
        if end >= 0:
            yield begin, end
        elif len(window) - place < _LONGEST_RECORD:
            return
        elif begin >= 0:
            yield place, place
        place = window.find(_SLEEP, max(end, place + len(_SLEEP)))


def _record_end(window: bytes, begin: int, place: int) -> int:
    """Where the record ends that begins there and is one of sleep by ``place``; else -1."""
    tag = _START_TAG.match(window, begin) if begin >= 0 else None
    if tag is None or tag.end() <= place:
        return -1
    if tag[0].endswith(b"/>"):
        return tag.end()
    end = window.find(_END, tag.end(), tag.end() + _LONGEST_RECORD)
    return end + len(_END) if end >= 0 else -1


def _last_beginning(window: bytes) -> int:
    """From where on a window has to be looked at again: at most the length of a record."""
    first = max(0, len(window) - 2 * _LONGEST_RECORD)
    begin = window.rfind(_BEGIN, first)
    return begin if begin >= 0 else max(first, len(window) - len(_ROOT_END))


class _SleepRecords:
    """Reads elements one by one into a pile."""

    def __init__(self, pile: IntervalPile, reading: SleepReading) -> None:
        self._pile, self._reading = pile, reading
        self._line = 0
        self._attributes: dict[str, str] = {}
        self._zone, self._by_hand = "", False
        self._parser = self._new_parser()

    def feed(self, line: int, element: bytes) -> None:
        """One record; one that is no XML is left out, with a remark."""
        self._line = line
        try:
            self._parser.Parse(element or b"</>", False)
        except xml.parsers.expat.ExpatError:
            self._reading.remark(_("This record is broken. It is left out."), line=line)
            self._parser = self._new_parser()

    def _new_parser(self) -> xml.parsers.expat.XMLParserType:
        parser = xml.parsers.expat.ParserCreate("UTF-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._attributes = {}
        parser.Parse(b"<HealthData>", False)
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Record":
            self._attributes, self._zone, self._by_hand = attributes, "", False
        elif name == "MetadataEntry" and attributes.get("key") == "HKTimeZone":
            self._zone = attributes.get("value", "")
        elif name == "MetadataEntry" and attributes.get("key") == "HKWasUserEntered":
            self._by_hand = attributes.get("value") == "1"

    def _end(self, name: str) -> None:
        if name == "Record" and self._attributes.get("type") == _SLEEP_TYPE:
            self._add(self._attributes)

    def _add(self, record: dict[str, str]) -> None:
        code = record.get("value", "").removeprefix(_CODE_BEGINS)
        kind = self._reading.kind(SleepFormat.APPLE_HEALTH, code, self._line)
        try:
            first, last = (_instant(record.get(name, "")) for name in ("startDate", "endDate"))
        except ValueError:
            start, end = record.get("startDate", ""), record.get("endDate", "")
            self._reading.no_times(start, end, self._line)
            return
        if kind is None:
            return
        interval = self._reading.interval(first, last, kind, code, self._line)
        if interval is not None:
            zone = zone_or_empty(self._zone)
            source = source_name(record.get("sourceName", ""))
            self._pile.add(source, zone, interval, by_hand=self._by_hand)


def _instant(text: str) -> datetime:
    """``2024-01-05 23:10:00 +0100``, aware. Raises ValueError."""
    at = datetime.fromisoformat(text[:19] + text[19:].lstrip())
    if at.tzinfo is None:
        raise ValueError(text)
    return at
