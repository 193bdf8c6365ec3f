"""Imports that can still be taken back, and recipes for tables of one's own."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.import_undo import take_import_back
from journal.actions.stored_recipes import delete_recipe
from journal.forms.carried_texts import typed_unstored
from journal.forms.opened_about import opened_about
from journal.forms.redirects import OWN_SAVE_BUTTON
from journal.forms.stored_recipes import NAME_OF, RecipeNamesForm, recipe_names
from journal.models import FinishedImport, StoredRecipe
from journal.pages.context import person_of, preferences_of
from journal.pages.earlier_imports import earlier_imports_page
from journal.pages.notices import say
from journal.reading.finished_imports import recent_imports
from journal.reading.stored_recipes import own_recipes
from twitchlog.http.draft_cookie import end_draft

# Seconds after which the page asks again while an import is being taken back.
UNDO_ASKS_AGAIN_AFTER = 2


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def earlier_imports(request: HttpRequest) -> HttpResponse:
    """GET lists both; POST gives recipes other names."""
    person, sent = person_of(request), request.POST if request.method == "POST" else None
    form = _names_form(request, sent)
    if sent is not None and form.is_valid() and form.store(person):
        say(request, _("Saved."))
        end_draft(request)
        return redirect(f"{request.path}#{OWN_SAVE_BUTTON}")
    return _page(request, form, form.status)


def _names_form(request: HttpRequest, sent: QueryDict | None = None) -> RecipeNamesForm:
    names = recipe_names(own_recipes(person_of(request)))
    form = RecipeNamesForm(sent, names=names)
    form.opened = opened_about(request, {}, names)
    return form


def _page(request: HttpRequest, form: RecipeNamesForm, status: int) -> HttpResponse:
    person = person_of(request)
    imports = recent_imports(person, timezone.now())
    zone = preferences_of(request).zone
    page = earlier_imports_page(imports, own_recipes(person), zone=zone)
    context = {"page": page, "form": form, "opened": form.opened}
    answer = render(request, "journal/earlier_imports.html", context, status=status)
    if page.asks_again and not request.POST:
        answer["Refresh"] = str(UNDO_ASKS_AGAIN_AFTER)
    return answer


def _not_there(request: HttpRequest, text: str) -> HttpResponse:
    """The page as it is, and that what was named is not, or no longer, there."""
    say(request, text)
    return _page(request, _names_form(request), HTTPStatus.NOT_FOUND)


@login_required
@require_POST
def forget_recipe(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a recipe; entries that were brought with it stay."""
    recipe = StoredRecipe.objects.of(person_of(request)).filter(pk=pk).first()
    if recipe is None:
        return _not_there(request, _("This recipe is gone already."))
    delete_recipe(recipe)
    say(request, _("Deleted: the recipe “%(name)s”. Entries stay.") % {"name": recipe.name})
    if typed_unstored(
        request, [NAME_OF.format(pk)]
    ).texts:  # into the names of others: nothing of it is stored
        return _page(request, _names_form(request, request.POST), HTTPStatus.OK)
    end_draft(request)
    return redirect("earlier_imports")


@login_required
@require_POST
def undo_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a whole import back; what was changed by hand since stays, and is counted."""
    as_of = timezone.now()
    mine = FinishedImport.objects.of(person_of(request)).undoable(as_of)
    finished = mine.filter(pk=pk).first()
    if finished is None:
        return _not_there(request, _("This import cannot be taken back any more."))
    try:
        take_import_back(finished, as_of)
    except ImportUnderWayError:
        text = _("Another import into your diary is still under way. Try again in a minute.")
        if mine.under_undo().exists():
            text = _("Another import is being taken back. Try again in a minute.")
        say(request, text)
        return redirect("earlier_imports")
    return redirect("earlier_imports")
