"""What is wrong with data, in words for whoever has to mend it."""

from __future__ import annotations


class BadData(ValueError):
    """Data that cannot be analysed. The message says what was found, where, and what would be right.

    >>> raise BadData("group 'LA2' has 1 value, expected at least 2")
    Traceback (most recent call last):
    ...
    kinwork.statistics.problems.BadData: group 'LA2' has 1 value, expected at least 2
    """
