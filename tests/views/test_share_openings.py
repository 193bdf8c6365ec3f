"""Only a person's opening of a link counts: not what programs fetch, not the owner's own look, not
a turned page.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import ShareOpening

CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
)
PEOPLE = (
    "",
    CHROME,
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 "
        "Safari/604.1"
    ),
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0.0.0 Safari/537.36",
    (
        "Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile "
        "Safari/537.36"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0]",
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 Instagram 340.0 Line/"
        "14.1"
    ),
    "Opera/9.80 (X11; Linux i686) Presto/2.12.388 Version/12.16",
    "Lynx/2.9.0 libwww-FM/2.14",
    "w3m/0.5.3",
)
PROGRAMS = (
    "WhatsApp/2.23.20.0 A",
    "WhatsApp/2",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) Safari/601.2.4 facebookexternalhit/1.1 "
    "Twitterbot/1.0"),
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    ("Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 "
    "skype-url-preview@microsoft.com"),
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.5)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 BingPreview/1.0b",
    "Signal-Android/7.1",
    "Synapse (bot; +https://github.com/matrix-org/synapse)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0)",
    "Viber",
    "curl/8.5.0",
    "Wget/1.21",
    "python-requests/2.32",
    "Mozilla/5.0 (compatible; Nextcloud Server Crawler)",
)  # fmt: skip


@pytest.fixture
def path(as_ada: Client, settings: Any, tmp_path: Path) -> str:
    """Where a new link leads."""
    settings.API_COUNTS = tmp_path
    ends_on = timezone.now().date() + timedelta(days=3)
    page = as_ada.post(reverse("share"), {"period": "4", "ends_on": f"{ends_on}"})
    return str(page.context["page"].made.address).removeprefix("http://testserver")


@pytest.mark.parametrize("agent", PEOPLE)
def test_a_person_counts(path: str, client: Client, agent: str) -> None:
    headers = {"user-agent": agent} if agent else {}
    assert client.get(path, headers=headers).status_code == 200
    client.get(f"{path}report.pdf", headers=headers)
    assert list(ShareOpening.objects.order_by("pk").values_list("what", flat=True)) == [
        "page",
        "pdf",
    ]


def test_programs_that_say_so_do_not(path: str, client: Client) -> None:
    for agent in PROGRAMS:
        assert client.get(path, headers={"user-agent": agent}).status_code == 200
        assert not ShareOpening.objects.exists(), agent
    client.get(f"{path}report.pdf", headers={"user-agent": PROGRAMS[0]})
    assert not ShareOpening.objects.exists()


@pytest.mark.parametrize("then", ["", "report.pdf"])
def test_asking_for_the_head_alone_does_not(path: str, client: Client, then: str) -> None:
    assert client.head(path + then, headers={"user-agent": CHROME}).status_code == 200
    assert not ShareOpening.objects.exists()


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Sec-Purpose", "prefetch"),
        ("Sec-Purpose", "prefetch;prerender"),
        ("Sec-Purpose", "prefetch;anonymous-client-ip"),
        ("Purpose", "prefetch"),
        ("X-Purpose", "preview"),
        ("X-Moz", "prefetch"),
    ],
)
@pytest.mark.parametrize("then", ["", "report.pdf"])
def test_a_look_ahead_does_not(
    path: str, client: Client, header: str, value: str, then: str
) -> None:
    ahead = client.get(path + then, headers={header: value, "user-agent": CHROME})
    assert ahead.status_code == (503 if header == "Sec-Purpose" else 200)
    assert "no-store" in ahead["Cache-Control"]
    assert not ShareOpening.objects.exists()
    client.get(path + then, headers={"user-agent": CHROME})
    assert ShareOpening.objects.count() == 1


def test_the_owner_and_a_turned_page_do_not(path: str, client: Client, as_ada: Client) -> None:
    as_ada.get(path)
    as_ada.get(f"{path}report.pdf")
    client.get(f"{path}?page=1")
    assert not ShareOpening.objects.exists()


def test_the_page_says_what_counts(path: str, client: Client, as_ada: Client) -> None:
    client.get(path, headers={"user-agent": PROGRAMS[0]})
    text = as_ada.get(reverse("share")).content.decode()
    assert "Not opened yet." in text
    assert "Previews that message and mail programs fetch are left out" in text
