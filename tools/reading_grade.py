"""How hard a page is to read: the grade of Flesch and Kincaid, of what stands on it to be read, and
the sentences that are too long however easy the others make the page.

Kincaid and others (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.
Syllables are counted by rule, which errs by one in some ten words of English.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Shorter texts, such as buttons and column heads, are no sentences and would make every page easy.
FEWEST_WORDS = 4
WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
# A quotation of so many words is not ours.
QUOTATION = re.compile(r"“(?:[^”\s]+\s+){5,}[^”]*”")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNREAD = {"head", "script", "style", "template", "svg", "select", "blockquote", "q", "code", "pre"}
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "em",
    "i",
    "kbd",
    "mark",
    "small",
    "span",
    "strong",
    "time",
}


class PageText(HTMLParser):
    """The texts of a page, one for each block: what is hidden or quoted is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins, or a part that nobody reads."""
        if tag not in INLINE:
            self.blocks.append("")
        if tag in VOID:
            return
        values = dict(attrs)
        hidden = "hidden" in values or "visually-hidden" in (values.get("class") or "")
        self._open.append((tag, hidden or tag in UNREAD))

    def handle_endtag(self, tag: str) -> None:
        """A block ends."""
        if tag not in INLINE:
            self.blocks.append("")
        while self._open and tag in {name for name, _hidden in self._open}:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        """Text that is read."""
        if not any(hidden for _name, hidden in self._open):
            self.blocks[-1] += data


def sentences_of_page(html: str) -> list[str]:
    """What is read on a page, sentence by sentence, without quotations."""
    reader = PageText()
    reader.feed(html)
    blocks = (QUOTATION.sub("…", " ".join(block.split())) for block in reader.blocks)
    sentences = (one for block in blocks for one in re.split(r"(?<=[.!?])\s+", block))
    return [one for one in sentences if len(WORD.findall(one)) >= FEWEST_WORDS]


def syllables(word: str) -> int:
    """How many syllables an English word has, by rule; at least one."""
    letters = re.sub("[^a-z]", "", word.lower())
    letters = re.sub(r"(?:[^laeiouycsxzhg]es|[^tdaeiouy]ed|[^laeiouy]e)$", "", letters)
    apart = len(re.findall("(?<![tsc])i[aou]|eo|ying|(?<!q)ua", letters))
    return max(1, len(re.findall("[aeiouy]+", letters)) + apart)


def grade(sentences: list[str]) -> float:
    """The grade at which these sentences are read; 0 for none."""
    words = [word for one in sentences for word in WORD.findall(one)]
    if not words:
        return 0
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def too_long(sentences: list[str], most: int) -> list[str]:
    """The sentences of more than ``most`` words, in the order of the page."""
    return [one for one in sentences if len(WORD.findall(one)) > most]


def hardest(sentences: list[str], number: int) -> list[str]:
    """So many sentences with the highest grades, the hardest first."""
    return sorted(set(sentences), key=lambda one: -grade([one]))[:number]
