"""Edits are spoken of in two languages, Python where texts are brought together and TypeScript where they are typed.

Both read ``tests/frontend/edits.json``; there it is ``changes.test.ts``.
"""

import json
import random

import pytest

from kinwork.meetings.changes import Change, applied, from_json, one_after_another, replaced, taken_back, to_json
from kinwork.meetings.merge import versions
from tests import node
from tests.property.box_writers import place_after

CASES = json.loads((node.ROOT / "tests" / "frontend" / "edits.json").read_text())
Triple = list  # [start, removed, added]


def changes_of(triples: list[Triple]) -> list[Change]:
    return from_json([[start, removed, [[added, start]] if added else []] for start, removed, added in triples])


def triples_of(changes: list[Change]) -> list[Triple]:
    return [[one.start, one.removed, one.text] for one in changes]


def of(kind: str):
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES[kind]])


@of("oneAfterAnother")
def test_one_change_after_others(case):
    together = one_after_another(case["base"], changes_of(case["first"]), changes_of([case["second"]]))
    assert triples_of(together) == case["both"]
    assert applied(case["base"], together) == case["now"]
    assert taken_back(case["now"], together) == case["base"]


@of("inputs")
def test_what_an_input_did(case):
    assert applied(case["old"], changes_of([case["change"]])) == case["now"]


@of("carets")
def test_a_caret_after_others_changes(case):
    assert place_after(case["text"], changes_of(case["changes"]), case["place"]) == case["after"]


@of("versions")
def test_versions_in_a_text(case):
    assert [[list(one) for one in passage] for passage in versions(case["text"])] == case["versions"]


def test_whatever_is_typed_both_say_the_same_of_it():
    choose = random.Random(7)
    letters = [*"abc é\n", "🙂", "⟦"]  # the smiling face is one character here and two units there
    stories, expected = [], []
    for _ in range(300):
        base = now = "".join(choose.choices(letters, k=choose.randrange(8)))
        inputs, changes = [], []
        for _ in range(choose.randrange(1, 8)):
            start, end = sorted(choose.choices(range(len(now) + 1), k=2))
            text = "".join(choose.choices(letters, k=choose.randrange(4)))
            inputs.append({"start": units(now[:start]), "end": units(now[:end]), "text": text})
            if now[start:end] != text:
                changes = one_after_another(base, changes, [replaced(now, start, end, text)])
            now = now[:start] + text + now[end:]
        stories.append({"base": base, "inputs": inputs})
        expected.append({"now": now, "changes": to_json(changes)})
    told = json.loads(node.run("tests/frontend/replay.ts", stdin=json.dumps(stories)))
    assert told == expected


def units(text: str) -> int:
    """How long a browser says that a text is."""
    return len(text.encode("utf-16-le")) // 2
