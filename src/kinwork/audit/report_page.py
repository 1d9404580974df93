"""A page for each document: its tables as printed, each cell marked by its verdict, and every check in words.

The page is one file without scripts or anything fetched. A verdict is never told by colour alone: each marked cell
bears a sign, a text for screen readers, and a link to the check below that explains it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from .report_text import counted
from .results import CONSISTENT, INCONSISTENT, UNDETERMINED, Result
from .table import Cell, Table

Audited = tuple[Table, Sequence[Result]]
SIGNS = {INCONSISTENT: "≠", UNDETERMINED: "?", CONSISTENT: "✓"}
WORDS = {INCONSISTENT: "does not hold", UNDETERMINED: "cannot be told", CONSISTENT: "holds"}
STYLE = """
:root { color-scheme: light; --line: #b1b4b6; --ink: #0b0c0c; --quiet: #484d50;
  --bad: #fbdcd9; --bad-ink: #942514; --open: #fdf3d1; --open-ink: #594d00; --good: #dcefe2; --good-ink: #00542c; }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: var(--ink); background: #fff;
  max-width: 75rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.375rem; line-height: 1.25; margin: 3rem 0 .25rem; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 46rem; }
.quiet { color: var(--quiet); }
a { color: #1a65a6; } a:focus { outline: 3px solid #fd0; background: #fd0; color: var(--ink); }
.wide { overflow-x: auto; } .wide:focus { outline: 3px solid #fd0; }
table { border-collapse: collapse; font-size: .9375rem; margin: .75rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem .25rem; text-align: left;
  vertical-align: top; }
tbody th { min-width: 10rem; }
thead th { border-bottom: 2px solid var(--ink); } td.figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
.inconsistent { background: var(--bad); }
.undetermined { background: var(--open); } .consistent { background: var(--good); }
.sign { text-decoration: none; font-weight: 700; padding: 0 .3rem; }
.inconsistent .sign, .verdict.inconsistent { color: var(--bad-ink); }
.undetermined .sign, .verdict.undetermined { color: var(--open-ink); }
.consistent .sign, .verdict.consistent { color: var(--good-ink); }
.verdict { font-weight: 700; padding: 0 .35rem; white-space: nowrap; }
dl.checks { margin: .5rem 0; } dl.checks dt { margin-top: .9rem; } dl.checks dd { margin: .1rem 0 0; max-width: 46rem; }
dl.checks dt:target { outline: 3px solid #fd0; }
details { margin: 1rem 0; } summary { cursor: pointer; color: #1a65a6; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { details > * { display: block; } }
"""


def page(title: str, audited: Sequence[Audited], across: Sequence[Result] = (), *, back: str = "") -> str:
    """One page for the tables of a document, as HTML."""
    every = [result for _, results in audited for result in results]
    parts = [f"<p>{escape(counted(every))} in {_number(len(audited), 'table')}.</p>", _key()]
    if len(audited) > 1:
        links = "".join(
            f'<li><a href="#{_slug(t)}">Table {escape(t.number)}. {escape(t.title)}</a> '
            f'<span class="quiet">{escape(counted(results))}</span></li>'
            for t, results in audited
        )
        parts.append(f'<nav aria-label="Tables"><ul>{links}</ul></nav>')
    parts += [_section(table, results) for table, results in audited]
    if across:
        parts.append(f'<h2 id="across">Between the tables</h2>{_checks(across, "across")}')
    home = f'<p><a href="{escape(back)}">All documents</a></p>' if back else ""
    return _document(title, home + f"<h1>{escape(title)}</h1>" + "".join(parts))


def index(title: str, pages: Sequence[tuple[str, str, Sequence[Audited]]]) -> str:
    """The list of documents: (file name, title, tables)."""
    rows = []
    for file, name, audited in pages:
        results = [result for _, found in audited for result in found]
        wrong = sum(result.is_inconsistent for result in results)
        rows.append(
            f'<tr><th scope="row"><a href="{escape(file)}">{escape(name)}</a></th>'
            f'<td class="figure">{len(audited)}</td>'
            f'<td class="figure">{len(results)}</td><td class="figure">{wrong}</td></tr>'
        )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Document", "Tables", "Checks", "Do not hold"))
    body = f"<h1>{escape(title)}</h1><table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return _document(title, body)


def by_document(audited: Sequence[Audited]) -> dict[str, list[Audited]]:
    """Tables by the document that they come from."""
    found: dict[str, list[Audited]] = {}
    for table, results in audited:
        found.setdefault(table.source or "Tables", []).append((table, results))
    for tables in found.values():
        tables.sort(key=lambda pair: [int(x) if x.isdigit() else 0 for x in re.findall(r"\d+|\D+", pair[0].number)])
    return found


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _key() -> str:
    marks = " ".join(f'<span class="verdict {v}">{SIGNS[v]} {WORDS[v]}</span>' for v in SIGNS)
    return (
        f"<p>{marks}</p><p class='quiet'>A figure holds when its rounding interval meets the box: the range of what "
        "its inputs give as each of them moves over its own rounding. A sign in a cell leads to the check that "
        "explains it; the text shows on hovering, too.</p>"
    )


def _section(table: Table, results: Sequence[Result]) -> str:
    slug = _slug(table)
    head = f'<section aria-labelledby="{slug}"><h2 id="{slug}">Table {escape(table.number)}. {escape(table.title)}</h2>'
    note = f'<p class="quiet">{escape(table.note)}</p>' if table.note else ""
    worth = [r for r in results if r.is_inconsistent or r.verdict != CONSISTENT]
    holds = [r for r in results if r not in worth]
    parts = [head, f"<p>{escape(counted(results))}.</p>", note, _as_printed(table, results, slug)]
    if worth:
        parts += ["<h3>What does not hold or cannot be told</h3>", _checks(worth, slug)]
    if holds:
        parts.append(f"<details><summary>What holds ({len(holds)})</summary>{_checks(holds, slug)}</details>")
    return "".join(parts) + "</section>"


def _as_printed(table: Table, results: Sequence[Result], slug: str) -> str:
    marks = _marks(results)
    heads = "".join(
        f'<th scope="col">{escape(g.label or g.id)}{f"<br>n = {g.n}" if g.n is not None else ""}</th>'
        for g in table.groups.values()
    )
    body = []
    for row in table.rows.values():
        note = f'<br><span class="quiet">{escape(row.note)}</span>' if row.note else ""
        cells = "".join(_cell(row.cells.get(group), marks.get((row.id, group)), slug) for group in table.groups)
        body.append(f'<tr><th scope="row">{escape(row.label or row.id)}{note}</th>{cells}</tr>')
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table {escape(table.number)}"><table>'
        f'<caption class="hidden">Table {escape(table.number)}. {escape(table.title)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _marks(results: Sequence[Result]) -> Mapping[tuple[str, str], Result]:
    """For each cell the check that says most of it: one that fails before one that is open before one that holds."""
    order = {INCONSISTENT: 0, UNDETERMINED: 1, CONSISTENT: 2}
    found: dict[tuple[str, str], Result] = {}
    for result in sorted(results, key=lambda r: (order[_verdict(r)], len(r.cells))):
        for place in result.cells:
            found.setdefault(place, result)
    return found


def _verdict(result: Result) -> str:
    return INCONSISTENT if result.is_inconsistent else result.verdict


def _cell(cell: Cell | None, result: Result | None, slug: str) -> str:
    if cell is None:
        return '<td><span class="hidden">nothing printed</span></td>'
    shown = escape(_figures(cell))
    if result is None:
        return f'<td class="figure">{shown}</td>'
    verdict = _verdict(result)
    return (
        f'<td class="figure {verdict}" title="{escape(f"{result.id}: {result.message}")}">{shown}'
        f'<a class="sign" href="#{slug}-{_anchor(result.id)}"><span aria-hidden="true">{SIGNS[verdict]}</span>'
        f'<span class="hidden">{WORDS[verdict]}: {escape(result.id)}</span></a></td>'
    )


def _figures(cell: Cell) -> str:
    """A cell as a report prints it: mean (SD), count (percent)."""
    parts = []
    if cell.mean:
        parts.append(cell.mean.text)
    if cell.sd:
        parts.append(f"({cell.sd.text})")
    if cell.count is not None:
        parts.append(str(cell.count) + (f"/{cell.base}" if cell.base is not None else ""))
    if cell.percent:
        parts.append(f"({cell.percent.text} %)" if cell.count is not None else f"{cell.percent.text} %")
    if cell.value:
        parts.append(cell.value.text)
    return " ".join(parts)


def _checks(results: Sequence[Result], slug: str) -> str:
    items = []
    for result in results:
        verdict = _verdict(result)
        printed = f", printed “{escape(result.printed)}”" if result.printed is not None else ""
        name = f"<strong>{escape(result.id)}</strong> ({escape(result.check)}{printed})"
        word = f'<span class="verdict {verdict}">{SIGNS[verdict]} {WORDS[verdict]}</span>'
        anchor = f"{slug}-{_anchor(result.id)}"
        items.append(f'<dt id="{anchor}">{word} {name}</dt><dd>{escape(result.message)}</dd>')
    return f'<dl class="checks">{"".join(items)}</dl>'


def _slug(table: Table) -> str:
    return "table-" + _anchor(table.number)


def _anchor(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-").lower()


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
