"""Addresses sorted by their words, so that each is found in a few steps.

Django goes through the patterns one by one, and of seven hundred it tried four hundred for each request. Those that
begin with the same word stand together here; so do neighbours among them that go on alike. What leads where is as in
the list: first words say for themselves which patterns can match, and after those the order stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, include, path

WORD = re.compile(r"[^/]*/|[^/]+$")


class Leaf(NamedTuple):
    words: tuple[str, ...]  # of its address, each with the slash that ends it
    pattern: URLPattern


def by_words(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses; those of a first word where the first of them stood."""
    groups: dict[str, list[Leaf]] = {}
    for leaf in _leaves(patterns, ""):
        first = leaf.words[0] if leaf.words else ""
        assert "<" not in first, f"an address begins with a word that says what is there: {leaf.pattern}"
        groups.setdefault(first, []).append(leaf)
    return [found for group in groups.values() for found in _together(group, 0)]


def _leaves(patterns: Iterable[URLPattern | URLResolver], start: str) -> Iterable[Leaf]:
    for pattern in patterns:
        address = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace or pattern.default_kwargs:
                raise ValueError(f"what is said of all these addresses would be lost: {pattern}")
            yield from _leaves(pattern.url_patterns, address)
        else:
            yield Leaf(tuple(WORD.findall(address)), pattern)


def _together(leaves: list[Leaf], at: int) -> list[URLPattern | URLResolver]:
    """Neighbours that go on with the same word, below that word."""
    found: list[URLPattern | URLResolver] = []
    for word, some in groupby(leaves, lambda leaf: leaf.words[at : at + 1]):
        group = list(some)
        if word and len(group) > 1 and any(leaf.words[at + 1 :] for leaf in group):
            below: Any = include(_together(group, at + 1))
            found.append(path(word[0], below))
        else:
            found += [path("".join(one.words[at:]), one.pattern.callback, one.pattern.default_args, one.pattern.name)
                      for one in group]  # fmt: skip
    return found
