"""The tutorial of docs/returns.md is what happens: every command of it is run, and says what the page says it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kinwork.operations import cli

DOCS = Path(__file__).parents[2] / "docs"
SECTION = "## From a file to the last finding mended"


def steps() -> list[tuple[str, str]]:
    """Each command of the section, with what follows it."""
    text = (DOCS / "returns.md").read_text().split(SECTION)[1].split("\n## ")[0]
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = part.partition("\n")
            found.append((command, said))
    return found


def test_the_tutorial_is_true(tmp_path, monkeypatch, capsysbinary):
    shutil.copy(DOCS / "examples" / "census.xml", tmp_path)
    monkeypatch.chdir(tmp_path)
    run = steps()
    assert len(run) > 8
    for command, said in run:
        words = shlex.split(command)
        if words[0] == "kinwork":
            monkeypatch.setattr(sys, "argv", words)
            with pytest.raises(SystemExit) as left:
                cli.main()
            heard = capsysbinary.readouterr()
            assert not left.value.code, command
            out = heard.out.decode() + heard.err.decode()
        else:
            assert words[0] in ("cat", "sed", "diff"), "what anyone has at hand"
            out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        assert out.strip() == said.strip(), command
    assert run[-1][0].startswith("diff"), "read, written and read again it is the same"
    assert "Nothing found." in "".join(said for command, said in run if "--strict" in command)
