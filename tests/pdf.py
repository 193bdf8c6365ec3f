"""Reads PDFs back with poppler's tools, as a reader's program would."""

from __future__ import annotations

import re
import subprocess
import unicodedata


def text(pdf: bytes, first: int = 1, last: int | None = None) -> str:
    """The words of the pages in reading order, spaces folded and direction marks left out."""
    pages = ["-f", str(first), *(["-l", str(last)] if last else [])]
    read = _run(["pdftotext", *pages, "-enc", "UTF-8", "-", "-"], pdf)
    return re.sub(r"\s+", " ", "".join(one for one in read if unicodedata.category(one) != "Cf"))


def facts(pdf: bytes) -> dict[str, str]:
    """What ``pdfinfo`` says, by its labels."""
    lines = _run(["pdfinfo", "-"], pdf).splitlines()
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in lines)}


def structure(pdf: bytes) -> str:
    """The tree of tags with the words in it."""
    return _run(["pdfinfo", "-struct-text", "-"], pdf)


def fonts(pdf: bytes) -> list[list[str]]:
    """The rows of ``pdffonts``, without its head."""
    return [line.split() for line in _run(["pdffonts", "-"], pdf).splitlines()[2:]]


def lowest(pdf: bytes, points: float) -> list[str]:
    """Page by page, the words that begin in the lowest strip of the page, that many points high, or beyond its end."""
    found = []
    for page in re.split("<page ", _run(["pdftotext", "-bbox", "-", "-"], pdf))[1:]:
        height = float(page.split('height="', 1)[1].split('"', 1)[0])
        words = re.findall(r'<word [^>]*yMin="([\d.]+)"[^>]*>(.*?)</word>', page)
        found.append(" ".join(word for top, word in words if float(top) > height - points))
    return found


def across(pdf: bytes, page: int) -> list[tuple[str, float, float]]:
    """The words of a page, each with where it begins: points from the left and from the top."""
    read = _run(["pdftotext", "-f", str(page), "-l", str(page), "-bbox", "-", "-"], pdf)
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', read)
    return [(word, float(x), float(y)) for x, y, word in words]


def pages(pdf: bytes) -> int:
    """How many there are."""
    return int(facts(pdf)["Pages"])


def _run(command: list[str], pdf: bytes) -> str:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode(errors="replace")
