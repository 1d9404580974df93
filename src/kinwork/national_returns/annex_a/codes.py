"""What codes of the record are called in the lists of Annex A."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kinwork.children.models import Eligibility, Permanence
from kinwork.people import codes as people_codes
from kinwork.people.models import What
from kinwork.returns import annex_a as lists

GENDER = {"male": "a) Male", "female": "b) Female"}
NOT_RECORDED = "c) Not stated/recorded"
SOURCE = {
    "1": "a) Individual", "2A": "b) Schools", "2B": "c) Education Services", "3": "d) Health Services",
    "4": "e) Housing", "5": "f) LA Services", "6": "g) Police", "7": "h) Other legal agency", "8": "i) Other",
    "9": "j) Anonymous", "10": "k) Unknown",
}  # fmt: skip
NEED = {
    "N1": "a) Abuse or neglect", "N2": "b) Child's disability", "N3": "c) Parents illness or disability",
    "N4": "d) Family in acute stress", "N5": "e) Family dysfunction", "N6": "f) Socially unacceptable behaviour",
    "N7": "g) Low income", "N8": "h) Absent parenting", "N9": "i) Not CIN", "N0": "j) Not stated",
}  # fmt: skip
CLOSED = {
    "RC1": "a", "RC2": "b", "RC3": "c", "RC4": "d", "RC5": "e", "RC6": "f", "RC7": "g", "RC8": "h", "RC9": "h",
}  # fmt: skip
ABUSE = {"NEG": "a", "PHY": "b", "SAB": "c", "EMO": "d", "MUL": "e"}
LEGAL = {
    "C1": "a", "C2": "b", "D1": "c", "E1": "d", "V2": "e", "V3": "e", "V4": "e", "L1": "f", "L2": "f", "L3": "f",
    "J1": "J1", "J2": "J2", "J3": "g",
}  # fmt: skip
PLACED = {
    "A3": "b", "A4": "b", "A5": "b", "A6": "b", "P1": "c", "P2": "d", "P3": "e", "H5": "f", "K3": "f", "K1": "g",
    "K2": "h", "R1": "i", "R2": "j", "R3": "k", "R5": "l", "S1": "m", "Z1": "n", "T0": "o", "T1": "o", "T2": "o",
    "T3": "o", "T4": "o", **dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "a"),
}  # fmt: skip
PROVIDED = {"PR1": "a", "PR4": "b", "PR0": "c", "PR2": "c", "PR3": "c", "PR5": "c"}
LEFT_CARE = {
    "E11": "a", "E12": "a", "E2": "b", "E3": "c", "E4A": "d", "E4B": "d", "E13": "e", "E41": "f", "E45": "g",
    "E46": "g", "E47": "g", "E48": "g", "E5": "h", "E6": "h", "E7": "i", "E9": "j", "E14": "k", "E15": "l", "E16": "m",
    "E17": "n", "E8": "n",
}  # fmt: skip
PERMANENCE = {
    Permanence.HOME: "a", Permanence.ADOPTION: "b", Permanence.GUARDIANSHIP: "c", Permanence.SUPPORTED: "d",
    Permanence.RESIDENTIAL: "e", Permanence.FOSTERING: "f", Permanence.OTHER: "g",
}  # fmt: skip
ENTITLED = {
    Eligibility.RELEVANT: "a", Eligibility.FORMER: "b", Eligibility.QUALIFYING: "c", Eligibility.ELIGIBLE: "d",
    Eligibility.OTHER: "e",
}  # fmt: skip
HOMES = dict(zip("BCDEGHKRSTUVWXZY", "abcdefghijklmnop", strict=True))
REVERSED = {"RD1": "a", "RD2": "b", "RD3": "c", "RD4": "d"}
LEFT_ADOPTING = {"withdrew": "a", "on_hold": "b", "refused": "c"}
NO_DISABILITY = "NONE"


@lru_cache(maxsize=1)
def _ethnicities() -> Mapping[str, str]:
    """Codes by the groups that the lists have."""
    first = {code[3:].lower(): code for code in lists.codes()["ethnicity"]}
    found = {}
    for one in people_codes.codes(What.ETHNICITY):
        group = one.group.lower()
        found[one.code] = next((code for name, code in first.items() if name.startswith(group.split(" or ")[0])), "")
    return found


def ethnicity(code: str) -> str:
    """As the lists group it; what nobody said is “not stated” there."""
    return _ethnicities().get(code) or "f) Not stated"


def coded(list_: str, letter: str | None) -> str | None:
    """The code of a list that begins with a letter."""
    if not letter:
        return None
    return next((code for code in lists.codes()[list_] if code.startswith((f"{letter})", f"{letter}:"))), None)


def source_of(code: str) -> str:
    return SOURCE.get(code) or SOURCE.get(code[:1], SOURCE["10"])
