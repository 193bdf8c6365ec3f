"""Windows-1252, where it is plain that a file is in it.

The same bytes are other letters in other code pages: what is ñ here is a Polish ń there, ý a
Turkish ı, ê a Cyrillic к. Nothing in a file says which it is in, so its letters must be those of
one language of western Europe, as it is written.
"""

from __future__ import annotations

import re

# The same bytes in the code pages of central Europe and Turkey: nothing to be mistaken.
_ANYWHERE = frozenset("áâäçéëíîóôöúüß")
# What else is written in French and Dutch; Portuguese; Spanish; Italian and Catalan; the Nordic
# languages.
_ALPHABETS = tuple(map(frozenset, ("àèêïùûœ", "àãêõ", "ñï¿¡", "àèìïòù", "åæøêò")))
_LETTERS = "".join(sorted(_ANYWHERE.union(*_ALPHABETS) - set("¿¡")))
# With what may stand beside it; between two letters each of the signs in _BETWEEN is an accented
# letter of old Macs.
_BETWEEN = "–—•“”‘"
_PLAIN_WESTERN = re.compile(
    f"(?:[\\x00-\x7f]|(?![ñõœ])[{_LETTERS}]|ñ(?=[aeiouáéíóú])|õ(?=e)|œ(?=u|il)|"
    f"[€‚„…’\u00a0°´«»½µ£²¿¡]|"
    f"(?<![^\\W\\d_])[{_BETWEEN}]|[{_BETWEEN}](?![^\\W\\d_]))*",
    re.IGNORECASE,
)
_THREE_LETTERS = re.compile(f"[{_LETTERS}]{{3}}", re.IGNORECASE)


def decoded(line: str) -> str:
    """A line that was taken for UTF-8 with errors="surrogateescape", as Windows-1252 has it."""
    return line.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


class WesternLanguages:
    """Which languages the lines of a file so far may be in."""

    def __init__(self) -> None:
        self._alphabets = _ALPHABETS

    def takes(self, line: str) -> bool:
        """Whether a line (``decoded``) goes on in one of these languages."""
        plain = _PLAIN_WESTERN.match(line)
        if plain is None or plain.end() < len(line) or _THREE_LETTERS.search(line):
            return False
        telling = {sign for sign in line.lower() if sign in _LETTERS or sign in "¿¡"} - _ANYWHERE
        self._alphabets = tuple(alphabet for alphabet in self._alphabets if telling <= alphabet)
        return bool(self._alphabets)
