"""Who is related to whom: a family graph checked, laid out, drawn as a genogram and told in words.

Plain data in, plain data out: no database, no files, no clock.

>>> family = from_plain({
...     "index": ["amy"],
...     "people": {"amy": {"name": "Amy", "sex": "F", "born": 1993}, "gran": {"name": "Ann", "sex": "F"}},
...     "unions": {"u": {"partners": ["gran"], "children": ["amy"]}}})
>>> check(family)
[]
>>> layout = lay_out(family)
>>> layout.crossings, draw_svg(layout).startswith("<svg")
(0, True)
>>> print(describe(family).splitlines()[4])
  Ann: Amy's mother. Female.
"""

from .checking import check
from .describing import describe
from .drawing import draw_svg
from .family import Bond, Child, Family, Link, Other, Person, Union, When
from .family_file import from_plain, from_text
from .findings import Finding, ImpossibleFamily
from .layout import Layout, lay_out
from .legend import signs
from .steps import steps

__all__ = [
    "Bond",
    "Child",
    "Family",
    "Finding",
    "ImpossibleFamily",
    "Layout",
    "Link",
    "Other",
    "Person",
    "Union",
    "When",
    "check",
    "describe",
    "draw_svg",
    "from_plain",
    "from_text",
    "lay_out",
    "signs",
    "steps",
]
