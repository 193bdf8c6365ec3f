"""The text of a diary's JSON, of which one value at a time is decoded."""

from __future__ import annotations

import json
from typing import Any

from journal.diary_file.decoded_lines import DecodedLines
from journal.diary_file.file_format import LONGEST_LINE, FileError
from journal.i18n import gettext_noop as _
from journal.parsing.json_window import BrokenJsonError, JsonWindow

_CHUNK = 1024 * 1024


class _RepeatedNameError(Exception):
    """An object names a key twice."""


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _RepeatedNameError
    return fields


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_named_once, parse_constant=_no_constant)


class JsonText(JsonWindow):
    """A stretch of the text that moves on as it is read; ``line`` is where it stands, from 1."""

    def __init__(self, first: str, text: DecodedLines, line: int) -> None:
        super().__init__(
            first, text.read, line, longest=LONGEST_LINE, chunk=_CHUNK, decoder=_DECODER
        )

    def take(self, sign: str) -> None:
        """Step over ``sign``. Raises :class:`FileError` if something else stands there."""
        try:
            super().take(sign)
        except BrokenJsonError:
            raise self.broken() from None

    def value(self) -> Any:
        """The next value. Raises :class:`FileError` if there is none."""
        try:
            return super().value()
        except _RepeatedNameError:
            raise FileError(
                self.line, _("An object that starts here names a field twice.")
            ) from None
        except BrokenJsonError as error:
            raise self.broken() from error

    def broken(self) -> FileError:
        """The error for what stands here."""
        return FileError(
            self.line, _("This is not the JSON of a diary: it breaks off or is malformed here.")
        )
