"""Whatever a file holds, the audit ends: with results, or with one error that names the place."""

import json
import random
import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kinwork.audit import BadTable, audit_table, gallery, read_table

TEXTS = [path.read_text(encoding="utf-8") for path in gallery.paths()]
TOKENS = [
    "0",
    "-1",
    "1e9",
    "999999999999999",
    '""',
    "null",
    "{}",
    "[]",
    '"ns"',
    "x",
    "[[a]]",
    '"-"',
    '"0.00"',
    "true",
    "1.5",
]


def spoiled(text, seed):
    """A few values, keys or lines of a table replaced, dropped or doubled."""
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 4)):
        spots = [m.span() for m in re.finditer(r'"[^"\n]*"|[\w.-]+', text)]
        start, end = dice.choice(spots)
        kind = dice.randrange(4)
        if kind == 0:
            text = text[:start] + dice.choice(TOKENS) + text[end:]
        elif kind == 1:
            text = text[:start] + text[end:]
        elif kind == 2:
            other = dice.choice(spots)
            text = text[:start] + text[slice(*other)] + text[end:]
        else:
            lines = text.splitlines()
            lines.insert(dice.randrange(len(lines)), dice.choice(lines))
            text = "\n".join(lines)
    return text


def read(text):
    """The table, or the refusal."""
    try:
        return read_table(text, "some.yaml")
    except BadTable as problem:
        return problem


def is_a_clear_refusal(found):
    if isinstance(found, BadTable):
        assert found.file == "some.yaml"
        assert found.expected
        assert "\n" not in str(found)
        return True
    return False


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(range(len(TEXTS))))
def test_a_spoiled_table_is_audited_or_refused_with_its_place(seed, which):
    found = read(spoiled(TEXTS[which], seed))
    if is_a_clear_refusal(found):
        return
    for result in audit_table(found):
        assert result.verdict in {"consistent", "inconsistent", "undetermined"}
        assert result.message
        json.dumps(result.as_json(), allow_nan=False)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    found = read(text)
    assert is_a_clear_refusal(found) or found.groups


NUMBERS = st.one_of(st.integers(0, 10**14).map(str), st.decimals(-(10**6), 10**6, places=3).map(str), st.just("0"))
COUNTS = st.one_of(st.integers(0, 50), st.integers(0, 10**14))


@settings(max_examples=10, deadline=None, phases=[Phase.generate])
@given(
    st.lists(st.tuples(COUNTS, NUMBERS, NUMBERS, COUNTS), min_size=2, max_size=4),
    NUMBERS,
    st.sampled_from(["ns", "<.05", ".002"]),
)
def test_figures_of_any_size_get_a_verdict(groups, printed, p):
    """Sizes of nothing and of millions of millions, SDs of 0, counts above their bases."""
    document = {
        "table": "1",
        "groups": {f"g{i}": {"n": n} for i, (n, _, _, _) in enumerate(groups)},
        "rows": {
            "m": {"scale": {"min": 0, "max": 36, "step": 1},
                  "cells": {f"g{i}": {"mean": m, "sd": s.lstrip("-")} for i, (_, m, s, _) in enumerate(groups)}},
            "c": {"cells": {f"g{i}": {"count": c, "percent": "33"} for i, (_, _, _, c) in enumerate(groups)}},
            "d": {"cells": {f"g{i}": {"count": n} for i, (n, _, _, _) in enumerate(groups)}},
        },
        "claims": [
            {"id": "a", "test": "anova", "row": "m", "statistic": printed, "p": p},
            {"id": "w", "test": "welch_anova", "row": "m", "statistic": printed, "p": p},
            {"id": "t", "test": "t", "row": "m", "groups": ["g0", "g1"], "statistic": printed, "p": p, "stars": "*"},
            {"id": "b", "test": "anova_binary", "row": "c", "statistic": printed},
            {"id": "i", "test": "anova_binary", "row": "c", "base": "implied", "statistic": printed},
            {"id": "x", "test": "chi2", "rows": ["c", "d"], "statistic": printed, "p": p},
            {"id": "y", "test": "chi2", "rows": ["c"], "complement": True, "statistic": printed},
            {"id": "f", "test": "fisher_exact", "rows": ["c", "d"], "groups": ["g0", "g1"], "p": p},
            {"id": "s", "test": "sum", "row": "c", "groups": ["g0", "g1"], "equals": {"row": "d", "group": "g0"}},
            {"id": "%", "test": "percent", "row": "c", "group": "g0", "of": "n"},
            {"id": "r", "test": "ratio", "left": {"row": "c", "group": "g0"}, "right": {"row": "d", "group": "g0"},
             "value": printed},
        ],
    }  # fmt: skip
    for result in audit_table(read_table(json.dumps(document))):
        assert result.verdict in {"consistent", "inconsistent", "undetermined"}
        json.dumps(result.as_json(), allow_nan=False)
