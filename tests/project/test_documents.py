"""The index of the documents leads to all of them, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = ROOT / "docs"
PAGES = sorted(DOCUMENTS.glob("*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def links(page: Path) -> set[str]:
    """Where a page leads within the repository."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    return {target for target in targets if not re.match(r"[a-z]+:", target)}


def test_every_document_can_be_walked_to_from_the_index() -> None:
    """Where somebody finds nothing by its name: what one wants to do comes first there."""
    reached: set[Path] = set()
    ahead = {DOCUMENTS / "README.md"}
    while ahead:
        page = ahead.pop()
        reached.add(page)
        targets = {(page.parent / target).resolve() for target in links(page)}
        ahead |= {target for target in targets if target.suffix == ".md"} - reached
    assert [page.name for page in PAGES if page not in reached] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_of_a_document_lead_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target).exists()] == []
