"""The pad's words at 2:15: large, standing out, and none cut at twice the size."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Window
from tests.browser.measured_pad import BRIGHTEST, contrast, pad
from tests.browser.pad_page import Pad
from tests.browser.site import Person, Site

__all__ = ["pad"]
FONTS = """() => [...document.querySelectorAll("span, small, p, button")]
  .filter((one) => one.innerText)
  .map((one) => getComputedStyle(one))
  .map((style) => [parseFloat(style.fontSize), Number(style.fontWeight)])"""
LONGEST = """(name) => {
  const part = (id) => document.getElementById(id);
  const owed = document.body.dataset.owed;
  part("status").textContent = `Front of upper arm, left, 12 twitches, 300 s. ${owed}`;
  for (const one of ["undo", "rest"]) part(one).hidden = one !== name;
  part("held").textContent = name === "held" ? "300 s" : "";
}"""


def test_nothing_moves_under_the_thumb_whatever_the_strip_says(pad: Pad) -> None:
    page = pad.page
    bottom = page.evaluate("innerHeight")

    def zones() -> list[object]:
        return [zone.bounding_box() for zone in page.locator(".zone").all()]

    before = zones()
    for beside in ("undo", "rest", "held"):
        page.evaluate(LONGEST, beside)
        assert zones() == before
        boxes = [one.bounding_box() for one in page.locator(f"#status, #{beside}").all()]
        assert [box for box in boxes if not box or box["y"] + box["height"] > bottom] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    pad.press("Calf")
    page.locator(".held").wait_for()
    assert zones() == before
    page.mouse.up()
    pad.says("saved")
    assert zones() == before


def test_every_word_is_large_and_stands_out(pad: Pad) -> None:
    """WCAG's large text, at least 24 px or 18.66 px and bold, which needs 3 to 1; also on a zone
    that is pressed.
    """
    pad.touch("Calf")
    pad.says("saved")
    sizes = pad.page.evaluate(FONTS)
    assert all(size >= 24 or (size >= 18.66 and weight >= 700) for size, weight in sizes)
    assert contrast(BRIGHTEST, 0) >= 3
    assert contrast(BRIGHTEST, 0x24) >= 3
    cut = "(zone) => zone.scrollWidth > zone.clientWidth || zone.scrollHeight > zone.clientHeight"
    assert not any(zone.evaluate(cut) for zone in pad.page.locator(".zone, #strip, #undo").all())


LARGER = """document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.fontSize = "200%";
})"""
CUT = "(one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight"


@pytest.mark.parametrize("size", [(390, 844), (320, 568), (844, 390)], ids=str)
def test_text_of_twice_the_size_is_larger_and_none_is_cut(
    window: Window, site: Site, somebody: Person, size: tuple[int, int]
) -> None:
    page = window(somebody, viewport={"width": size[0], "height": size[1]})
    usual = min(size for size, _weight in Pad(page, site.url).open().page.evaluate(FONTS))
    page.add_init_script(LARGER)
    pad = Pad(page, site.url).open()
    assert min(size for size, _weight in page.evaluate(FONTS)) >= usual
    assert max(size for size, _weight in page.evaluate(FONTS)) > 1.15 * usual
    assert not any(zone.evaluate(CUT) for zone in page.locator(".zone, #strip a").all())
    pad.touch("Calf")
    pad.says("saved")
    assert not page.locator("#undo").evaluate(CUT)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
