"""What the article says, and when to call for help."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.pages.article import ArticlePage


@login_required
@require_safe
def article(request: HttpRequest) -> HttpResponse:
    """The article in quotes and our words. The checklist stood here once: who asks for it is led
    on.
    """
    if "again" in request.GET:
        return redirect(reverse("checklist", query={"again": 1}))
    return render(request, "journal/article.html", {"page": ArticlePage()})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Nobody watches this diary; when to call for help. Open to everybody."""
    return render(request, "journal/help.html")
