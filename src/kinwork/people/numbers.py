"""Numbers and postcodes as people type them: read, checked, and written as they are usually written.

>>> nhs_number("999 000 0018")
'9990000018'
>>> upn("b 801 2000 05001")
'B801200005001'
>>> postcode("sw1a1aa")
'SW1A 1AA'
"""

from __future__ import annotations

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # without I, O and S, which look like digits


class NotANumber(ValueError):
    """What was typed cannot be right; the message says what was wrong and what would be right."""


def _bare(typed: str) -> str:
    return re.sub(r"[\s.\-–]+", "", typed).upper()


def _quoted(typed: str) -> str:
    return f"“{typed.strip()[:40]}”"


def nhs_check_digit(nine: str) -> int:
    """The tenth digit for nine others; 10 where no number begins with these nine.

    Weights 10 to 2, modulus 11: NHS Data Dictionary, attribute NHS NUMBER.

    >>> nhs_check_digit("999000001")
    8
    """
    return (11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11


def nhs_number(typed: str) -> str:
    """Ten digits whose last one checks the others. Raises :class:`NotANumber`.

    >>> nhs_number("999 000 0019")
    Traceback (most recent call last):
    kinwork.people.numbers.NotANumber: “999 000 0019” is not an NHS number: its last digit does not match ...
    """
    bare = _bare(typed)
    if not re.fullmatch(r"[0-9]{10}", bare):
        found = f"this has {len(bare)}" if re.fullmatch(r"[0-9]+", bare) else "this has other characters in it"
        raise NotANumber(
            f"An NHS number has ten digits; {found}. Type it as it is on the letter, such as 999 000 0018."
        )
    if nhs_check_digit(bare[:9]) != int(bare[9]):
        raise NotANumber(
            f"{_quoted(typed)} is not an NHS number: its last digit does not match the others, "
            "so one of the digits is wrong. Check the letter again."
        )
    return bare


def upn_check_letter(twelve: str) -> str:
    """The first letter of a UPN for the twelve characters after it.

    Weights 2 to 13, modulus 23; a temporary UPN ends in a letter, which counts by its place in the same alphabet.
    Government Data Standards Catalogue, Unique Pupil Number 2.0 (2004); DfE, *UPNs: guide for schools and local
    authorities*.

    >>> upn_check_letter("801200005001"), upn_check_letter("80120000500A")
    ('B', 'M')
    """
    values = [LETTERS.index(one) if one in LETTERS else int(one) for one in twelve]
    return LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23]


def upn(typed: str) -> str:
    """A UPN whose first letter checks the rest; one that ends in a letter is temporary. Raises :class:`NotANumber`.

    >>> upn("A801200005001")
    Traceback (most recent call last):
    kinwork.people.numbers.NotANumber: “A801200005001” is not a UPN: its first letter does not match the rest, ...
    """
    bare = _bare(typed)
    if not re.fullmatch(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]", bare):
        raise NotANumber(
            "A UPN is a letter and twelve digits, such as B801200005001; a temporary one ends in a letter. "
            f"{_quoted(typed)} does not look like that."
        )
    if upn_check_letter(bare[1:]) != bare[0]:
        raise NotANumber(
            f"{_quoted(typed)} is not a UPN: its first letter does not match the rest, "
            "so one of the characters is wrong. Ask the school to read it out again."
        )
    return bare


def is_temporary(number: str) -> bool:
    """Whether a UPN is a temporary one.

    >>> is_temporary("M80120000500A"), is_temporary("B801200005001")
    (True, False)
    """
    return number[-1:].isalpha()


# The forms of postcodes: BS 7666; A9 9AA, A99 9AA, AA9 9AA, AA99 9AA, A9A 9AA, AA9A 9AA. C, I, K, M, O and V are not in
# the last two letters; Q, V and X do not begin one, and I, J and Z do not stand second.
POSTCODE = re.compile(
    r"(GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9]{1,2}|[A-HK-Y][0-9][ABEHMNPRVWXY]))"
    r"([0-9][ABD-HJLNP-UW-Z]{2})"
)


def postcode(typed: str) -> str:
    """A postcode in capitals with its space, empty where nothing was typed. Raises :class:`NotANumber`.

    >>> postcode(" m1 1ae"), postcode("EC1A1BB"), postcode("")
    ('M1 1AE', 'EC1A 1BB', '')
    >>> postcode("ZZ99 9ZZ 9")
    Traceback (most recent call last):
    kinwork.people.numbers.NotANumber: “ZZ99 9ZZ 9” cannot be a postcode. One looks like CB2 1TN. ...
    """
    bare = _bare(typed)
    if not bare:
        return ""
    found = POSTCODE.fullmatch(bare)
    if not found:
        raise NotANumber(
            f"{_quoted(typed)} cannot be a postcode. One looks like CB2 1TN. "
            "If no one knows it, or it is abroad, leave this empty and put what you know in the address."
        )
    return f"{found[1]} {found[2]}"


def spaced(kind: str, number: str) -> str:
    """A number as it is usually written.

    >>> spaced("nhs", "9990000018"), spaced("upn", "B801200005001")
    ('999 000 0018', 'B801200005001')
    """
    return f"{number[:3]} {number[3:6]} {number[6:]}" if kind == "nhs" else number
