"""The claims of a table file: each one's arguments, checked against its test and the table's rows and groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from fractions import Fraction

from . import expressions, numerals
from .located import Field, one_of
from .span import Span
from .table import Claim, Operand, Printed, Ref, Together

NEEDS: Mapping[str, tuple[str, ...]] = {
    "anova": ("row",),
    "welch_anova": ("row",),
    "t": ("row", "groups"),
    "p_from_t": (),
    "p_from_f": ("statistic", "df"),
    "p_from_chi2": ("statistic", "df"),
    "p_from_z": ("statistic",),
    "p_from_q": ("statistic", "df"),
    "anova_binary": ("row",),
    "chi2": ("rows",),
    "fisher_exact": ("rows",),
    "correlation_p": ("r", "n"),
    "fisher_z": ("r1", "n1", "r2", "n2"),
    "percent": ("row", "group", "of"),
    "sum": (),
    "difference": ("left", "right"),
    "ratio": ("left", "right"),
    "formula": ("expression", "where"),
}
P_FROM = tuple(test for test in NEEDS if test.startswith("p_from_"))
ARITHMETIC = ("sum", "difference", "ratio", "formula", "percent")
CHOICES = {
    "variance": ("pooled", "welch", "any"),
    "kind": ("pearson", "yates", "lr", "any"),
    "tails": ("1", "2", "any"),
    "field": ("count", "value", "mean", "sd", "percent"),
}
PLACES = ("row", "rows", "group", "groups")
FLAGS = ("signed", "complement")
FIGURES = ("statistic", "value", "t", "r", "r1", "r2")
SIZES = ("n", "n1", "n2")
KNOWN = (
    "id", "test", "row", "rows", "group", "groups", "statistic", "df", "p", "stars", "value", *CHOICES, *FLAGS,
    "base", "base_rows", "of", "equals", "left", "right", "scale", *FIGURES[2:], *SIZES, "expression", "where",
    "label", "note", "background",
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What a claim can refer to."""

    groups: Collection[str]
    rows: Collection[str]
    levels: Mapping[str, float] = default(default_factory=dict)

    def row(self, field: Field) -> str:
        """The id of a row of the table."""
        return self._one(field, self.rows, "row")

    def group(self, field: Field) -> str:
        """The id of a group of the table."""
        return self._one(field, self.groups, "group")

    def _one(self, field: Field, among: Collection[str], what: str) -> str:
        name = field.text()
        if name not in among:
            raise field.wrong(f"a {what} of the table: {one_of(name, sorted(among))}", f'the {what} "{name}"')
        return name

    def together(self, field: Field, what: str) -> tuple[Together, ...]:
        """A list of ids, or of lists of ids that are taken together."""
        of = self.row if what == "row" else self.group
        found = tuple(
            tuple(of(inner) for inner in part.items()) if part.is_list else (of(part),) for part in field.items()
        )
        if not found or () in found:
            raise field.wrong(f"at least one {what}", "an empty list")
        ids = [one for part in found for one in part]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise field.wrong(f"each {what} once", f'"{id_}" twice')
        return found


