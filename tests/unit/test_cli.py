"""What is wrong with a command line is said in one line, with where to look it up."""

from __future__ import annotations

import sys

import pytest

from kinwork.operations import cli


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["compare"], "kinwork compare: Missing argument 'DATA.csv'. Try 'kinwork compare --help'."),
        (["genogram", "--bad", "x"], "kinwork genogram: No such option: --bad. Try 'kinwork genogram --help'."),
        (["nonsense"], "kinwork: No such command 'nonsense'. Try 'kinwork --help'."),
        (["audit", "--format", "x", "none.yaml"], "kinwork: --format: found 'x', expected text, json or html"),
    ],
)
def test_bad_words_get_one_line_and_status_two(typed, said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["kinwork", *typed])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    heard = capsys.readouterr()
    assert heard.err.splitlines() == [said]
    assert heard.out == ""


def test_help_is_no_mistake(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["kinwork", "compare", "--help"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    assert "--outcome" in capsys.readouterr().out
