"""Pages say it as one would on the telephone: what docs/words.md gives up is said nowhere to people.

Read as text, not as it is drawn, so that every branch is read: templates by Jinja's own lexer, Python by its syntax
tree, scripts by their string literals. What is only for programs (names, addresses, SQL, classes) is left out.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from kinwork.confidentiality.verb_words import in_words as verb_in_words

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kinwork"
WORDS = ROOT / "docs" / "words.md"
FOR_USERS = [ROOT / "README.md", ROOT / "docs" / "using.md"]

# Attributes that people see or hear.
SEEN = re.compile(r'\b(?:aria-label|title|alt|placeholder|data-label|content)="([^"]*)"')
TAG = re.compile(r"</?[a-zA-Z!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
SCRIPT_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
SQL = re.compile(r"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|RAISE|WHERE|JOIN|GRANT|REVOKE|ALTER)\b")

# Said to people, and right all the same.
EXCEPTIONS = (
    "Two rooms say for whom the rows of",  # an exception for programmers: no one reads it on a page
    "Nothing that is noted",  # a 404 that follows from no link
)
# What the log has written of a verb stays as it was written: values of the database.
KEPT_VERBS = {"changed who may know of entry", "put in post"}


def given_up(text: str) -> list[tuple[str, str]]:
    """What the last column of the table holds, each with its opening mark."""
    rows = [line.rsplit("| ", 1)[1] for line in text.splitlines() if line.startswith("| ")]
    return [(mark, words) for row in rows for mark, words in re.findall("([“‘])([^”’]+)[”’]", row)]


def pattern(phrases: list[tuple[str, str]]) -> re.Pattern[str]:
    """All of them at once: in any sentence, or as a whole label; any run of blanks between their words."""
    found = []
    for mark, phrase in phrases:
        words = r"\s+".join(re.escape(word) for word in phrase.split())
        found.append(rf"(?<!\w){words}(?!\w)" if mark == "“" else rf"\A[\s…]*{words}[:.]?[\s…]*\Z")
    return re.compile("|".join(found), re.IGNORECASE)


def is_said(words: str) -> bool:
    """Not a name for programs: those have no blank and no capital."""
    return bool(re.search(r"[ A-Z]", words.strip()))


def in_template(text: str) -> Iterator[tuple[int, str]]:
    """What stands between tags, what is heard of a tag, and the strings that expressions hold."""
    data = ""
    for line, kind, words in Environment(autoescape=True).lex(text):
        if kind == "string" and is_said(words[1:-1]):
            yield line, words[1:-1]
        data += words if kind == "data" else "\n" * words.count("\n") if "\n" in words else "\x00"
    for found in SEEN.finditer(data):
        yield data[: found.start()].count("\n") + 1, found[1]
    plain = TAG.sub(lambda tag: "\n" * tag[0].count("\n") + "\x01", data)
    for found in re.finditer(r"[^\x01]+", plain):
        yield plain[: found.start()].count("\n") + 1, re.sub("\x00+", "…", found[0])


def in_python(text: str) -> Iterator[tuple[int, str]]:
    """Every string but docstrings, SQL and names; a command's docstring is its help, and said."""
    tree = ast.parse(text)
    silent = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        decorators = [ast.unparse(one) for one in getattr(node, "decorator_list", [])]
        if any(re.search(r"\.(command|callback)\(", one) for one in decorators):
            continue
        silent |= {id(one.value) for one in body if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)}
    for node in ast.walk(tree):
        is_read = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
        if is_read and is_said(node.value) and not SQL.search(node.value):
            yield node.lineno, node.value


def in_script(text: str) -> Iterator[tuple[int, str]]:
    text = re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.DOTALL)
    text = re.sub(r"(?m)(?:^|\s)//.*$", "", text)
    for found in SCRIPT_STRING.finditer(text):
        words = found[1] if found[1] is not None else found[2]
        if is_said(words):
            yield text[: found.start()].count("\n") + 1, words


