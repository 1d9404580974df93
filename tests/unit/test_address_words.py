"""Sorted by their words, addresses lead where they led."""

from __future__ import annotations

import re
from collections import defaultdict

from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern

from kinwork.operations.checks import views_of
from kinwork.platform.address_words import WORD
from kinwork.platform.urls import everything, urlpatterns

FLAT, SORTED = (URLResolver(RegexPattern(r"^/"), patterns) for patterns in (everything, urlpatterns))
WORDS = {"id": ["7", "x"], "slug": ["task"], "str": ["passage.text"]}


def where(resolver, address):
    try:
        found = resolver.resolve(address)
    except Resolver404:
        return None
    return found.func, found.kwargs, found.url_name, "/" + found.route.lstrip("^/")


def tried():
    """Each address with words of each kind, and with every word that stands there in another one."""
    routes = [WORD.findall(address[1:]) for address, _ in views_of(everything)]
    others = defaultdict(set)
    for words in routes:
        for at, word in enumerate(words):
            if "<" not in word:
                others[words[0], at].add(word)
    for words in routes:
        plain = [re.sub(r"<(\w+):\w+>", lambda kind: WORDS[kind[1]][0], word) for word in words]
        yield plain
        for at, word in enumerate(words):
            if "<" in word:
                kind = re.search(r"<(\w+):", word)[1]
                for other in [*(f"{one}/" for one in WORDS[kind]), *others[words[0], at]]:
                    yield [*plain[:at], other, *plain[at + 1 :]]


def test_each_address_leads_where_it_led():
    assert sorted(address for address, _ in views_of(urlpatterns)) == sorted(
        address for address, _ in views_of(everything)
    )
    addresses = {"/" + "".join(words) for words in tried()}
    assert len(addresses) > 1500
    for address in addresses:
        assert where(SORTED, address) == where(FLAT, address), address
        assert where(SORTED, address + "more/") == where(FLAT, address + "more/"), address


def test_few_patterns_are_tried():
    tries = []
    for words in tried():
        try:
            SORTED.resolve("/" + "".join(words) + "nowhere/at/all/")
        except Resolver404 as nowhere:
            tries.append(len(nowhere.args[0]["tried"]))
    assert max(tries) < 200, "of seven hundred"
