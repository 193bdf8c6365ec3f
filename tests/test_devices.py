"""Browser and system from what a browser says of itself, and nothing more."""

from __future__ import annotations

import pytest

from journal.devices import _BROWSERS, _SYSTEMS, Device, device_of

MOZILLA = "Mozilla/5.0 "
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko) "
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (
            "(Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox",
            "Windows",
        ),
        (f"(Windows NT 10.0; Win64; x64) {CHROME}Safari/537.36 Edg/126.0.0.0", "Edge", "Windows"),
        (f"(Windows NT 10.0; Win64; x64) {CHROME}Safari/537.36 OPR/111.0.0.0", "Opera", "Windows"),
        (f"(X11; Linux x86_64) {CHROME}Safari/537.36", "Chrome", "Linux"),
        (f"(X11; CrOS x86_64 14541.0.0) {CHROME}Safari/537.36", "Chrome", "ChromeOS"),
        (f"(Linux; Android 10; K) {CHROME}Mobile Safari/537.36", "Chrome", "Android"),
        (
            f"(Linux; Android 14; SM-S901B) {CHROME}Mobile Safari/537.36 EdgA/126.0",
            "Edge",
            "Android",
        ),
        (
            (
                f"(Linux; Android 14; SAMSUNG SM-S901B) {APPLE}SamsungBrowser/25.0 Chrome/"
                f"121.0.0.0 Mobile Safari/537.36"
            ),
            "Samsung Internet",
            "Android",
        ),
        ("(Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox", "Android"),
        (
            (
                f"(iPhone; CPU iPhone OS 17_5 like Mac OS X) {APPLE}Version/17.5 Mobile/15E148 "
                f"Safari/604.1"
            ),
            "Safari",
            "iPhone",
        ),
        (
            f"(iPhone; CPU iPhone OS 17_5 like Mac OS X) {APPLE}CriOS/126.0 Mobile/15E148",
            "Chrome",
            "iPhone",
        ),
        (
            f"(iPad; CPU OS 17_5 like Mac OS X) {APPLE}FxiOS/127.0 Mobile/15E148 Safari/605.1.15",
            "Firefox",
            "iPad",
        ),
        (
            f"(Macintosh; Intel Mac OS X 10_15_7) {APPLE}Version/17.5 Safari/605.1.15",
            "Safari",
            "Mac or iPad",
        ),
        (
            "(Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox",
            "Mac",
        ),
        (
            f"(X11; Linux x86_64) {APPLE}Version/17.0 Safari/605.1.15 Epiphany/605.1.15",
            "GNOME Web",
            "Linux",
        ),
    ],
)
def test_browsers_as_they_are(agent: str, browser: str, system: str) -> None:
    assert device_of(MOZILLA + agent) == Device(browser, system)


@pytest.mark.parametrize(
    "agent", ["", "curl/8.5.0", "Firefoxy", "<script>", "\r\nFirefox", "x" * 600 + " Linux"]
)
def test_what_names_nothing_known_is_nothing(agent: str) -> None:
    assert device_of(agent) == Device()


def test_what_is_kept_fits_the_table() -> None:
    assert max(len(name) for name, _pattern in (*_BROWSERS, *_SYSTEMS, ("Mac or iPad", ""))) <= 20
