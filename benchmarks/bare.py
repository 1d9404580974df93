"""The bare page that others are compared with: same middleware, same sign-in, one row, the base template."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from kinwork.access.actor import Actor
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.queries import authority

ADDRESS = "/bare/"
PAGE = """{% extends "platform/base.html" %}{% block title %}Bare{% endblock %}
{% block content %}<h1 class="govuk-heading-l">{{ authority.name }}</h1>{% endblock %}"""


@cache
def _template() -> Any:
    return engines["jinja2"].from_string(PAGE)


@require_policy(SIGNED_IN)
def bare(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Nothing but what every page has."""
    return HttpResponse(_template().render({"authority": authority()}, request))


urlpatterns = [path("bare/", bare), path("", include("kinwork.platform.urls"))]
handler400 = "kinwork.platform.views.bad_request"
handler404 = "kinwork.platform.views.not_found"
handler500 = "kinwork.platform.views.broken"
