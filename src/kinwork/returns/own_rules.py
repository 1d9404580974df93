"""What our own checks of Annex A, the payload and the dataset ask: an error or a query, in words for many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .layouts import rows_of

ANNEX_A, CSC_API, SSD = "annex-a", "csc-api", "ssd"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """One thing that is asked: an error cannot be right as it stands, a query may be."""

    code: str
    severity: str
    says: str
    right: str

    @property
    def words(self) -> str:
        return f"{self.says}. Should be: {self.right}."


@lru_cache(maxsize=3)
def own_rules(return_: str) -> Mapping[str, OwnRule]:
    """Those of one of the three, by their codes in the order of the file."""
    return {
        row["code"]: OwnRule(row["code"], row["severity"], row["says"], row["right"])
        for row in rows_of("own-rules.csv")
        if row["return"] == return_
    }


def severity_of(return_: str, code: str) -> str:
    return own_rules(return_)[code].severity
