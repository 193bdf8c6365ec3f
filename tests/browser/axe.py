"""What axe finds on a page, as text; nothing found is an empty list."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# ``make judges`` names a newer axe than the package brings along.
SCRIPT = (
    Path(os.environ["AXE"]).read_text(encoding="utf-8") if os.environ.get("AXE") else AXE_SCRIPT
)
# The rules that ask for colours; all others read what a theme leaves as it is.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN = """async (rules) => {
  const only = rules ? {runOnly: {type: "rule", values: rules}} : {};
  return (await axe.run({resultTypes: ["violations"], ...only})).violations;
}"""


def faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """Each rule that is broken, and where; of all rules unless some are named."""
    if not page.evaluate(
        "'axe' in window"
    ):  # it is half a megabyte, and stays until the page is left
        page.evaluate(SCRIPT)
    found = page.evaluate(RUN, rules)
    return [
        f"{page.url}: {rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def faults_in_both_themes(page: Page) -> list[str]:
    """What is broken in the light theme, and which colours are in the dark one, where nothing else
    differs.
    """
    page.emulate_media(
        color_scheme="light", reduced_motion="reduce"
    )  # no colour is caught on its way to another
    light = faults(page)
    page.emulate_media(color_scheme="dark")
    return [*light, *faults(page, OF_COLOUR)]
