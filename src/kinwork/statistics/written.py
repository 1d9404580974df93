"""Numbers as people and spreadsheets write them: one cell, and a column whose cells tell how they are to be read."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .labels import is_missing
from .problems import BadData

LARGEST = 1e100  # beyond it squares overflow; no outcome of families is as large
_PLAIN = re.compile(r"[-+−]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_EUROPEAN = re.compile(r"[-+−]?\d+(\.\d{3})*,\d+")
_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(,\d{3})+(\.\d+)?")
_CURRENCY = r"£|\$|€|GBP|EUR|USD"
_CELL = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<before>{_CURRENCY})?\s*(?P<inner>[-+−–])?"
    rf"(?P<body>\d[\d.,'’\s]*|[.,]\d+)(?P<power>[eE][-+]?\d+)?\s*(?P<after>%|{_CURRENCY})?\s*(?P<behind>-)?(?P<close>\))?",
    re.IGNORECASE,
)  # fmt: skip
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(\s+\d{1,2}:\d{2}(:\d{2})?)?|\d{4}-\d{2}-\d{2}T.*")
_TIME_OR_FRACTION = re.compile(r"\d+\s*[:/]\s*\d+(:\d+)?")
_BAND = re.compile(r"\d+\s*[-–]\s*\d+|\d{4}/\d{2,4}|\d+\s*\+")  # 5–11, 2019/20, 18+: words, though of digits
_ONLY_DIGITS = re.compile(r"[-+−–(£$€]?\s*[.,]?\d[\d.,'’%£$€\s/:)-]*")
_UNIT = re.compile(r"(?P<number>[-+]?\d+(?:[.,]\d+)?)\s*(?P<unit>[^\W\d_]+\.?)")


def number(text: str, *, decimal: str = ".") -> float | None:
    """The number that ``text`` says; None where it says that there is none.

    ``decimal`` is "." or ",". Raises BadData for anything else, saying what would be right.

    >>> number(" 3.50 "), number("NA"), number("3,5", decimal=",")
    (3.5, None, 3.5)
    >>> number("3,5")
    Traceback (most recent call last):
    ...
    kinwork.statistics.problems.BadData: found '3,5', expected a decimal point as in 3.5 (or say decimal comma)
    """
    stripped = text.strip()
    if is_missing(stripped):
        return None
    if decimal == "," and _EUROPEAN.fullmatch(stripped):
        stripped = stripped.replace(".", "").replace(",", ".")
    if _PLAIN.fullmatch(stripped):
        return _of_size(float(stripped.replace("−", "-")), stripped)
    raise BadData(f"found '{stripped}', {_what_would_be_right(stripped)}")


def _of_size(value: float, text: str) -> float:
    if abs(value) > LARGEST:
        raise BadData(f"found '{text}', expected a number of at most {LARGEST:.0e}")
    return value


def _what_would_be_right(text: str) -> str:
    # 1,234 may be a thousand or one and a bit: guessing would be wrong silently, so nobody guesses.
    if _THOUSANDS.fullmatch(text):
        return f"expected a number without separators: {text.replace(',', '')} (or {text.replace(',', '.', 1)})"
    if _EUROPEAN.fullmatch(text):
        right = text.replace(".", "").replace(",", ".")
        return f"expected a decimal point as in {right} (or say decimal comma)"
    if text.endswith("%"):
        return f"expected a number without the percent sign: {text.rstrip('% ')}"
    if found := re.fullmatch(r"[£$€]\s*([\d.,]+)", text):
        return f"expected a number without the currency sign: {found[1].replace(',', '')}"
    if found := re.fullmatch(r"([-+]?\d+(?:\.\d+)?)\s*([A-Za-z]|[¹²³⁰-⁹*†‡§#+]+)", text):
        return f"expected a number without the mark '{found[2]}': {found[1]}"
    return "expected a number, or an empty cell for missing"


@dataclass(frozen=True)
class Column:
    """A column's numbers, NaN where there is none, and in words how they were written where that was not plainly."""

    values: list[float]
    writing: str = ""


@dataclass(frozen=True)
class _Cell:
    """One cell taken apart: which decimal signs it can have, and what stands around its digits."""

    text: str
    body: str
    decimals: frozenset[str]
    negative: bool
    power: str
    around: str  # the percent or currency sign, '' for none

    def value(self, decimal: str) -> float:
        other = "," if decimal == "." else "."
        digits = re.sub(r"[\s'’]", "", self.body).replace(other, "").replace(decimal, ".")
        return _of_size(float(digits + self.power) * (-1 if self.negative else 1), self.text)


