"""The page that shows what templates share: every part of it stands there, and only on a development server."""

import re
from pathlib import Path

import pytest

import kinwork

pytestmark = pytest.mark.django_db
TEMPLATES = Path(kinwork.__file__).parent / "platform" / "jinja2" / "platform"
# What a field holds is nothing to look at.
SHOWN = [
    name
    for file in ("components.html", "fields.html")
    for name in re.findall(r"{% macro (\w+)\(", (TEMPLATES / file).read_text())
    if name != "value"
]


def test_there_are_parts_to_show():
    assert {"field", "choice", "problem_list", "undo_line"} <= set(SHOWN)


def test_every_shared_part_is_shown_with_when_to_use_it_and_when_not(sign_in, rowan):
    page = sign_in(rowan.tom).get("/components/").content.decode()
    for name in SHOWN:
        part = re.search(rf'<section[^>]* id="part-{name}".*?</section>', page, re.DOTALL)
        assert part, f"{name} is not on /components/"
        assert "<strong>Use it</strong> " in part[0]
        assert "<strong>Do not use it</strong> " in part[0]
        example = part[0].split('<div class="kw-card">')[1].removesuffix("</div></section>")
        assert "<" in example, f"{name} shows nothing"


def test_no_two_things_on_it_have_one_id(sign_in, rowan):
    ids = re.findall(r'\bid="([^"]+)"', sign_in(rowan.tom).get("/components/").content.decode())
    assert sorted(set(ids)) == sorted(ids)


def test_what_looks_like_production_does_not_have_it(sign_in, rowan, settings):
    client = sign_in(rowan.tom)
    settings.IS_DEVELOPMENT = False
    assert client.get("/components/").status_code == 404


def test_what_was_typed_stays_with_its_error_beside_it_and_in_the_summary(sign_in, rowan):
    """The design system's macros stand behind these: a change of theirs must not lose what somebody wrote."""
    typed = "\n  Two lines,\nthe first of them empty."
    page = (
        sign_in(rowan.grace).post(f"/families/open/{rowan.unit.pk}/", {"name": "", "why_open": typed}).content.decode()
    )
    [text] = re.findall(r'<textarea[^>]* id="why_open"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert text == typed, "a browser drops the first line end, which is not theirs"
    summary = re.search(r'class="govuk-error-summary".*?</ul>', page, re.DOTALL)
    for field in re.findall(r'href="#([^"]+)"', summary[0]):
        assert f'id="{field}"' in page
        assert f'id="{field}-error"' in page
        assert re.search(rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-error', page)
