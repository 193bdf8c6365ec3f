"""The front door: what this is, and the way in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from journal.identity.demo_account import DEMO_NAME
from journal.pages.welcome import welcome_page


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """For a visitor: the first account, the demo, or sign-in.

    Somebody signed in is taken to the dashboard.
    """
    if request.user.is_authenticated:
        return redirect("dashboard")
    return render(request, "journal/welcome.html", {"page": welcome_page()})


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Sign in as the demo's person, without a password; only where the demo runs."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(User, username=DEMO_NAME, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("dashboard")


@require_safe
@cache_control(max_age=24 * 60 * 60)
def robots(request: HttpRequest) -> HttpResponse:
    """A private diary wants no search engine."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@require_safe
@cache_control(max_age=24 * 60 * 60)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address whatever the page says."""
    return HttpResponseRedirect(static("icons/icon.svg"))


@require_safe
@cache_control(max_age=24 * 60 * 60)
def touch_icon(request: HttpRequest) -> HttpResponse:
    """An iPhone asks for this address where a page names no icon, such as an error."""
    return HttpResponseRedirect(static("icons/icon-180.png"))
