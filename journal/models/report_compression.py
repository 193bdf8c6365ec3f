"""How the text of a frozen report is stored in little room."""

from __future__ import annotations

import base64
import binascii
import zlib

# A text longer than this is pressed, to a seventh: SQLite would write 24 MB for 0.3 s, and nobody
# else meanwhile.
PLAIN = 500_000
_PRESSED = "deflate:"


def compressed(text: str) -> str:
    """The text of a report as its row holds it: as it is, or pressed if it is long."""
    if len(text) <= PLAIN:
        return text
    return _PRESSED + base64.b85encode(zlib.compress(text.encode(), level=1)).decode()


def decompressed(content: str) -> str:
    """What ``compressed`` was given. Raises ValueError for what it never wrote."""
    if not content.startswith(_PRESSED):
        return content
    try:
        return zlib.decompress(base64.b85decode(content.removeprefix(_PRESSED))).decode()
    except (zlib.error, binascii.Error) as error:
        raise ValueError("a pressed report that cannot be read") from error
