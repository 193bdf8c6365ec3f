"""The README's pictures: ``make screenshots`` writes them into docs/screenshots (docs/adr/0244).

A made-up diary, a clock that stands still and one browser make them the same each time on one
machine; fonts differ from machine to machine.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.servers import free_port
from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.site import COOKIES, ROOT, SECRET_KEY, ZONE

PICTURES = ROOT / "docs" / "screenshots"
MORNING = datetime(2026, 11, 18, 7, 20, tzinfo=ZoneInfo(ZONE))
NIGHT = datetime(2026, 11, 18, 2, 15, tzinfo=ZoneInfo(ZONE))
LARGEST = 150_000  # bytes; whoever clones the repository gets all of them
COLOURS = 256
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Shot:
    """One picture of a page as it opens, ``scroll`` pixels down.

    ``awaited`` is a text that its script brings: before that the page shows what it shows to all.
    """

    name: str
    path: str
    window: dict[str, int]
    theme: str = "light"
    moment: datetime = MORNING
    scroll: int = 0
    awaited: str = ""
    scale: float = 1.5


SHOTS = (
    Shot("pad-phone", "/pad/", PHONE, theme="dark", moment=NIGHT, awaited="Eyelid"),
    Shot("today-phone", "/dashboard/", PHONE),
    Shot("diary-phone-dark", "/episodes/", PHONE, theme="dark"),
    Shot("charts-laptop", "/dashboard/", LAPTOP, scroll=780, scale=1),
    Shot("report-laptop-dark", "/report/", LAPTOP, theme="dark", scale=1),
)
# Page one of the PDF.
SHEET = "report-page-one"
SHEET_DOTS_PER_INCH = 100
NAMES = (*(shot.name for shot in SHOTS), SHEET)


@contextmanager
def serving(moment: datetime) -> Iterator[tuple[str, str]]:
    """Address and session key of a server at that moment."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_DIR": folder, "SECRET_KEY": SECRET_KEY}
        environment |= {"DJANGO_SETTINGS_MODULE": "twitchlog.settings"}
        command = [sys.executable, "-m", "tests.browser.frozen_server"]
        server = subprocess.Popen(
            [*command, str(port), moment.isoformat()],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout
            session = server.stdout.readline().strip()
            assert session, "The server did not start."
            yield f"http://127.0.0.1:{port}", session
        finally:
            server.terminate()
            server.wait()


def opened(browser: Browser, shot: Shot, url: str, session: str) -> Page:
    """The page as it is to be seen."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": shot.window["width"], "height": shot.window["height"]},
        device_scale_factor=shot.scale,
        color_scheme="dark" if shot.theme == "dark" else "light",
        reduced_motion="reduce",
        timezone_id=ZONE,
        locale="en-GB",
    )
    context.add_cookies([{"name": COOKIES.session, "value": session, "url": url}])
    page = context.new_page()
    page.clock.set_fixed_time(shot.moment)
    page.goto(shot.path, wait_until="networkidle")
    if shot.awaited:
        page.get_by_text(shot.awaited).first.wait_for()
    page.evaluate("pixels => scrollTo(0, pixels)", shot.scroll)
    page.wait_for_timeout(500)
    return page


def written(name: str, png: bytes) -> None:
    """Keep a picture, in so few colours that nobody sees the difference."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE)
    path = PICTURES / f"{name}.png"
    image.save(path, optimize=True)
    assert path.stat().st_size <= LARGEST, f"{name}: {path.stat().st_size} bytes"
    sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes\n")


def page_one(pdf: bytes) -> bytes:
    """Page one of a PDF as PNG."""
    dots = str(SHEET_DOTS_PER_INCH)
    command = ["pdftoppm", "-png", "-gray", "-singlefile", "-r", dots, "-"]
    return subprocess.run(command, input=pdf, stdout=subprocess.PIPE, check=True).stdout


def main() -> None:
    """Take all of them."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        for moment in (NIGHT, MORNING):
            with serving(moment) as (url, session):
                for shot in (shot for shot in SHOTS if shot.moment == moment):
                    page = opened(browser, shot, url, session)
                    written(shot.name, page.screenshot())
                    if shot.path == "/report/":
                        pdf = page.request.get("/report/report.pdf")
                        written(SHEET, page_one(pdf.body()))
                    page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