def looks_like_numbers(texts: Sequence[str]) -> bool:
    """Whether any cell is a number in some usual writing, or nearly: then the column is no column of words.

    >>> looks_like_numbers(["3,5", "4,0"]), looks_like_numbers(["0–4", "5–11"]), looks_like_numbers(["yes", "no"])
    (True, False, False)
    """
    held = [text for text in texts if not is_missing(text)]
    if any(_taken_apart(text) is not None or _DATE.fullmatch(text) for text in held) or _one_unit(held):
        return True
    return any(_ONLY_DIGITS.fullmatch(text) and not _BAND.fullmatch(text) for text in held)


def decimals_of(texts: Sequence[str]) -> frozenset[str]:
    """The decimal signs that the cells leave open: both where nothing tells, none where they contradict."""
    found = frozenset(".,")
    for text in texts:
        cell = _taken_apart(text) if not is_missing(text) else None
        if cell is not None:
            found &= cell.decimals
    return found


def column(texts: Sequence[str], *, decimal: str = "auto", elsewhere: frozenset[str] = frozenset(".,")) -> Column:
    """The numbers of a column, all read in one way. ``decimal``: ".", "," or "auto", which asks the cells.

    ``elsewhere`` are the decimal signs that the file's other columns leave open, for cells such as 3,500. BadData
    begins with the position of the cell in ``texts`` (from 0), for the caller to turn into a line.

    >>> column(["3,5", "1.234,0", "n/a"])
    Column(values=[3.5, 1234.0, nan], writing='decimal commas (3,5 is read as 3.5)')
    """
    cells: list[_Cell | None] = []
    for position, text in enumerate(texts):
        if is_missing(text):
            cells.append(None)
            continue
        cell = _taken_apart(text.strip())
        if cell is None:
            raise Unread(position, f"found '{text.strip()}', {_not_a_number(text.strip())}")
        cells.append(cell)
    held = [(position, cell) for position, cell in enumerate(cells) if cell is not None]
    _same_around(held)
    sign = decimal if decimal in (".", ",") else _sign(held, elsewhere)
    for position, cell in held:
        if sign not in cell.decimals:
            raise Unread(position, f"found '{cell.text}', {_other_sign(cell, sign)}")
    values = []
    for position, one in enumerate(cells):
        try:
            values.append(math.nan if one is None else one.value(sign))
        except BadData as problem:
            raise Unread(position, str(problem)) from None
    return Column(values, _writing([cell for _, cell in held], sign))


class Unread(BadData):
    """A cell that is no number: its position in the column, and what would be right."""

    def __init__(self, position: int, says: str) -> None:
        self.position = position
        super().__init__(says)


def _taken_apart(text: str) -> _Cell | None:
    """The parts of a cell that looks like a number; None for anything else."""
    bare = text.strip().removeprefix("'")  # how Excel marks a number kept as text
    found = _CELL.fullmatch(bare)
    if found is None or bool(found["open"]) != bool(found["close"]) or (found["before"] and found["after"]):
        return None
    body = found["body"].strip()
    signs = _decimals(body)
    if signs is None:
        return None
    marks = [found[name] for name in ("sign", "inner", "behind") if found[name]]
    if len(marks) + bool(found["open"]) > 1:
        return None
    negative = bool(found["open"]) or bool(marks and marks[0] != "+")
    around = (found["before"] or found["after"] or "").upper()
    if found["open"] and not around and body.isdigit() and len(body) < 3:
        return None  # (3) is a footnote or a number in brackets, not minus three
    return _Cell(text.strip(), body, signs, negative, found["power"] or "", around)


def _decimals(body: str) -> frozenset[str] | None:
    """Which decimal signs a number's digits can have been written with; None where with none."""
    possible = set()
    for sign, other in ((".", ","), (",", ".")):
        whole, _, part = body.partition(sign)
        if re.fullmatch(r"\d*", part) and _grouped(whole, other) and (whole or part):
            possible.add(sign)
    return frozenset(possible) or None


