"""The answer to a form about an entry that was deleted for good since its page was opened."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from journal.forms.opened_about import opened_by_form
from journal.forms.redirects import redirect_back
from journal.pages.notices import say


def missing_entry(request: HttpRequest) -> HttpResponse:
    """The page that the form came from, saying that nothing was changed.

    Raises Http404 for whoever had no page.
    """
    if opened_by_form(request) is None:
        raise Http404
    text = _(
        "This entry is no longer there: it was deleted for good meanwhile. Nothing was changed."
    )
    say(request, text)
    return redirect_back(request, "diary")
