"""Formats the templates: djangofmt lays out the markup, this the expressions in it, one argument a line.

``python scripts/templates.py`` says which templates are not as they would be written; ``--fix`` writes them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 120
DJANGOFMT = [
    str(Path(sys.executable).parent / "djangofmt"),
    *("--quiet", "--profile", "jinja", "--line-length", str(WIDTH), "--indent-width", "2", "--custom-blocks", "call"),
]
OPENING = re.compile(r"\{#.*?#\}|\{\{-?|\{%-?", re.S)
TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<end>-?%\}|-?\}\})|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\w+|//|\*\*|[=!<>]=|[^\s\w]""", re.S
)
PAIRS = {"(": ")", "[": "]", "{": "}"}
# Where a long expression is broken, the loosest binding first. What each piece begins with stays with it.
LOOSE = [("if", "else"), ("or",), ("and",), ("~", "+")]

Tokens = list[str]  # each with the blank that stood before it, if one did


def formatted(template: str) -> str:
    """The template with every expression on one line, or broken one argument (or operand) a line where it is longer."""
    out, at, markup = "", 0, ""
    for begin, end, opening, tokens, closing in _tags(template):
        out += template[at:begin]
        markup += template[at:begin]
        after = re.match(r"[^\n]*", template[end:])
        rest = len(_unbroken(after[0] if after else ""))
        whole = f"{opening} {_flat(tokens)} {closing}"
        line = out.rpartition("\n")[2]
        in_a_tag = markup.rfind("<") > markup.rfind(">")
        if len(line) + len(whole) + rest > WIDTH and not in_a_tag:
            out, opening = _on_a_new_line(out, opening)
            line = out.rpartition("\n")[2]
        indent = len(line) - len(line.lstrip())
        # No comma in an attribute: next time the attribute may have a line of its own, and the call fit in it.
        out += _tag(opening, tokens, closing, indent, WIDTH - len(line), rest, comma=not in_a_tag)
        at = end
    return out + template[at:]


def _on_a_new_line(out: str, opening: str) -> tuple[str, str]:
    """Where the line may end: at a blank, or where there is none, before a tag that says so ({{- or {%-)."""
    line = out.rpartition("\n")[2]
    new = "\n" + " " * (len(line) - len(line.lstrip()))
    if not line.strip() or out.endswith(("%} ", "-%}", "-}}")):
        return out, opening
    if out.endswith(" "):
        return out.rstrip(" ") + new, opening
    return out + new, opening if opening.endswith("-") else opening + "-"


def _unbroken(after: str) -> str:
    """What follows a tag in its line, up to where the line may end: the next tag, or a blank."""
    return re.split(r"\s|\{[{%]", after, maxsplit=1)[0]


def _tags(template: str) -> Iterator[tuple[int, int, str, Tokens, str]]:
    at = 0
    while found := OPENING.search(template, at):
        at = found.end()
        if found[0].startswith("{#"):
            continue
        tokens: Tokens = []
        depth, blank = 0, ""
        while True:
            token = TOKEN.match(template, at)
            if token is None:
                return
            at = token.end()
            if token["space"]:
                blank = " "
                continue
            if token["end"] and (depth == 0 or "%" in token["end"]):
                yield found.start(), at, found[0], tokens, token["end"]
                break
            word = token[0]
            if token["end"]:  # two brackets of dictionaries, one in the other
                word, at = "}", token.start() + 1
            depth += (word in PAIRS) - (word in PAIRS.values())
            last = tokens[-1].strip() if tokens else ""
            beside = last in PAIRS or word in PAIRS.values() or word == ","
            tokens.append(("" if beside else blank) + word)
            blank = ""


def _tag(opening: str, tokens: Tokens, closing: str, indent: int, room: int, after: int, *, comma: bool) -> str:
    whole = _flat(tokens)
    if not _stays_broken(tokens) and len(f"{opening} {whole} {closing}") + after <= room:
        return f"{opening} {whole} {closing}"
    pad = " " * indent
    if _is_bracketed(tokens):  # {{ field( … ) }}
        return f"{opening} {_laid(tokens, indent, room - len(opening) - 1, len(closing) + 1, comma=comma)} {closing}"
    laid = _laid(tokens, indent + 2, WIDTH - indent - 2, 0, comma=comma)
    return f"{opening}\n{pad}  {laid}\n{pad}{closing}"


def _flat(tokens: Tokens) -> str:
    return "".join(tokens).strip()


def _stays_broken(tokens: Tokens) -> bool:
    """A comma before a closing bracket: whoever wrote it wants one argument a line, however short they are."""
    for number, token in enumerate(tokens):
        if token.strip() in PAIRS and not _is_round(tokens, number):
            end = _closing_of(tokens, number)
            if end > number + 1 and tokens[end - 1].strip() == ",":
                return True
    return False


def _closing_of(tokens: Tokens, start: int) -> int:
    depth = 0
    for number in range(start, len(tokens)):
        word = tokens[number].strip()
        depth += (word in PAIRS) - (word in PAIRS.values())
        if depth == 0:
            return number
    raise ValueError("a bracket is not closed: " + _flat(tokens))


def _last_bracket(tokens: Tokens) -> int:
    """Where the last outermost bracket opens, or -1."""
    found, number = -1, 0
    while number < len(tokens):
        if tokens[number].strip() in PAIRS:
            end = _closing_of(tokens, number)
            found = number if end > number + 1 else found
            number = end
        number += 1
    return found


def _is_all_in_one_bracket(tokens: Tokens) -> bool:
    return tokens[0].strip() in "{[" and _closing_of(tokens, 0) == len(tokens) - 1


