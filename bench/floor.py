"""The floor: the least that a Django app does for the same job under the same server.

A session's sign-in, CSRF, one indexed SELECT or one durable INSERT, and a bare template. What
Twitchlog costs is said as a multiple of this, so that the figure means the same on another machine.
FLOOR_DIR is the folder for its database.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings

FOLDER = Path(os.environ["FLOOR_DIR"])
TEMPLATE = """<!doctype html><title>Floor</title><form method="post">
{% csrf_token %}<input name="note"></form>
<p>{{ rows|length }} of {{ user.username }}</p>"""

settings.configure(
    HTTPS=False,  # these three are asked for by the front that serves both
    ALLAUTH_TRUSTED_PROXY_COUNT=0,
    DEVICE_COOKIE_NAME="device",
    SECRET_KEY="measured-on-loopback-only",  # noqa: S106
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", {"floor.html": TEMPLATE})],
                "context_processors": ["django.contrib.auth.context_processors.auth"],
            },
        }
    ],
    # As in twitchlog/settings.py.
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "floor.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
                "busy_timeout=20000;",
                "transaction_mode": "IMMEDIATE",
            },
        }
    },
    USE_TZ=True,
    LOGIN_URL="/",
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, owner INTEGER, at TEXT, note TEXT)",
    "CREATE INDEX IF NOT EXISTS entry_owner_at ON entry (owner, at)",
)


def bare(request: HttpRequest) -> HttpResponse:
    """Nothing but Django's own way through."""
    return HttpResponse("floor")


@login_required
def entries(request: HttpRequest) -> HttpResponse:
    """One indexed SELECT and a bare template, or one durable INSERT and a redirect."""
    with connection.cursor() as cursor:
        if request.method == "POST":
            row = [request.user.pk, request.POST["note"]]
            cursor.execute("INSERT INTO entry (owner, at, note) VALUES (%s, '2020-01-01', %s)", row)
            return HttpResponseRedirect("/entries/")
        query = "SELECT id, at, note FROM entry WHERE owner = %s AND at >= '2026' ORDER BY at"
        rows = cursor.execute(query, [request.user.pk]).fetchall()
    return render(request, "floor.html", {"rows": rows})


urlpatterns = [path("", bare), path("entries/", entries)]
application = get_wsgi_application()
