"""docs/indicators.md says of the indicators what the code does."""

from __future__ import annotations

from scripts.indicators_page import PAGE, written


def test_the_page_has_the_tables_as_they_are():
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page), "python scripts/indicators_page.py"
