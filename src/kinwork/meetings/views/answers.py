"""How an action answers: a part of the page to a script, the page itself to everybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.request import Request


def answer(
    request: Request,
    page: str,
    part: str,
    context: Callable[[], dict[str, Any]],
    *,
    back: tuple[str, dict[str, Any]],
    failed: bool = False,
    anchor: str = "",
) -> HttpResponse:
    """Render the part (htmx), or the whole page when something failed, or go back to it."""
    status = 422 if failed else 200
    if request.htmx:
        return render(request, part, context(), status=status)
    if failed:
        return render(request, page, context(), status=status)
    response: HttpResponse = redirect(back[0], **back[1])
    if anchor:
        response["Location"] += f"#{anchor}"
    return response
