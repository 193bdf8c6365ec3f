"""The way out: the account with everything in it is deleted."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from journal import account_deletion
from journal.forms.accounts import DeleteAccountForm
from journal.pages.context import person_of
from journal.reading.own_episodes import number_of_episodes
from twitchlog.http.security_log import log_security


def _has_no_password(request: HttpRequest) -> bool:
    return not person_of(request).has_usable_password()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(enabled=_has_no_password)  # type: ignore[untyped-decorator]  # untyped
def delete_account(request: HttpRequest) -> HttpResponse:
    """Delete everything, after the password.

    Somebody who has none shows a passkey on allauth's page first.
    """
    person = person_of(request)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None, user=person)
    if request.method == "POST" and form.is_valid():
        account_deletion.delete_account(person)
        log_security("account_deleted", request=request, account=person.pk)
        logout(request)
        text = _(
            "The account is deleted. "
            "What was in it is being erased now; that takes minutes at most."
        )
        messages.success(request, text)
        return redirect("welcome")
    context = {"form": form, "episodes": number_of_episodes(person)}
    return render(request, "journal/delete_account.html", context)
