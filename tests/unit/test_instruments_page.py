"""docs/instruments.md: its lines run, its example is an instrument, its table is that of the files."""

import doctest
import importlib.util
import re
from pathlib import Path

from kinwork.instruments import read_instrument

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "instruments.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_lines_of_the_page_run():
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.attempted > 4
    assert found.failed == 0


def test_the_example_is_an_instrument():
    example = re.search(r"```yaml\n(key: hope.*?)```", TEXT, re.DOTALL)
    assert read_instrument(example[1]).scale("total").top == 6


def test_the_table_is_that_of_the_files():
    """`python scripts/instruments_page.py` writes it."""
    spec = importlib.util.spec_from_file_location("instruments_page", ROOT / "scripts" / "instruments_page.py")
    page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(page)
    assert page.written(TEXT) == TEXT, "run scripts/instruments_page.py"
