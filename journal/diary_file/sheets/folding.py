"""Words as they are compared: case, accents, points and the kind of space do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from journal.parsing import texts

# Marks that make another Japanese sound, which accents are not.
_VOICED = "\u3099\u309a"
_NO_LETTERS = re.compile(r"[^\w%+]+|_+")
LONGEST_KEY = 200


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text in one case, without accents, its letters and digits divided by single spaces."""
    decomposed = unicodedata.normalize("NFKD", texts.plain(text).casefold())
    letters = "".join(
        sign for sign in decomposed if sign in _VOICED or not unicodedata.combining(sign)
    )
    return _NO_LETTERS.sub(" ", unicodedata.normalize("NFKC", letters)).strip()


def word_key(text: str) -> str:
    """What a recipe has a word under: ``folded``, or as it stands where nothing is left of it."""
    return (folded(text) or text.strip())[:LONGEST_KEY]
