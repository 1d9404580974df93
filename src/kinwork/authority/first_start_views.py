"""The first page of a new database."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.forms import problems, typed
from kinwork.access.policies import ANYONE, open_to
from kinwork.access.request import address_of
from kinwork.platform.gateway import slow_down

from . import first_start as verbs

BOXES = ("key", "authority", "full_name", "email", "password", "again")


@open_to(ANYONE, "GET", "POST")
def first_start(request: HttpRequest) -> HttpResponse:
    """Asks for the key that the terminal shows, the authority's name and who the first administrator is.

    Where there is an authority it only leads to the sign-in page, whatever was sent.
    """
    problem: dict[str, str] = {}
    if verbs.is_set_up():
        return redirect("account_login")
    if request.method == "POST":
        slow_down(request)  # whoever tries many keys waits for each; the right one is sent once
        try:
            said = {name: request.POST.get(name, "")[:500] for name in BOXES}
            user = verbs.begin_authority(**said, address=address_of(request))
        except verbs.AlreadySetUp:
            messages.error(request, verbs.BY_SOMEBODY_ELSE)
            return redirect("account_login")
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, f"Kinwork is set up. Sign in, {user.first_name}, and it says what to do next.")
            return redirect("account_login")
    context = {"problem": problem, "typed": typed(request), "has_key": verbs.has_key()}
    return render(request, "authority/first_start.html", context, status=422 if problem else 200)
