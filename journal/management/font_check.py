"""Which scripts the PDF shows on this machine."""

from __future__ import annotations

from django.conf import settings

from journal.paper.fallback_fonts import choose_fonts
from twitchlog.server_check.check_line import CheckLine, CheckState

# One sign of each; the PDF's own font has Latin, Greek, Cyrillic and Hebrew letters.
SCRIPT_SAMPLES = {"ع": "Arabic", "अ": "Devanagari", "ก": "Thai", "中": "Chinese", "😀": "emoji"}


def fonts_line() -> CheckLine:
    """What is missing keeps nobody from a PDF: it names what it cannot show."""
    missing = choose_fonts(set(SCRIPT_SAMPLES), settings.FONT_FOLDERS).missing
    if not missing:
        return CheckLine("fonts", CheckState.GOOD, "the PDF shows every script that was tried")
    names = ", ".join(name for sign, name in SCRIPT_SAMPLES.items() if sign in missing)
    return CheckLine(
        "fonts",
        CheckState.NOTE,
        f"The PDF does not show all letters here, such as {names}.",
        "apt-get install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji, or TWITCHLOG_FONTS",
    )