def _is_bracketed(tokens: Tokens) -> bool:
    start = _last_bracket(tokens)
    return start >= 0 and _closing_of(tokens, start) == len(tokens) - 1 and not any(_split(tokens, w) for w in LOOSE)


def _split(tokens: Tokens, words: tuple[str, ...]) -> list[Tokens]:
    """Cut before each of these words that is in no bracket; nothing when there is none."""
    pieces: list[Tokens] = [[]]
    depth = 0
    for number, token in enumerate(tokens):
        word = token.strip()
        if depth == 0 and word in words and number > 0 and pieces[-1]:
            pieces.append([])
        pieces[-1].append(token)
        depth += (word in PAIRS) - (word in PAIRS.values())
    return pieces if len(pieces) > 1 else []


def _laid(tokens: Tokens, indent: int, room: int, after: int, *, comma: bool = True) -> str:
    if not _stays_broken(tokens) and len(_flat(tokens)) + after <= room:
        return _flat(tokens)
    pad = " " * (indent + 2)
    if tokens[0].strip() == "set" and "=" in (words := [token.strip() for token in tokens]):
        head = words.index("=") + 1
        front = _flat(tokens[:head])
        return f"{front} {_laid(tokens[head:], indent, room - len(front) - 1, after, comma=comma)}"
    for words in [] if tokens[0].strip() in ("macro", "for", "from") else LOOSE:
        if pieces := _split(tokens, words):
            first, *others = pieces
            lines = [_laid(first, indent, WIDTH - indent, 0, comma=comma)]
            lines += [_laid(piece, indent + 2, WIDTH - indent - 2, after, comma=comma) for piece in others]
            return f"\n{pad}".join(lines)
    if tokens[0].strip() == "from":
        front, names = tokens[:3], _arguments(tokens[3:])
        return _flat(front) + "".join(f"\n{pad}{_flat(name)}," for name in names).rstrip(",") + "\n" + " " * indent
    start = _last_bracket(tokens)
    if start < 0:
        return _flat(tokens)
    end = _closing_of(tokens, start)
    arguments = [argument for argument in _arguments(tokens[start + 1 : end]) if argument]
    front = _flat(tokens[: start + 1])
    if len(arguments) == 1 and _is_all_in_one_bracket(arguments[0]):  # govukInput({ … })
        return front + _laid(arguments[0], indent, 0, 0, comma=comma) + _flat(tokens[end:])
    lines = [_laid(argument, indent + 2, WIDTH - indent - 3, 0, comma=comma) for argument in arguments]
    had = _is_round(tokens, start) and tokens[end - 1].strip() == ","
    may = tokens[0].strip() != "macro" and not _is_round(tokens, start)  # Jinja takes none at the end of a macro's own
    inner = f",\n{pad}".join(lines) + ("," if had or (may and comma) else "")
    return f"{front}\n{pad}{inner}\n{' ' * indent}{_flat(tokens[end:])}"


def _is_round(tokens: Tokens, start: int) -> bool:
    """A bracket that is no call, in which a comma means something: (a) and (a,) differ."""
    called = start > 0 and not tokens[start].startswith(" ") and re.fullmatch(r"\w+|[)\]]", tokens[start - 1].strip())
    return tokens[start].strip() == "(" and not called


def _arguments(tokens: Tokens) -> list[Tokens]:
    arguments: list[Tokens] = [[]]
    depth = 0
    for token in tokens:
        word = token.strip()
        depth += (word in PAIRS) - (word in PAIRS.values())
        if depth == 0 and word == ",":
            arguments.append([])
        else:
            arguments[-1].append(token)
    return arguments


def laid_out(templates: dict[Path, str]) -> dict[Path, str]:
    """Each template as both would write it, again and again until neither changes anything."""
    done = templates
    for _ in range(6):
        before, done = done, {path: formatted(text) for path, text in _marked_up(done).items()}
        if before == done:
            break
    return done


def _marked_up(templates: dict[Path, str]) -> dict[Path, str]:
    with tempfile.TemporaryDirectory() as folder:
        copies = {Path(folder) / f"{number}.html": path for number, path in enumerate(templates)}
        for copy, path in copies.items():
            copy.write_text(templates[path], encoding="utf-8")
        done = subprocess.run([*DJANGOFMT, *map(str, copies)], capture_output=True, text=True, check=False)
        if done.returncode:
            names = "".join(f"{copy.name} is {path}\n" for copy, path in copies.items() if copy.name in done.stderr)
            sys.exit(done.stderr + names)
        return {path: copy.read_text(encoding="utf-8") for copy, path in copies.items()}


def _lint(paths: list[Path]) -> int:
    """How djangofmt's own rules were broken, on the terminal; its exit status."""
    rules = [DJANGOFMT[0], "check", "--quiet", "--profile", "jinja", "--custom-blocks", "call"]
    return subprocess.run([*rules, *map(str, paths)], check=False).returncode


def main(arguments: list[str]) -> int:
    """0 when every template is laid out and no line is too long."""
    fix = "--fix" in arguments
    paths = [Path(each).resolve() for each in arguments if each != "--fix"]
    paths = paths or sorted((ROOT / "src").glob("kinwork/*/jinja2/**/*.html"))
    before = {path: path.read_text(encoding="utf-8") for path in paths}
    after = laid_out(before)
    wrong = _lint(paths)
    for path, text in after.items():
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        if text != before[path] and fix:
            path.write_text(text, encoding="utf-8")
        elif text != before[path]:
            wrong += 1
            print(f"{name}: not laid out; run python scripts/templates.py --fix")
        for number, line in enumerate(text.splitlines(), start=1):
            if len(line) > WIDTH:
                wrong += 1
                print(f"{name}:{number}: {len(line)} columns, {WIDTH} are the most")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
