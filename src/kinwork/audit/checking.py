"""A whole table checked: every claim, and every cell that can be checked by itself."""

from __future__ import annotations

from pathlib import Path

from .cell_checks import check_cells
from .claims import Judged, in_words, judged
from .figures import Figures
from .results import Result
from .slip_search import MOST_TRIED, TOGETHER
from .table import BadTable, Table
from .table_file import read_table


def audit_table(table: Table) -> list[Result]:
    """The results of a table's claims in their order, then those of its cells.

    >>> table = read_table('''
    ... table: "6.7"
    ... groups: {LA1: {n: 40}, LA2: {n: 27}, LA3: {n: 38}}
    ... rows:
    ...   ghq:
    ...     cells:
    ...       LA1: {mean: "9.88", sd: "2.98"}
    ...       LA2: {mean: "11.21", sd: "5.23"}
    ...       LA3: {mean: "12.82", sd: "6.78"}
    ... claims:
    ...   - {id: ghq-F, test: anova, row: ghq, statistic: "2.59", p: ns}
    ... ''')
    >>> result = audit_table(table)[0]
    >>> result.verdict, result.p_verdict, round(result.p, 3)
    ('inconsistent', 'inconsistent', 0.048)
    """
    figures = Figures(table)
    claims = [judged(figures, claim) for claim in table.claims]
    to_explain = sum(isinstance(one, Judged) and one.wants_explaining for one in claims)
    tries = min(MOST_TRIED, TOGETHER // max(1, to_explain))
    results = [in_words(one, tries) if isinstance(one, Judged) else one for one in claims]
    return results + list(check_cells(figures))


def read_file(path: str | Path) -> Table:
    """The table of a file. Raises ``BadTable``, also for a file that cannot be opened."""
    name = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadTable(
            name, _line_of(path, problem.start), "", "bytes that are not UTF-8", "a YAML file in UTF-8"
        ) from None
    except IsADirectoryError:
        raise BadTable(name, None, "", "a folder", "a YAML file") from None
    except OSError as problem:
        raise BadTable(name, None, "", problem.strerror or "no such file", "a YAML file that can be read") from None
    return read_table(text, name)


def _line_of(path: str | Path, position: int) -> int:
    return Path(path).read_bytes()[:position].count(b"\n") + 1
