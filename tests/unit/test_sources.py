"""What the project cites is published, and can be looked up in docs/sources.md; what docs/field.md names is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

import pytest

ROOT = Path(__file__).parents[2]
FIELD, SOURCES = ROOT / "docs" / "field.md", ROOT / "docs" / "sources.md"
WRITTEN_BY_US = {".py", ".md", ".html", ".ts", ".scss", ".sql", ".yaml", ".toml", ".sh", ".txt"}

# Notes that somebody kept beside the code: a reader of the repository cannot open them.
NOT_IN_THE_REPOSITORY = re.compile(
    r"""
      \b(domain|mission|style|architecture|law|jobs|brief)\.md\b
    | \bseed[0-4][ab]?\b(?!\s*=) | \bfound-\d | \bcontracts/ | (?<!\w)/work/ | \.\./shared\b
    | \bcatalogue\ S\d | \bS[0-4][ab]?\ (L\d|\d\.\d|section|§) | (?<![\w."'<])L\d{3,5}\b(?!\.\d)
    | \(mission, | \bissue\ \#?\d | \blines\ \d{3,}\ to\ \d{3,}
    """,
    re.VERBOSE,
)
# A statute, or authors and a year, at the beginning of what brackets hold or after a semicolon.
KEY = re.compile(r"SI \d{4}/\d+|UK GDPR|[A-Z](?:[^,;:()]|:(?! ))*? (?:19|20)\d{2}(?=[,);]|$)")


def texts() -> Iterator[tuple[Path, str]]:
    files = [path for room in ("src", "tests", "docs", "benchmarks", "scripts") for path in (ROOT / room).rglob("*")]
    files += [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", "pyproject.toml")]
    for path in files:
        if (path.suffix in WRITTEN_BY_US or path.name == "Makefile") and path != Path(__file__):
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def keys() -> list[str]:
    """The short keys of docs/sources.md, from its headings and its tables, in order."""
    return re.findall(r"^(?:### |\| \*\*)(.+?)(?:\*\* \||$)", SOURCES.read_text(encoding="utf-8"), re.MULTILINE)


def cited_in(text: str) -> set[str]:
    found = set()
    for inside in re.findall(r"\(([^()]*)\)", " ".join(text.split())):
        found |= {match[0] for part in inside.split(";") if (match := KEY.match(part.strip()))}
    return found


@pytest.mark.parametrize(
    "comment",
    [
        "the order of the agenda (domain.md section 3)",
        "a quarter of them each week, S1b L6104",
        "the clinician's slot: L6098",
        "Bostock 2017, catalogue S2 1.2",
        "this is what separates discussion from talk (S2 section 4.2)",
        "as seed3 has it",
        "see found-2-house.md",
        "the format of contracts/clocks.md",
        "the family is the record (mission, principle 1)",
        "what issue 7 asks for",
        "Cameron and others (2016), lines 2238 to 2278 of the report",
    ],
)
def test_a_note_that_nobody_can_open_is_noticed(comment):
    assert NOT_IN_THE_REPOSITORY.search(comment)


def test_nothing_cites_a_note_that_is_not_in_the_repository():
    seen = [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if NOT_IN_THE_REPOSITORY.search(line)
    ]
    assert not seen, "\n".join(seen)


def test_a_citation_is_read_from_its_brackets():
    text = (
        "(Children Act 1989, sections 20, 22; SW:WFF 2014) and (SI 2010/959,\nregulation 28), not (see 2013) or (two)."
    )
    assert cited_in(text) == {"Children Act 1989", "SW:WFF 2014", "SI 2010/959"}


def test_every_source_of_the_field_is_named_in_full_once():
    assert len(keys()) == len(set(keys()))
    cited = cited_in(FIELD.read_text(encoding="utf-8"))
    assert len(cited) > 15
    assert cited <= set(keys())


def test_whoever_is_cited_with_others_is_named_in_full():
    """The results of ``kinwork.statistics`` carry references of their own."""
    cited = {
        (key, str(path))
        for path, text in texts()
        for key in re.findall(r"[A-Z][a-z]+ et al\.,? \(?\d{4}", text)
        if "statistics" not in str(path)
    }
    assert {key for key, _ in cited} <= set(keys()), cited


def test_every_source_named_is_cited_somewhere():
    everything = " ".join(" ".join(text.split()) for path, text in texts() if path.name != SOURCES.name)
    assert [key for key in keys() if key.casefold() not in everything.casefold()] == []


def is_there(name: str) -> bool:
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def test_what_the_field_says_of_the_code_is_there():
    named = set(re.findall(r"`(kinwork\.[\w.]+)`", FIELD.read_text(encoding="utf-8")))
    assert len(named) > 30
    assert [name for name in sorted(named) if not is_there(name)] == [], "moved? say so in docs/field.md too"


def test_every_rule_is_in_the_index():
    text = FIELD.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-")
        for heading in re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\(#([\w-]+)\)", text)) == headings