READERS = {".html": in_template, ".txt": in_template, ".py": in_python, ".ts": in_script}


def said() -> Iterator[tuple[str, str]]:
    """Where something is said to people, and what."""
    for path in sorted(SOURCE.rglob("*")):
        reads = READERS.get(path.suffix)
        if reads and not {"migrations", "static", "node_modules"} & set(path.parts):
            for line, words in reads(path.read_text()):
                yield f"{path.relative_to(ROOT)}:{line}", words
    for path in FOR_USERS:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield from ((f"{path.relative_to(ROOT)}:{number}", part) for part in re.split(r"`[^`]*`|\*+", line))


def still_said(pieces: list[tuple[str, str]], phrases: list[tuple[str, str]]) -> list[str]:
    looked_for = pattern(phrases)
    found = []
    for where, words in pieces:
        for right in EXCEPTIONS:
            words = words.replace(right, "")
        if words not in KEPT_VERBS and (hit := looked_for.search(words)):
            found.append(f"{where}: “{' '.join(hit[0].split())}” in “{' '.join(words.split())[:160]}”")
    return found


def test_what_was_given_up_is_said_nowhere():
    phrases = given_up(WORDS.read_text())
    assert len(phrases) > 80
    pieces = list(said())
    assert len(pieces) > 5000  # nearly all that people read; it would be silent if a reader read nothing
    assert not still_said(pieces, phrases)


@pytest.mark.parametrize(
    ("reads", "text"),
    [
        (in_template, "<p class='nobody'>Ask\n  somebody <b>here</b></p>"),
        (in_template, "{% if nobody %}<button aria-label='x' title=\"Somebody else\">Close</button>{% endif %}"),
        (in_template, '{{ field("nobody", "Somebody in the unit") }}'),
        (in_template, "<button>{{ icon }}Leave\n it</button>"),
        (in_python, "def f():\n    'For somebody.'\n    return {'nobody': f'{who} or somebody else'}"),
        (in_python, "@app.command('x')\ndef f():\n    'Asks somebody.'"),
        (in_script, "// somebody\nconst nobody = `${who} or somebody else`;"),
    ],
)
def test_it_is_found_where_people_read_it_and_only_there(reads, text):
    """Identifiers, keys, classes and comments may be called as they are."""
    phrases = [("“", "somebody"), ("“", "nobody"), ("‘", "Leave it")]
    pieces = [("here", words) for _, words in reads(text)]
    assert len(still_said(pieces, phrases)) == 1


def test_a_label_is_given_up_as_a_whole_only():
    phrases = given_up("| Cancel | ‘Leave it’, “talked of” |\n")
    assert still_said([("a", "Leave it empty if no one knows"), ("b", "\n  Leave it\n")], phrases) == [
        "b: “Leave it” in “Leave it”"
    ]
    assert still_said([("c", "Every family has been talked\n of.")], phrases)


def test_the_access_log_says_each_verb_of_a_familys_record_as_a_sentence():
    """A verb that is written with a family is read on its access log: each has its words there."""
    verbs = set()
    rooms = (
        "cases",
        "families",
        "people",
        "confidentiality",
        "genograms",
        "networks",
        "record",
        "meetings",
        "children",
        "front_door",
    )
    for path in (path for room in rooms for path in (SOURCE / room).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if not isinstance(call, ast.Call) or len(call.args) < 2 or not isinstance(call.func, ast.Name):
                continue
            if call.func.id in ("_change_set", "_noting") or (
                call.func.id == "log" and any(word.arg == "family_id" for word in call.keywords)
            ):
                verbs |= {one.value for one in ast.walk(call.args[1]) if isinstance(one, ast.Constant)}
    verbs = {one for one in verbs if isinstance(one, str) and one == one.strip()}
    assert len(verbs) > 50
    assert {verb for verb in verbs if verb_in_words(verb) == verb} == {"limited an entry to named staff"}
