"""Lists: what is asked of one in its address (filters, order, page), and the file of what it shows.

All of it stands in the address, so that it is there again after going back; only ids and known words do, never what
somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone

from kinwork.csv_file import csv_file
from kinwork.whole_numbers import page_of, whole

from .access_logging import SAW_ON_LIST
from .audit_log import log
from .request import Request

IN_AN_ADDRESS = re.compile(r"[a-z0-9_]{1,20}")
PAGE = 50


@dataclass(frozen=True)
class Asked:
    """Which rows of a list, in which order, which page of them; or all of them as a file."""

    said: Mapping[str, str]
    sort: str
    is_down: bool
    first: str  # the order when none is asked for
    page: int = 1
    is_file: bool = False

    def __getitem__(self, name: str) -> str:
        return self.said.get(name, "")

    def id(self, name: str) -> int | None:
        """A filter that is an id."""
        return whole(self[name]) if self[name] else None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.said)

    def _address(self, sort: str, more: Iterable[tuple[str, str]] = ()) -> str:
        asked = [*self.said.items(), *([("sort", sort)] if sort != self.first else []), *more]
        return "?" + urlencode(asked)

    @property
    def order(self) -> str:
        return f"-{self.sort}" if self.is_down else self.sort

    def by(self, column: str) -> str:
        """The address of the same rows by another column; the other way round, if they are by that one already."""
        return self._address(f"-{column}" if column == self.sort and not self.is_down else column)

    def at(self, page: int) -> str:
        return self._address(self.order, [("page", str(page))] if page > 1 else [])

    @property
    def file(self) -> str:
        return self._address(self.order, [("as", "csv")])

    def way(self, column: str) -> str:
        """For ``aria-sort``."""
        return ("descending" if self.is_down else "ascending") if column == self.sort else "none"


def asked_of(given: Mapping[str, str], *, filters: Collection[str], sorts: Collection[str], first: str = "") -> Asked:
    """What an address says after its question mark, without what a list does not know."""
    first = first or next(iter(sorts))
    said = {name: given.get(name, "") for name in filters}
    said = {name: value for name, value in said.items() if IN_AN_ADDRESS.fullmatch(value)}
    order = given.get("sort", first)
    column = order.removeprefix("-")
    if column not in sorts:
        order, column = first, first.removeprefix("-")
    is_file = given.get("as") == "csv"
    return Asked(said, column, order.startswith("-"), first, page_of(given.get("page")), is_file)


@dataclass(frozen=True)
class ListPage:
    """Which page of how many rows is shown."""

    number: int
    total: int
    size: int = PAGE

    @property
    def last(self) -> int:
        return max(1, ceil(self.total / self.size))


def page_of_list(asked: Asked, total: int, size: int = PAGE) -> ListPage:
    """The page that was asked for; the last one, for what lies beyond."""
    return ListPage(min(asked.page, max(1, ceil(total / size))), total, size)


def file_answer(
    request: Request,
    what: str,
    *,
    name: str,
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    family_ids: Iterable[int],
    thing: object | None = None,
) -> HttpResponse:
    """What a list shows, as a file; every one is logged, with the families in it. One statement."""
    log(
        request.actor,
        SAW_ON_LIST,
        thing=thing,
        policy=request.policy.name,
        words=f"a file of {what}",
        shown=list(family_ids),
    )
    answer = HttpResponse(csv_file(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate().isoformat()}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer
