"""The words that somebody sees on a page, as a test counts them."""

from __future__ import annotations

from playwright.sync_api import Page

# Each text that has a place on the page, however far down: not what is folded away, hidden, cut to
# nothing for screen readers alone, or left of the page. Of a list of choices the one that is
# chosen.
VISIBLE_WORDS = r"""() => {
  const texts = [];
  const cut = (element) => {
    for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
      const box = outer.getBoundingClientRect();
      if (box.width <= 1 && box.height <= 1 && getComputedStyle(outer).overflow === "hidden")
        return true;
    }
    return false;
  };
  const shown = (element, boxes) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    [...boxes].some((box) => box.width > 1 && box.height > 1 && box.right > 0) && !cut(element);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    if (shown(text.parentElement, range.getClientRects())) texts.push(text.data);
  }
  for (const field of document.querySelectorAll("select, input[type=submit], input[type=button]"))
    if (shown(field, field.getClientRects()))
      texts.push(field.matches("select") ? field.selectedOptions[0]?.text || "" : field.value);
  return texts.join(" ").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}"""


def visible_words(page: Page) -> list[str]:
    """The words on the page as it stands, those below the screen's edge too."""
    words: list[str] = page.evaluate(VISIBLE_WORDS)
    return words
