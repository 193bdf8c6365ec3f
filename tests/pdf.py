"""Reads PDFs back with poppler's tools, as a reader's program would."""

from __future__ import annotations

import math
import re
import subprocess
import unicodedata
from collections import Counter
from io import BytesIO
from typing import Any

from pikepdf import Matrix, Pdf, String, parse_content_stream


def text(pdf: bytes, first: int = 1, last: int | None = None) -> str:
    """The words of the pages in reading order, spaces folded and direction marks left out."""
    pages = ["-f", str(first), *(["-l", str(last)] if last else [])]
    read = _run(["pdftotext", *pages, "-enc", "UTF-8", "-", "-"], pdf)
    return re.sub(r"\s+", " ", "".join(one for one in read if unicodedata.category(one) != "Cf"))


def letters(pdf: bytes, first: int = 1, last: int | None = None) -> str:
    """All that stands on the pages, without spaces and with every hyphen: in reading order
    ``pdftotext`` takes the one at a line's end for that of a divided word.
    """
    pages = ["-f", str(first), *(["-l", str(last)] if last else [])]
    return "".join(_run(["pdftotext", "-layout", *pages, "-enc", "UTF-8", "-", "-"], pdf).split())


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
    """Page by page, the words that begin in the lowest strip of the page, that many points high, or
    beyond its end.
    """
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
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode(
        errors="replace"
    )


def letter_sizes(pdf: bytes, page: int = 1) -> Counter[float]:
    """How many letters of each size, in points as printed, stand on a page, drawings included."""
    with Pdf.open(BytesIO(pdf)) as document:
        found: Counter[float] = Counter()
        _count_letters(document.pages[page - 1].obj, Matrix(), found)
    return found


def _count_letters(holder: Any, placed: Matrix, found: Counter[float]) -> None:
    """Follows the operators of a page or of a drawing on it; ``placed`` is how what it draws is
    moved and scaled.
    """
    states, size, line = [placed], 0.0, Matrix()
    for one in parse_content_stream(holder):
        operands, operator = one.operands, one.operator
        match str(operator):
            case "q":
                states.append(states[-1])
            case "Q":
                states.pop()
            case "cm":
                states[-1] = Matrix(operands) @ states[-1]
            case "Tf":
                size = float(operands[1])
            case "BT":
                line = Matrix()
            case "Tm":
                line = Matrix(operands)
            case "Tj" | "TJ":
                drawn = line @ states[-1]
                pieces = operands[0] if str(operator) == "TJ" else operands
                letters = sum(
                    len(bytes(piece)) // 2 for piece in pieces if isinstance(piece, String)
                )
                found[round(size * math.hypot(drawn.c, drawn.d), 2)] += letters
            case "Do":
                inner = holder.Resources.XObject[operands[0]]
                if inner.Subtype == "/Form":
                    _count_letters(
                        inner, Matrix(inner.get("/Matrix", [1, 0, 0, 1, 0, 0])) @ states[-1], found
                    )
