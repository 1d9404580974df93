"""The Jinja2 environment that all pages share: the design system's macros and a few words and days."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup, escape

from kinwork.access.models import first_name_of
from kinwork.clocks import humanize
from kinwork.clocks.natural_dates import Looks, hint
from kinwork.light_text import as_html, plain
from kinwork.people.models import when_born
from kinwork.people.models.partial import as_typed


def environment(**options: Any) -> Environment:
    """Django's options, plus macros of the design system, ``url()``, ``static()`` and filters for days and prose."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], macros])
    options["undefined"] = Undefined  # the design system's macros ask for parameters that were not given
    options |= {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "auto_reload": False}
    env = Environment(**options)  # noqa: S701 -- autoescape is on, one line above
    env.globals.update(
        static=staticfiles_storage.url, url=_url, count=humanize.count, date_hint=_date_hint, when_born=when_born
    )
    env.filters.update(
        day=lambda day: humanize.short_day(_day(day), date.today()) if day else "",  # noqa: DTZ011 -- only the year matters
        long_day=lambda day: humanize.long_day(_day(day)) if day else "",
        weekday=lambda day: f"{_day(day):%A}",
        from_today=lambda day: humanize.in_words(_day(day), today=timezone.localdate()) if day else "",
        seen_from=lambda day, other: humanize.seen_from(_day(day), other, timezone.localdate()) if day else "",
        as_typed=lambda day: as_typed(_day(day).isoformat()) if day else "",
        day_before=lambda day: _day(day) - timedelta(days=1),
        clock=lambda at: f"{timezone.localtime(at):%H:%M}",
        first_name=first_name_of,
        prose=prose,
        written=lambda text, level=4: Markup(as_html(text, level=level)),  # noqa: S704 -- everything in it is escaped
        plain=plain,
        iso=lambda day: _day(day).isoformat() if day else "",
    )
    return env


def _date_hint(looks: str, *, partial: str = "") -> str:
    """What may be typed in a box that looks this way; a box that does not say which way it looks is an error."""
    return hint(Looks(looks), partial=bool(partial))


@lru_cache(maxsize=50_000)
def _url(name: str, *args: Any) -> str:
    """An address; remembered, because a page of sixty families asks for two hundred of the same few kinds."""
    return reverse(name, args=args)


def _day(value: date | datetime | str) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return timezone.localdate(value) if isinstance(value, datetime) else value


def prose(text: str) -> Markup:
    """Plain text as paragraphs: a blank line starts one, a line end is kept. Everything is escaped."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    return Markup("").join(
        Markup('<p class="kw-prose">{}</p>').format(Markup("<br>").join(escape(line) for line in part.split("\n")))
        for part in paragraphs
    )
