"""A text as a search compares it: without case, accents, and ways of writing one character that
nobody can see.

Two texts that a reader would call the same word fold to the same letters: "naïve" in one character
or two, "NAIVE", "İstanbul" and "istanbul", "ß" and "ss", "ς" and "σ", "it’s" and "it's". Marks that
make another letter of a letter, such as the voicing of kana, stay.
"""

from __future__ import annotations

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic; points and vowels of Hebrew and Arabic, which are left out
# at will; what is never seen: soft hyphens, joiners, marks of direction, the choice of an emoji's
# look.
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# Letters with a stroke, which Unicode does not take apart, and signs for which keyboards have
# several.
_SAME_IN_SEARCH = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ħ": "h",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict.fromkeys("‘’‚‛ʼʹ′´`", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‒–—―−", "-"),
    }
)


def fold(text: str) -> str:
    """The text as it is searched; runs of spaces and line ends are one space.

    Folding twice changes nothing.
    """
    if not text.isascii():
        bare = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", text))
        apart = unicodedata.normalize("NFKD", bare.casefold())
        text = unicodedata.normalize("NFC", _LEFT_OUT.sub("", apart).translate(_SAME_IN_SEARCH))
    return " ".join(text.lower().replace("`", "'").split())