def read_claim(field: Field, names: Names) -> Claim:
    """One claim. Raises ``BadTable``."""
    keys = field.mapping(KNOWN)
    for needed in ("id", "test"):
        if needed not in keys:
            raise field.wrong(f'the key "{needed}"', f"none ({', '.join(keys) or 'no keys'})")
    named = Field(field.file, f"claim {keys['id'].text()}", field.node)
    keys = {name: Field(field.file, f"{named.path}.{name}", value.node) for name, value in keys.items()}
    test = keys["test"].choice(*NEEDS)
    for needed in NEEDS[test]:
        if needed not in keys or (needed in PLACES and keys[needed].is_null):
            raise named.wrong(f'the key "{needed}", which {test} needs', f"none ({', '.join(keys)})")
    given = {name: value for name, value in keys.items() if not value.is_null}
    claim = Claim(
        id=keys["id"].text(),
        test=test,
        line=field.line,
        label=given["label"].text() if "label" in given else "",
        note=given["note"].text() if "note" in given else "",
        row=names.row(given["row"]) if "row" in given else "",
        group=names.group(given["group"]) if "group" in given else "",
        rows=names.together(given["rows"], "row") if "rows" in given else (),
        groups=names.together(given["groups"], "group") if "groups" in given else (),
        base_rows=names.together(given["base_rows"], "row") if "base_rows" in given else (),
        p=given["p"].read(numerals.p_value) if "p" in given else None,
        stars=given["stars"].read(lambda text: numerals.stars(text, names.levels)) if "stars" in given else None,
        df=_df(given["df"]) if "df" in given else None,
        base=_base(given["base"], names) if "base" in given else "",
        of=_of(given["of"], names) if "of" in given else "",
        equals=_ref(given["equals"], names) if "equals" in given else None,
        left=_operand(given["left"], names) if "left" in given else None,
        right=_operand(given["right"], names) if "right" in given else None,
        scale=given["scale"].read(numerals.exact) if "scale" in given else Fraction(1),
        expression=_expression(given["expression"]) if "expression" in given else "",
        where={name: _operand(value, names) for name, value in _where(given, named).items()},
        **{name: given[name].choice(*choices) for name, choices in CHOICES.items() if name in given},  # type: ignore[arg-type]
        **{name: given[name].flag() for name in FLAGS if name in given},  # type: ignore[arg-type]
        **{name: given[name].figure() for name in FIGURES if name in given},  # type: ignore[arg-type]
        **{name: given[name].read(numerals.whole) for name in SIZES if name in given},  # type: ignore[arg-type]
    )
    _prints_something(claim, named)
    _fits_its_test(claim, named, given)
    return claim


def _prints_something(claim: Claim, field: Field) -> None:
    if claim.test in ARITHMETIC:
        if claim.value is None and claim.statistic is None and claim.equals is None and claim.test != "percent":
            raise field.wrong('what the report prints: "value", or "equals: {row, group}"', "neither")
    elif claim.test in P_FROM and claim.test != "p_from_t":
        if all(x is None for x in (claim.p, claim.stars, claim.value)):
            raise field.wrong("the printed p (or stars) that goes with the statistic", "none of them")
    elif all(x is None for x in (claim.p, claim.stars, claim.df, claim.value)) and (
        claim.statistic is None or (claim.test in P_FROM and claim.t is None)
    ):
        raise field.wrong("what the report prints: statistic, p, stars or df", "none of them")


def _fits_its_test(claim: Claim, field: Field, given: Mapping[str, Field]) -> None:
    """What no single key can say: how many groups a test needs, which keys go together."""
    if claim.test == "t" and len(claim.groups) != 2:
        raise given.get("groups", field).wrong("two groups: [a, b], or [a, [b, c]]", f"{len(claim.groups)}")
    if claim.test in {"anova", "welch_anova", "anova_binary"}:
        number = len(claim.groups) if claim.groups else None
        if number is not None and number < 2:
            raise given["groups"].wrong("two groups or more", str(number))
    if claim.test == "p_from_t":
        if claim.t is None and claim.statistic is None:
            raise field.wrong('the printed t, as "t" or "statistic"', "none")
        if claim.df is None and not (claim.row and claim.groups):
            raise field.wrong('"df", or "row" and "groups"', "neither")
    if claim.test in ("p_from_f", "p_from_chi2", "p_from_q"):
        wanted = 2 if claim.test == "p_from_f" else 1
        if claim.df is None or len(claim.df) != wanted:
            shown = "two degrees of freedom: [2, 102]" if wanted == 2 else "one number of degrees of freedom: 4"
            raise given.get("df", field).wrong(shown)
        if claim.statistic is not None and claim.statistic.span.hi < 0:
            raise given["statistic"].wrong("a statistic of 0 or more")
    if claim.test == "p_from_z" and claim.df is not None:
        raise given["df"].wrong("no df: a z has none (take p_from_t)")
    if claim.test == "sum" and bool(claim.rows and claim.group) == bool(claim.row and claim.groups):
        raise field.wrong('either "rows" and "group", or "row" and "groups"', ", ".join(given))
    for name in ("r", "r1", "r2"):
        figure: Printed | None = getattr(claim, name)
        if figure and abs(float(figure.span.middle)) > 1:
            raise given[name].wrong("a correlation from -1 to 1")
    if claim.test == "formula":
        if not claim.expression.strip():
            raise given.get("expression", field).wrong('the key "expression", such as a / b * 100', "none")
        for name in sorted(expressions.names(claim.expression) - set(claim.where)):
            raise given.get("where", field).wrong(
                f'"{name}", which the expression uses', ", ".join(claim.where) or "nothing"
            )