def _grouped(whole: str, mark: str) -> bool:
    """Digits without marks between thousands, or with one kind of them throughout."""
    if whole.isdigit() or not whole:
        return True
    return any(re.fullmatch(rf"[1-9]\d{{0,2}}({kind}\d{{3}})+", whole) for kind in (re.escape(mark), r"\s", "['’]"))


def _sign(held: Sequence[tuple[int, _Cell]], elsewhere: frozenset[str]) -> str:
    """The decimal sign of a column, from what its cells leave open."""
    open_ = frozenset(".,")
    for _, cell in held:
        open_ &= cell.decimals
    if not open_:  # some say point and some say comma: the more frequent is right, the other is told to change
        points = sum(cell.decimals == {"."} for _, cell in held)
        return "." if 2 * points >= sum(len(cell.decimals) == 1 for _, cell in held) else ","
    if len(open_) == 1:
        return next(iter(open_))
    marked = [(position, cell) for position, cell in held if re.search(r"[.,]", cell.body)]
    if not marked:
        return "."
    if len(elsewhere) == 1:
        return next(iter(elsewhere))
    position, cell = marked[0]
    if "," in cell.body:
        if cell.around in ("£", "GBP"):
            return "."
        small, large = cell.body.replace(",", "."), cell.body.replace(",", "")
        says = f"which is {small} with a decimal comma and {large} with commas between thousands"
        raise Unread(position, f"found '{cell.text}', {says}: say decimal comma or decimal point")
    return "."


def _same_around(held: Sequence[tuple[int, _Cell]]) -> None:
    """Percent signs and currencies stand on every number or on none: 40% beside 0.4 would not be one measure."""
    kinds = {cell.around for _, cell in held}
    if len(kinds) > 1:
        counted = [cell.around for _, cell in held]
        usual = max(kinds, key=lambda kind: (counted.count(kind), kind == ""))
        position, cell = next((position, cell) for position, cell in held if cell.around != usual)
        if usual:
            raise Unread(position, f"found '{cell.text}', expected {usual} as in the column's other cells")
        raise Unread(position, f"found '{cell.text}', {_what_would_be_right(cell.text)}")


def _other_sign(cell: _Cell, sign: str) -> str:
    if sign == ".":
        return _what_would_be_right(cell.text)
    return f"expected a decimal comma as in {cell.body.replace('.', ',')}, like the column's other cells"


def _not_a_number(text: str) -> str:
    if _DATE.fullmatch(text):
        return "a date; expected a number, such as the days from one date to another"
    if _TIME_OR_FRACTION.fullmatch(text):
        return "expected one number (as 0.75 for 3/4, or minutes for a time)"
    if re.fullmatch(r"[<>≤≥]\s*[\d.,]+", text):
        return "a bound; expected the number itself, or an empty cell where it is not known"
    unit = _UNIT.fullmatch(text)
    if unit and len(unit["unit"]) > 1:
        return f"expected a number without the unit '{unit['unit']}': {unit['number']}"
    return _what_would_be_right(text)


def _one_unit(texts: Sequence[str]) -> bool:
    """Numbers that all carry the same unit (12 weeks, 1 week): measures, not words."""
    found = [_UNIT.fullmatch(text) for text in texts]
    units = {match["unit"].lower().rstrip(".").removesuffix("s") for match in found if match}
    numbers = {match["number"] for match in found if match}
    return bool(texts) and all(found) and len(units) == 1 and len(numbers) > 1


def _writing(cells: Sequence[_Cell], sign: str) -> str:
    """How a column was written, where that was not plainly: what whoever reads the result has to know."""
    told = []
    for what, shows in (
        ("decimal commas", lambda cell: sign == "," and "," in cell.body),
        ("commas between thousands", lambda cell: sign == "." and "," in cell.body),
        ("points between thousands", lambda cell: sign == "," and "." in cell.body and "," not in cell.body),
        ("blanks between thousands", lambda cell: re.search(r"\s", cell.body)),
        ("apostrophes between thousands", lambda cell: re.search(r"['’]", cell.body)),
        ("percent signs", lambda cell: cell.around == "%"),
        ("currency signs", lambda cell: cell.around not in ("", "%")),
        ("brackets for minus", lambda cell: cell.negative and cell.text.startswith("(")),
    ):
        cell = next((cell for cell in cells if shows(cell)), None)
        if cell:
            told.append(f"{what} ({cell.text} is read as {cell.value(sign):.15g})")
    return ", ".join(told)
