"""Formulas of Excel that fetch something from elsewhere, send something there, or call a program."""

from __future__ import annotations

import re
from html import unescape

from .kinds import Refused
from .office_parts import Reader, local, read
from .office_words import FORMULA

# Where formulas stand: cells, names, checks of what is typed, colours by condition, columns of tables, charts.
HOLDERS = ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula")
HELD = re.compile(rb"<(?:[\w.-]+:)?(?:%s)(?=[\s>])(.*?)</" % b"|".join(one.encode() for one in HOLDERS), re.DOTALL)
# A comment or a CDATA section could stand in the middle of a word.
BROKEN_UP = re.compile(rb"<!|<\?(?!xml\s)")
# Also as newer ones stand in a file (_xlfn.); within words of a formula too, since quotes can be made to hide them.
FUNCTIONS = (
    "WEBSERVICE", "IMAGE", "RTD", "CALL", "REGISTER", "REGISTER.ID", "EXEC", "SQL.REQUEST", "STOCKHISTORY", "COPILOT",
    "TRANSLATE", "DETECTLANGUAGE", "PY",
)  # fmt: skip
CALLED = re.compile(rf"(?i)(?<![\w.])(?:_xl\w+\.)*(?:{'|'.join(map(re.escape, FUNCTIONS))})\s*\(")
# program|'topic'!item
TO_A_PROGRAM = re.compile(r"[\w.'\])]\s*\|\s*(?:'[^']*'|[\w.]+)\s*!")
# 'https://elsewhere/[book.xlsx]sheet'!A1: no sheet has a name with a stroke in it
ELSEWHERE = re.compile(r"'[^'\"]*[\\/][^'\"]*'\s*!")


def look_at_formulas(content: bytes) -> None:
    """Refuse a part of a workbook with such a formula. Read as XML only where something breaks up what it says."""
    if BROKEN_UP.search(content):
        read(content, _Formulas())
    else:
        for found in HELD.finditer(content):
            _look_at(unescape(found[1].decode("utf-8", "replace")))


def _look_at(formula: str) -> None:
    if CALLED.search(formula) or TO_A_PROGRAM.search(formula) or ELSEWHERE.search(formula):
        raise Refused(FORMULA)


class _Formulas(Reader):
    def __init__(self) -> None:
        self.said: list[str] = []
        self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.depth or local(tag) in HOLDERS:
            self.depth += 1

    def data(self, text: str) -> None:
        if self.depth:
            self.said.append(text)

    def end(self, tag: str) -> None:
        if self.depth:
            self.depth -= 1
            if not self.depth:
                _look_at("".join(self.said))
                self.said.clear()