def _df(field: Field) -> tuple[Printed, ...]:
    """One number or two: 4, "37.4", [2, 358], "2, 358"."""
    if field.is_list:
        parts = tuple(one.figure() for one in field.items())
    else:
        if field.kind == "float":
            field.figure()
        texts = field.text().strip("() ").split(",")
        try:
            parts = tuple(numerals.figure(text) for text in texts)
        except numerals.Unreadable:
            raise field.wrong('degrees of freedom: 4, "37.4" or [2, 358]') from None
    if not 1 <= len(parts) <= 2 or any(part.span.middle <= 0 for part in parts):
        raise field.wrong('degrees of freedom above 0: 4, "37.4" or [2, 358]')
    return parts


def _base(field: Field, names: Names) -> str | int | dict[str, int]:
    if field.is_mapping:
        found = field.mapping()
        for name, value in found.items():
            if name not in names.groups:
                raise value.wrong(f"a group of the table: {one_of(name, sorted(names.groups))}", f'the group "{name}"')
        return {name: value.read(numerals.whole) for name, value in found.items()}
    if field.text() in {"implied", "n"}:
        return "implied" if field.text() == "implied" else ""
    if field.kind == "str" and not field.text().strip().isdigit():
        raise field.wrong('"implied", a whole number, or sizes by group')
    return field.read(numerals.whole)


def _of(field: Field, names: Names) -> str | Span:
    if field.kind == "int":
        return Span.exact(field.read(numerals.whole))
    text = field.text().strip()
    if text == "n" or text in names.rows:
        return text
    if text.isascii() and text.isdigit():
        return Span.exact(field.read(numerals.whole))  # people counted, in quotes or not
    if numerals.FIGURE.fullmatch(text):
        return field.read(numerals.figure).span
    raise field.wrong(f'a row, a base number or "n": {one_of(text, ["n", *sorted(names.rows)])}', f'"{text}"')


def _ref(field: Field, names: Names) -> Ref:
    if not field.is_mapping:
        raise field.wrong("a cell: {row: ..., group: ...}")
    keys = field.mapping(("row", "group", "field", "label", "note", "background"))
    for needed in ("row", "group"):
        if needed not in keys:
            raise field.wrong(f'the key "{needed}"', f"none ({', '.join(keys) or 'no keys'})")
    what = keys["field"].choice(*CHOICES["field"]) if "field" in keys else ""
    return Ref(names.row(keys["row"]), names.group(keys["group"]), what)


def _operand(field: Field, names: Names) -> Operand | None:
    """A cell, a number (exact as a YAML integer, rounded as a string), or nothing: not printed."""
    if field.is_null:
        return None
    if field.is_mapping:
        return _ref(field, names)
    if field.kind == "int":
        return Span.exact(int(field.read(numerals.exact)))
    return field.figure().span


def _expression(field: Field) -> str:
    try:
        expressions.names(field.text())
    except expressions.BadExpression as problem:
        raise field.wrong(str(problem)) from None
    return field.text()


def _where(given: Mapping[str, Field], claim: Field) -> dict[str, Field]:
    if "where" not in given:
        return {}
    found = given["where"].mapping()
    for name, field in found.items():
        if not name.isidentifier():
            raise field.wrong("a name that an expression can use: a letter, then letters and digits", f'"{name}"')
    return found
