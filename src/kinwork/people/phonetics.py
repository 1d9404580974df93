"""How names sound: rules as data, from which the database's function is built (docs/adr/0046).

Two readings of each word, as Double Metaphone has: the English one, and one for the many names in England that are not
English (Polish and German w and j, hard ch and ge, kh and initial h of Arabic and Urdu). A key is the consonants in the
order heard; vowels count only at the beginning, and once in short names, where nothing else tells them apart.

Each rule replaces plain text; ``<`` is the beginning of the word and ``>`` its end. They run in this order. Plain
replacement, because PostgreSQL keeps only 32 compiled patterns: sixty regular expressions would cost milliseconds.
"""

from __future__ import annotations

Rules = list[tuple[str, str]]

FIRST: Rules = [
    ("<kn", "<n"), ("<gn", "<n"), ("<pn", "<n"), ("<wr", "<r"), ("<ps", "<s"),  # Knowles, Wright
    ("<mc", "<mk"), ("<mac", "<mak"),  # McIntyre
    ("mps", "ms"), ("mpt", "mt"), ("mb>", "m>"),  # Thompson is Thomson, Lamb
    ("wh", "w"), ("rh", "r"), ("ph", "f"), ("ngh", "ng"), ("th", "t"), ("dh", "d"),  # Whelan, Rhys, Singh, Budhia
    ("ght", "t"), ("chr", "kr"), ("chl", "kl"),  # Wright, Christopher, Chloe
]  # fmt: skip

ENGLISH: Rules = [
    *FIRST,
    ("<x", "<s"), ("x", "ks"),  # Xavier, Jaxon
    ("tsch", "x"), ("sch", "x"), ("tch", "x"), ("cz", "x"), ("sz", "x"), ("sh", "x"), ("ch", "x"),  # from here x is sh
    ("bh", "f"), ("<gh", "<g"), ("gh", ""), ("kh", "k"),  # Siobhan, Hughes
    ("cqu", "k"), ("ck", "k"), ("q", "k"), ("sce", "se"), ("sci", "si"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
    ("c", "k"), ("dge", "j"), ("dg", "j"), ("dj", "j"), ("dz", "j"), ("zh", "j"),
    ("<ge", "<je"), ("<gi", "<ji"), ("<gy", "<jy"),  # George, Gina
    ("z", "s"), ("v", "f"), ("d", "t"), ("e>", ">"),  # Anne is Ann
]  # fmt: skip

OTHER: Rules = [
    *FIRST,
    ("<x", "<h"), ("x", "ks"),  # Xasan is Hassan in Somali
    ("tsch", "x"), ("sch", "x"), ("tch", "x"), ("cz", "x"), ("sz", "x"), ("sh", "x"), ("zh", "x"),
    ("kh", "h"), ("ch", "k"), ("bh", "b"), ("<gh", "<g"), ("gh", ""),  # Khadija is Hadija, Achmed, Bhatt
    ("ck", "k"), ("q", "k"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"),
    ("rz", "s"), ("dz", "s"), ("ts", "s"), ("tz", "s"),  # Andrzej
    ("<j", "<y"), ("j", "y"), ("w", "f"), ("v", "f"), ("<h", "<"),  # Jusuf is Yusuf, Wojcik is Voycik
    ("z", "s"), ("d", "t"), ("e>", ">"),
]  # fmt: skip


def _reading(rules: Rules) -> str:
    said = "'<' || word || '>'"
    for old, new in rules:
        said = f"replace({said}, '{old}', '{new}')"
    return said


# Three patterns only. Double letters are one; an initial vowel is any vowel.
_KEY = r"""
    SELECT array_agg(DISTINCT CASE WHEN length(k.hard) > 2 THEN k.hard ELSE k.hard || k.vowel END)
    FROM (
        SELECT substr(s.said, 2, 1) || translate(substr(s.said, 3), 'aeiouywh<>', '') AS hard,
               coalesce(translate(substring(s.said from '^<.[^aeiouyw>]*([aeiouyw])'), 'eyouw', 'iiuuu'), '') AS vowel
        FROM (
            SELECT regexp_replace(regexp_replace(r.said, '([a-z])\1+', '\1', 'g'), '^<[aeiou]+[aeiouyw]*', '<a') AS said
            FROM (VALUES ({english}), ({other})) r(said)
        ) s
    ) k WHERE k.hard <> ''
"""


def sql() -> str:
    """The function ``kinwork_sounds(word) -> text[]``: one key or two."""
    body = _KEY.replace("{english}", _reading(ENGLISH)).replace("{other}", _reading(OTHER))
    return (
        "CREATE OR REPLACE FUNCTION kinwork_sounds(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT "
        f"PARALLEL SAFE AS $sounds$ {body} $sounds$;"
    )
