"""Headings, lists and bold mean something; nothing else that people type does, and no letter of it is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinwork.light_text import Heading, Items, Paragraph, Run, as_html, blocks, plain


def test_headings_lists_and_bold() -> None:
    text = "# Visit\nAda was **very tired**.\nShe said so.\n\n- slept late\n- no **breakfast**\n\n3. first\n4. second"
    assert blocks(text) == (
        Heading(1, (Run("Visit"),)),
        Paragraph((Run("Ada was "), Run("very tired", is_bold=True), Run(".\nShe said so."))),
        Items(
            (
                (Paragraph((Run("slept late"),)),),
                (Paragraph((Run("no "), Run("breakfast", is_bold=True))),),
            )
        ),
        Items(((Paragraph((Run("first"),)),), (Paragraph((Run("second"),)),)), start=3),
    )
    assert as_html(text, level=3) == (
        '<h3 class="kw-prose-heading">Visit</h3>'
        '<p class="kw-prose">Ada was <strong>very tired</strong>.<br>She said so.</p>'
        '<ul class="kw-prose-list"><li><p class="kw-prose">slept late</p></li>'
        '<li><p class="kw-prose">no <strong>breakfast</strong></p></li></ul>'
        '<ol class="kw-prose-list" start="3"><li><p class="kw-prose">first</p></li>'
        '<li><p class="kw-prose">second</p></li></ol>'
    )
    assert plain(text) == (
        "Visit\nAda was very tired.\nShe said so.\n• slept late\n• no breakfast\n3. first\n4. second"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "*not* _this_ __nor this__ 2*3*4 snake_case_name",
        "<script>alert(1)</script> &amp; <b>bold</b>",
        "[a link](http://example.org) ![p](x.png) <http://example.org>",
        "`code` ~~~ fence > quote | table |",
        r"C:\*files\* back\\slash",
        "#hashtag and 12.5 miles",
        "    indented four",
        "Said\n----\nunder a line\n====",
        "***",
    ],
)
def test_everything_else_is_letters(typed: str) -> None:
    (only,) = blocks(typed)
    assert isinstance(only, Paragraph)
    said = "".join(run.text for run in only.runs)
    assert [line.strip() for line in said.split("\n")] == [line.strip() for line in typed.split("\n")]
    assert not any(run.is_bold for run in only.runs)
    assert not re.findall(r"<(?!p class|/p>|br>)", as_html(typed))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300))
def test_no_letter_is_lost_and_none_is_markup(text: str) -> None:
    """The marks are made of these signs and of a list's numbers; every other letter is there, in its order."""

    def letters(said: str) -> list[str]:
        return [one for one in said if one not in "#*-+•.)0123456789\0\ufffd" and not one.isspace()]

    assert letters(plain(text)) == letters(text)
    known = r"</?(?:p|ul|ol|li|strong|br|h[456])(?: class=\"[a-z-]+\")?(?: start=\"\d+\")?>"
    assert "<" not in re.sub(known, "", as_html(text))
