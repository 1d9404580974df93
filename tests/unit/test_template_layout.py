"""The script that lays out templates: one argument a line, and nothing that a browser would show differently."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import templates

LONG = ", ".join(f'"{word} that is long enough to need more than one line"' for word in ("one", "two", "three"))
JINJA = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


def laid_out(text: str, folder: Path) -> str:
    return templates.laid_out({folder / "one.html": text})[folder / "one.html"]


def test_a_long_call_has_one_argument_a_line(tmp_path):
    assert laid_out(f"{{{{ field({LONG}, wide=True) }}}}\n", tmp_path) == (
        "{{ field(\n"
        '  "one that is long enough to need more than one line",\n'
        '  "two that is long enough to need more than one line",\n'
        '  "three that is long enough to need more than one line",\n'
        "  wide=True,\n"
        ") }}\n"
    )


def test_a_short_call_stays_in_its_line_unless_its_last_comma_says_otherwise(tmp_path):
    short = '{{ field("a", "b") }}\n'
    assert laid_out(short, tmp_path) == short
    assert laid_out('{{ field("a", "b",) }}\n', tmp_path) == '{{ field(\n  "a",\n  "b",\n) }}\n'


def test_a_dictionary_alone_in_a_call_is_the_list_of_its_arguments(tmp_path):
    long = {"label": "A label that is long enough to need a line", "hint": "A hint that is long enough to need a line"}
    given = ", ".join(f'"{name}": "{words}"' for name, words in long.items())
    lines = "".join(f'  "{name}": "{words}",\n' for name, words in long.items())
    for written in (f"govukInput({{{given}, }})", f"govukInput({{{given}}},)"):
        assert laid_out(f"{{{{ {written} }}}}\n", tmp_path) == f"{{{{ govukInput({{\n{lines}}}) }}}}\n"


def test_a_tuple_of_one_stays_a_tuple_and_a_macro_gets_no_last_comma(tmp_path):
    one = "{% for sentence in (wrong,) if sentence %}{{ sentence }}{% endfor %}\n"
    assert laid_out(one, tmp_path) == one
    wide = ", ".join(f'{name}="{name * 30}"' for name in "abcd")
    macro = laid_out(f"{{% macro field({wide}) %}}x{{% endmacro %}}\n", tmp_path)
    assert max(map(len, macro.splitlines())) <= templates.WIDTH
    JINJA.from_string(macro)  # Jinja would refuse the comma


def test_a_long_condition_is_broken_before_what_joins_it(tmp_path):
    sides = [f"page.something_long_number_{n}.is_there_already" for n in range(3)]
    laid = laid_out(f"{{% if {sides[0]} and {sides[1]} or {sides[2]} %}}x{{% endif %}}\n", tmp_path)
    assert f"\n    or {sides[2]}\n" in laid


@pytest.mark.parametrize(
    "text",
    [
        '<p>See <a href="/one/">{{ word }}</a>{% if more %}, {{ word }}{% endif %}. '
        + "Then some words. " * 9
        + "</p>",
        "<p>" + '<b class="one">{{ word }}</b>{% if more %}<i>{{ word }}</i>{% endif %}' * 5 + "</p>",
        '<p><span class="x">' + "{% if more %}{{ word }} {% endif %}{{ word }}-" * 6 + "</span></p>",
        '<textarea id="a" name="b" rows="3" class="one {% if more %}two{% endif %} three four five six seven eight">'
        "\n{{ word }}\n  twice</textarea>",
        "<pre>" + "{{ word }}  {{ word }}\n" * 4 + "</pre>",
    ],
    ids=["punctuation after a link", "inline beside inline", "blanks that hang on a condition", "textarea", "pre"],
)
@pytest.mark.parametrize("more", [True, False])
def test_what_a_browser_shows_stays_the_same(text, more, tmp_path):
    from tests.pages import as_shown

    laid = laid_out(text + "\n", tmp_path)
    assert laid != text, "or this shows nothing"
    assert max(map(len, laid.splitlines())) <= templates.WIDTH
    values = {"word": "a word", "more": more}
    assert as_shown(JINJA.from_string(laid).render(values)) == as_shown(JINJA.from_string(text).render(values))


def test_it_is_content_with_what_it_wrote(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(f"<ul>{{% for one in many %}}<li>{{{{ field({LONG}) }}}}</li>{{% endfor %}}</ul>")
    assert templates.main([str(page)]) == 1
    assert "not laid out" in capsys.readouterr().out
    assert templates.main(["--fix", str(page)]) == 0
    assert templates.main([str(page)]) == 0


def test_a_line_that_cannot_be_broken_is_said(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(f'<p title="{"x" * 130}">one</p>\n')
    assert templates.main(["--fix", str(page)]) == 1
    assert "columns, 120 are the most" in capsys.readouterr().out


def test_markup_that_does_not_close_is_refused(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<div><p>one</div>\n</span>\n")
    with pytest.raises(SystemExit):
        templates.main([str(page)])
