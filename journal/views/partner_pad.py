"""The screen beside the bed: whoever has the link writes what they see, and reads nothing."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.models import PartnerLink
from journal.pages.markup_cache import partner_shell
from journal.pages.partner_shell import PlainForm, plain_page
from journal.sharing.partner_guard import message_answer, partner_answer, partner_page
from journal.sharing.receive_sightings import receive, receive_form
from journal.sharing.sighting_request import (
    LARGEST_BODY,
    problem_texts,
    read_sightings_request,
)
from journal.views.packed_answers import packed_answer


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def partner_pad(request: HttpRequest, link: PartnerLink) -> HttpResponse:
    """The screen, to the letter the same under every link; a POST is a browser without scripts."""
    if request.method == "POST":
        return _plain(request, link)
    if "sent" in request.GET:
        return HttpResponse(plain_page(PlainForm(is_sent=True)))
    shell = partner_shell()
    return packed_answer(request, shell.page, shell.packed["page"], "text/html; charset=utf-8")


def _plain(request: HttpRequest, link: PartnerLink) -> HttpResponse:
    problems = receive_form(link, request.POST, timezone.now())
    if not problems:
        return redirect(f"{request.path}?sent=1")
    trouble = " ".join(text["message"] for text in problem_texts(problems))
    if any(problem.field == "place" for problem in problems):
        trouble = _("Not sent yet: touch what moved.")
    chosen = {name: request.POST.get(name, "") for name in request.POST}
    return HttpResponse(plain_page(PlainForm(trouble=trouble, chosen=chosen)), status=422)


@partner_answer
@require_safe
def partner_session(request: HttpRequest, link: PartnerLink) -> HttpResponse:
    """Whether the link works; nothing else."""
    return JsonResponse({"account": "link", "csrf_token": ""})


@partner_answer
@require_POST
def partner_sightings(request: HttpRequest, link: PartnerLink) -> HttpResponse:
    """Store what the phone has written down; each is answered by its id, and nothing else is."""
    if request.content_type != "application/json":
        return message_answer(415, _("Send JSON."))
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return message_answer(413, _("This is too much at once."))
        sent = read_sightings_request(request.body)
    except (ValueError, RequestDataTooBig, UnreadablePostError):  # also a length that is none
        return message_answer(400, _("This is no list of sightings."))
    results = receive(request, link, sent, timezone.now())
    refused = any(result["status"] == "refused" for result in results)
    return JsonResponse({"results": results}, status=422 if refused else 200)


@require_safe
@cache_control(no_cache=True)
def partner_worker(request: HttpRequest) -> HttpResponse:
    """The screen's service worker; it governs one link's addresses and no other page."""
    shell = partner_shell()
    return packed_answer(request, shell.worker, shell.packed["worker"], "text/javascript")
