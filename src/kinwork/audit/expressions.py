"""Arithmetic as reports describe it: + - * / ** and brackets over names. Parsed, never executed.

>>> sorted(names("100*(a-c)/a"))
['a', 'c']
>>> from fractions import Fraction
>>> evaluate("100*(a-c)/a", {"a": Fraction(119), "c": Fraction(25)}, power)
Fraction(9400, 119)
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

LONGEST = 4000
HIGHEST_POWER = 20
EXPECTED = "numbers and names joined by + - * / ** and brackets"


class BadExpression(ValueError):
    """Says what was expected."""


class Undefined(ArithmeticError):
    """The arithmetic has no result: a division by zero, a root of a negative number."""


@lru_cache(maxsize=4096)
def parsed(expression: str) -> ast.expr:
    """The expression's tree. Raises ``BadExpression``."""
    if len(expression) > LONGEST:
        raise BadExpression(f"{EXPECTED}, at most {LONGEST} characters")
    if "^" in expression:
        raise BadExpression(f"{EXPECTED} (a power is **)")
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadExpression(EXPECTED) from None
    for node in ast.walk(tree):
        _check(node)
    return tree


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e30


def _check(node: ast.AST) -> None:
    operators = ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow | ast.UAdd | ast.USub | ast.Load
    if isinstance(node, operators | ast.BinOp | ast.UnaryOp | ast.Name):
        return
    if isinstance(node, ast.Constant) and _is_number(node.value):
        return
    raise BadExpression(EXPECTED)


@lru_cache(maxsize=4096)
def uses(expression: str) -> Mapping[str, int]:
    """How often each name stands in the expression."""
    return Counter(node.id for node in ast.walk(parsed(expression)) if isinstance(node, ast.Name))


def names(expression: str) -> frozenset[str]:
    """The names that it uses."""
    return frozenset(uses(expression))


def evaluate(expression: str, values: Mapping[str, Any], raised: Callable[[Any, Any], Any]) -> Any:
    """Its result over any kind of number that knows + - * /; ``raised`` computes powers.

    Raises ``Undefined``.
    """

    def of(node: ast.expr) -> Any:
        if isinstance(node, ast.Name):
            return values[node.id]
        if isinstance(node, ast.Constant):
            return Fraction(str(node.value))
        if isinstance(node, ast.UnaryOp):
            inner = of(node.operand)
            return -inner if isinstance(node.op, ast.USub) else inner
        assert isinstance(node, ast.BinOp)
        left, right = of(node.left), of(node.right)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.Div):
            return left / right
        return raised(left, right)

    try:
        return of(parsed(expression))
    except (ZeroDivisionError, OverflowError, RecursionError):
        raise Undefined("a division by zero") from None


def power(base: Any, exponent: Any) -> Any:
    """A power of exact or floating numbers. Raises ``Undefined`` where there is none."""
    if abs(exponent) > HIGHEST_POWER:
        raise Undefined(f"a power above {HIGHEST_POWER}")
    if base == 0 and exponent < 0:
        raise Undefined("a division by zero")
    whole = exponent == int(exponent)
    if base < 0 and not whole:
        raise Undefined("the root of a negative number")
    return base ** int(exponent) if whole else float(base) ** float(exponent)
