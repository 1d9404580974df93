"""Tables as evaluators print them: group columns, test, effect, stars and notes; to HTML and Word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from .problems import BadData
from .regression import Model
from .results import Estimate, Result
from .wording import bounded, degrees, p_value, stars

STARS = "* p < .05, ** p < .01, *** p < .001."


@dataclass(frozen=True)
class PrintedTable:
    """A table ready to print: texts by column, title, and the notes under it."""

    title: str
    data: pl.DataFrame
    notes: tuple[str, ...]

    def html(self) -> str:
        """A self-contained HTML fragment, headers marked up for screen readers."""
        from great_tables import GT

        table = GT(self.data).tab_header(title=self.title).cols_align("right").cols_align("left", columns=[0])
        for note in self.notes:
            table = table.tab_source_note(note)
        return str(table.as_raw_html())

    def docx(self, path: str | Path) -> None:
        """Write a Word document with the table; its first row repeats on every page."""
        from docx import Document
        from docx.oxml import OxmlElement

        target = Path(path)
        if target.suffix != ".docx":
            raise BadData(f"{target}: expected a name ending in .docx")
        document = Document()
        document.add_paragraph(self.title, style="Caption")
        table = document.add_table(rows=1, cols=self.data.width, style="Table Grid")
        for cell, name in zip(table.rows[0].cells, self.data.columns, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(name).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in self.data.iter_rows():
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = str(text)
        for note in self.notes:
            document.add_paragraph(note)
        document.save(str(target))

    def text(self) -> str:
        """The table as tab-separated text, to paste into a spreadsheet."""
        return self.data.write_csv(separator="\t")


def _limits(estimate: Estimate | None) -> str:
    if estimate is None:
        return ""
    between = estimate.interval
    inside = f" [{between.low:.2f}, {between.high:.2f}]" if between else ""
    return f"{estimate.value:.2f}{inside}"


def comparison_table(results: Sequence[Result], *, title: str) -> PrintedTable:
    """One row per outcome: mean (sd) or n of each group, the test with stars, effect with its interval.

    All results must compare the same groups. Stars go by adjusted p where there is one.

    >>> from kinwork.statistics import Summary, compare_groups
    >>> ghq = compare_groups([Summary("LA1", 40, 9.88, 2.98), Summary("LA3", 38, 12.82, 6.78)], test="welch")
    >>> comparison_table([ghq], title="GHQ").data["Test"][0]
    't(50.22) = -2.46*'
    """
    if not results:
        raise BadData("found no results to print")
    names = [group.name for group in results[0].groups]
    rows = []
    for result in results:
        if [group.name for group in result.groups] != names:
            raise BadData(f"'{result.outcome}' compares other groups than '{results[0].outcome}'")
        p = result.p if result.p_adjusted is None else result.p_adjusted
        row = {"Outcome": result.outcome or result.test}
        for group in result.groups:
            shown = f"n = {group.n}" if group.mean is None else f"{group.mean:.2f} ({group.sd or 0:.2f}), n = {group.n}"
            if group.quartiles:
                shown = f"{group.quartiles}, n = {group.n}"
            row[group.name] = shown
        inside = ", ".join(degrees(df) for df in result.df)
        value = "exact" if result.statistic is None else f"{result.symbol}({inside}) = {result.statistic:.2f}"
        row["Test"] = value.replace("()", "") + stars(p)
        row["p"] = p_value(result.p).removeprefix("p = ").removeprefix("p ")
        if any(other.p_adjusted is not None for other in results):
            row["Adjusted p"] = bounded(p, 3) if p >= 0.001 else "< .001"
        row["Effect [95 % CI]"] = _limits(result.effect)
        rows.append(row)
    ranks = any(group.quartiles for result in results for group in result.groups)
    shown = "mean (standard deviation)" + (", or median [Q1, Q3] where ranks are compared" if ranks else "")
    notes = [f"{', '.join(names)}: {shown}, valid n. {STARS}"]
    if adjustment := next((result.adjustment for result in results if result.adjustment), ""):
        notes.append(f"Stars go by p adjusted for {len(results)} outcomes ({adjustment}).")
    notes.append(f"Effect sizes: {', '.join(dict.fromkeys(r.effect.name for r in results if r.effect))}.")
    notes += [f"{result.outcome or result.test}: {result.test}; {result.reference}" for result in results]
    if gone := [f"{r.outcome or r.test} {sum(g.missing for g in r.groups)}" for r in results if _missing(r)]:
        notes.append(f"Missing: {', '.join(gone)}.")
    return PrintedTable(title, pl.DataFrame(rows), tuple(notes))


def _missing(result: Result) -> int:
    return sum(group.missing for group in result.groups)


def regression_table(models: Sequence[Model], *, title: str) -> PrintedTable:
    """One row per predictor, one column per model: estimate with stars and interval; n and clusters below."""
    if not models:
        raise BadData("found no models to print")
    names = list(dict.fromkeys(c.name for model in models for c in model.coefficients))
    columns: dict[str, list[str]] = {"Predictor": [*names, "n", "Clusters"]}
    for number, model in enumerate(models, start=1):
        found = {c.name: f"{_limits(c.estimate)}{stars(c.p)}" for c in model.coefficients}
        column = [found.get(name, "") for name in names]
        columns[f"({number}) {model.outcome}"] = [*column, str(model.n), str(model.clusters or "")]
    notes = [f"Estimates with 95 % intervals. {STARS}"]
    notes += [f"({i}) {m.test}; {m.reference} {m.missing} cases missing." for i, m in enumerate(models, start=1)]
    return PrintedTable(title, pl.DataFrame(columns), tuple(notes))
