"""Short digests of texts: enough to tell whether a field still shows what it showed."""

from __future__ import annotations

import base64
import hashlib

# 48 bits: a changed text that looks unchanged turns up once in 10^14 changes.
DIGEST_BYTES = 6


def plain(text: str) -> str:
    """The text with "\\n" at the end of each line, as it is compared and counted everywhere."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest(text: str) -> str:
    """Eight letters and digits that stand for the text; line ends, and spaces at its ends, make no
    difference.
    """
    hashed = hashlib.blake2b(
        plain(text).strip().encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES
    )
    return base64.urlsafe_b64encode(hashed.digest()).decode()
