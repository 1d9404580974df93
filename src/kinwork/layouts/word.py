"""Blocks as a Word document: real headings, lists and table heads, in English, readable without any of our fonts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Paragraphs

from kinwork.light_text import Heading as TextHeading
from kinwork.light_text import Items as TextItems
from kinwork.light_text import Paragraph, Run, blocks

from .blocks import Block, Happening, Heading, Items, Pairs, Picture, Prose, Signatures, Table

FONT = "Arial"
INK, SOFT = RGBColor(0x11, 0x11, 0x11), RGBColor(0x55, 0x55, 0x55)
LINE, SHADE = "8C8C8C", "F0F0F0"  # of tables, and behind their heads
KEPT_TOGETHER = 8  # rows of a table that go to the next page rather than part
WIDE, HIGH = 162.0, 150.0  # mm that a picture may take
# Of the letters that XML holds none of these.
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
AsPng = Callable[[str, float, float], bytes]


@dataclass(frozen=True)
class Paper:
    """What one document holds beside its sections: its title, lines under it, who made it, what its foot says."""

    title: str
    under: tuple[str, ...]
    author: str
    made_at: datetime
    foot: str


def as_docx(paper: Paper, sections: Iterable[tuple[str, Sequence[Block]]], as_png: AsPng) -> bytes:
    """The whole document. ``as_png`` makes a picture of a drawing, of which Word knows no other kind that all read."""
    made = _Made(paper, as_png)
    for title, within in sections:
        if any(isinstance(block, Signatures) for block in within):
            made.keep_last_with_next()
        made.heading(title, 1)
        for block in within:
            made.block(block)
    return made.as_bytes()


def _safe(words: str) -> str:
    return UNSAFE.sub("", words)


class _Made:
    def __init__(self, paper: Paper, as_png: AsPng) -> None:
        self.as_png = as_png
        self.doc = docx.Document()
        self.styles()
        self.page(paper.foot)
        self.about(paper)
        title = self.doc.add_paragraph(_safe(paper.title), style="Title")
        title.paragraph_format.keep_with_next = True
        for number, line in enumerate(paper.under, start=1):
            self.soft(line).paragraph_format.space_after = Pt(8 if number == len(paper.under) else 0)

    def as_bytes(self) -> bytes:
        out = BytesIO()
        self.doc.save(out)
        return out.getvalue()

    def about(self, paper: Paper) -> None:
        core = self.doc.core_properties
        core.title, core.author, core.language = _safe(paper.title)[:250], _safe(paper.author)[:250], "en-GB"
        core.last_modified_by, core.comments, core.keywords = _safe(paper.author)[:250], "", ""
        core.created = core.modified = paper.made_at.astimezone(UTC).replace(tzinfo=None)
        core.revision = 1
        self.as_of_today()

    def as_of_today(self) -> None:
        """Else Word opens it in the ways of 2010, says so, and puts tables into the margin."""
        for one in self.doc.settings.element.iter(qn("w:compatSetting")):
            if one.get(qn("w:name")) == "compatibilityMode":
                one.set(qn("w:val"), "15")

    def styles(self) -> None:
        sizes = {
            "Normal": 10.5, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Heading 4": 10.5,
            "List Bullet": 10.5, "List Number": 10.5,
        }  # fmt: skip
        for name, size in sizes.items():
            style = self.doc.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{kind}"), FONT)
        plain = self.doc.styles["Normal"].paragraph_format
        plain.space_after, plain.line_spacing, plain.widow_control = Pt(6), 1.15, True
        for name, before in (("Heading 1", 16), ("Heading 2", 10), ("Heading 3", 8), ("Heading 4", 6)):
            style = self.doc.styles[name]
            style.font.bold, style.font.italic = True, False
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)
            style.paragraph_format.keep_with_next = True
        title = self.doc.styles["Title"]
        title.font.bold = True
        title.paragraph_format.space_after = Pt(4)
        for border in title.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
        for lang in self.doc.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), "en-GB")
            lang.set(qn("w:eastAsia"), "en-GB")

    def page(self, foot: str) -> None:
        section = self.doc.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(24)
        section.top_margin, section.bottom_margin = Mm(22), Mm(20)
        line = section.footer.paragraphs[0]
        line.style = self.doc.styles["Normal"]  # the footer’s own has a stop in the middle
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
        run = line.add_run(_safe(f"{foot}\tPage "))
        self.field(line, "PAGE")
        line.add_run(" of ")
        self.field(line, "NUMPAGES")
        for run in line.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), SOFT

    def field(self, line: Any, name: str) -> None:
        """A number that Word works out."""
        for kind, words in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
            run = line.add_run()
            if kind == "shown":
                run.text = words
                continue
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.set(qn("xml:space"), "preserve")
                mark.text = f" {words} "
            run._r.append(mark)

    def keep_last_with_next(self) -> None:
        """A signature never stands on a page without anything that is signed."""
        last = self.doc.element.body.xpath("(./w:p | ./w:tbl//w:tr[last()]//w:p)")
        is_after_table = not last[-1].xpath("string()")
        row = last[-2].getparent().getparent() if is_after_table else last[-1]
        for line in (last[-1], *row.iter(qn("w:p"))):
            Paragraphs(line, self.doc).paragraph_format.keep_with_next = True

    # -- blocks

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block.words, 2)
        elif isinstance(block, Prose):
            self.light(block.text, 2)
        elif isinstance(block, Happening):
            self.happening(block)
        elif isinstance(block, Items):
            number = self.numbering(1) if block.is_numbered else None
            for line in block.lines:
                self.item([Run(line)], number)
        elif isinstance(block, Pairs):
            self.pairs(block)
        elif isinstance(block, Table):
            self.title(block.title)
            self.table(block.heads, block.rows, block.widths)
        elif isinstance(block, Picture):
            self.picture(block)
        elif isinstance(block, Signatures):
            self.table(("As", "Name", "Date"), block.lines, (40, 40, 20), height=Mm(11))

    def heading(self, words: str, level: int) -> None:
        self.doc.add_heading(_safe(words), level)

    def title(self, words: str) -> None:
        if words:
            self.heading(words, 2)

    def soft(self, words: str) -> Any:
        line = self.doc.add_paragraph()
        run = line.add_run(_safe(words))
        run.font.size, run.font.color.rgb = Pt(9.5), SOFT
        return line

    def runs(self, line: Any, runs: Iterable[Run]) -> None:
        for one in runs:
            for number, words in enumerate(one.text.split("\n")):
                run = line.add_run()
                if number:
                    run.add_break(WD_BREAK.LINE)
                run.add_text(_safe(words))
                run.bold = one.is_bold or None

    def light(self, text: str, level: int) -> None:
        for block in blocks(text):
            self.light_block(block, level)

    def light_block(self, block: Any, level: int) -> None:
        if isinstance(block, TextHeading):
            line = self.doc.add_paragraph(style=f"Heading {min(4, level + block.level - 1)}")
            self.runs(line, (Run(run.text) for run in block.runs))
        elif isinstance(block, Paragraph):
            self.runs(self.doc.add_paragraph(), block.runs)
        elif isinstance(block, TextItems):
            self.items(block, 0)

    def items(self, found: TextItems, depth: int) -> None:
        number = self.numbering(found.start) if found.start is not None else None
        for item in found.items:
            is_first = True
            for one in item:
                if isinstance(one, TextItems):
                    self.items(one, depth + 1)
                elif is_first:
                    self.item(one.runs, number, depth)
                else:
                    line = self.doc.add_paragraph()
                    line.paragraph_format.left_indent = Mm(6.35 * (depth + 1))
                    self.runs(line, one.runs)
                is_first = False

    def item(self, runs: Iterable[Run], number: int | None, depth: int = 0) -> None:
        name = "List Bullet" if number is None else "List Number"
        line = self.doc.add_paragraph(style=name)
        line.paragraph_format.space_after = Pt(2)
        if depth:
            line.paragraph_format.left_indent = Mm(6.35 * (min(depth, 6) + 1))
        if number is not None:
            properties = line._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = number, 0
        self.runs(line, runs)

    def numbering(self, start: int) -> int:
        """Numbers that begin anew: of Word's own they would go on from the list before."""
        part = self.doc.part.numbering_part.element
        of_style = self.doc.styles["List Number"].element.pPr.numPr.numId.val
        abstract = next(one for one in part.num_lst if one.numId == of_style).abstractNumId.val
        found = part.add_num(abstract)
        found.add_lvlOverride(ilvl=0).add_startOverride(max(0, min(start, 30_000)))
        return int(found.numId)

    def happening(self, block: Happening) -> None:
        line = self.doc.add_paragraph()
        line.paragraph_format.keep_with_next, line.paragraph_format.space_before = True, Pt(6)
        line.paragraph_format.space_after = Pt(1)
        run = line.add_run(_safe(block.head))
        run.bold = True
        if block.about:
            run = line.add_run(_safe(f"  {block.about}"))
            run.font.size, run.font.color.rgb = Pt(9.5), SOFT
        self.light(block.text, 3)
        for one in block.added:
            self.light(one, 3)

    def pairs(self, block: Pairs) -> None:
        self.title(block.title)
        for label, words in block.rows:
            line = self.doc.add_paragraph()
            line.paragraph_format.space_after = Pt(3)
            run = line.add_run(_safe(f"{label} " if label.endswith("?") else f"{label}: "))
            run.bold = True
            self.runs(line, [Run(words)])

    def picture(self, block: Picture) -> None:
        png = self.as_png(block.svg, block.width, block.height)
        scale = min(WIDE / max(block.width, 1), HIGH / max(block.height, 1), 0.3)
        line = self.doc.add_paragraph()
        shape = line.add_run().add_picture(BytesIO(png), width=Mm(block.width * scale))
        shape._inline.docPr.set("descr", _safe(block.alt or block.words)[:4000])
        if block.words:
            for words in block.words.split("\n"):
                self.soft(words).paragraph_format.space_after = Pt(1)

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int] = (), height: Any = None
    ) -> None:
        table = self.doc.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        self.look(table)
        parts = widths or (1,) * len(heads)
        across = [Mm(WIDE * one / sum(parts)) for one in parts]
        for column, width in zip(table.columns, across, strict=True):
            column.width = width
        self.row(table.rows[0], heads, across, is_head=True, stays=True)
        for number, one in enumerate(rows, start=1):
            row = table.add_row()
            if height is not None:
                row.height = height
            self.row(row, one, across, stays=number < len(rows) <= KEPT_TOGETHER)
        after = self.doc.add_paragraph()
        after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(6), Pt(1)

    def look(self, table: Any) -> None:
        """Thin lines, and room between them and the words."""
        properties = table.rows[0]._tr.getparent().tblPr
        lines, room = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            line = OxmlElement(f"w:{side}")
            for name, said in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
                line.set(qn(f"w:{name}"), said)
            lines.append(line)
        for side, twips in (("top", 50), ("left", 100), ("bottom", 30), ("right", 100)):
            space = OxmlElement(f"w:{side}")
            space.set(qn("w:w"), str(twips))
            space.set(qn("w:type"), "dxa")
            room.append(space)
        # Their places in what the schema calls a sequence: before the layout of columns and what follows it.
        properties.find(qn("w:tblLayout")).addprevious(lines)
        properties.find(qn("w:tblLayout")).addnext(room)

    def row(
        self, row: Any, words: Sequence[str], across: Sequence[Any], *, is_head: bool = False, stays: bool = False
    ) -> None:
        """``stays``: with the row below it, on one page."""
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, element, said, width in zip(row.cells, row._tr.tc_lst, words, across, strict=True):
            cell.width = width
            if is_head:
                shade = OxmlElement("w:shd")
                for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
                    shade.set(qn(f"w:{name}"), value)
                element.get_or_add_tcPr().append(shade)
            line = cell.paragraphs[0]
            line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(2), 1.0
            line.paragraph_format.keep_with_next = stays or None
            self.runs(line, [Run(said, is_bold=is_head)])
            for run in line.runs:
                run.font.size = Pt(9.5)
