"""Draw the published families into docs/images/genograms and write docs/genogram-gallery.md around them."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from pathlib import Path

from kinwork.genogram import describe, draw_svg, from_text, lay_out

ROOT = Path(__file__).resolve().parents[1]
TITLES = {
    "amy_stone": "Amy Stone: seven pregnancies",
    "ocho": "The Ocho family: a planned move to a refuge",
    "mclennan": "The McLennan family: three fathers",
    "four_generations": "A household of four generations",
    "family_x": "Family X: evicted, without recourse to public funds",
    "mother_x": "Mother X: three generations and a network",
}


def pages() -> dict[Path, str]:
    """Every file of the gallery and what it holds."""
    made: dict[Path, str] = {}
    said = [
        "# Genogram gallery",
        "",
        "Families from published evaluations, drawn by `scripts/genogram_gallery.py` from the files in",
        "`src/kinwork/genogram/data`. Names are those of the reports; what a report leaves open (a birthday, a",
        "year) is filled in so that its printed ages come out.",
        "",
    ]
    for name, title in TITLES.items():
        text = (files("kinwork.genogram") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
        family = from_text(text)
        image = ROOT / "docs" / "images" / "genograms" / f"{name}.svg"
        made[image] = draw_svg(lay_out(family), title=title, prefix=name) + "\n"
        about = re.findall(r"^# (.*)$", text, re.MULTILINE)
        said += [f"## {title}", "", " ".join(about), "", f"![{title}](images/genograms/{name}.svg)", ""]
        said += ["<details><summary>The same in words</summary>", "", "```", describe(family).rstrip(), "```", ""]
        said += ["</details>", ""]
    made[ROOT / "docs" / "genogram-gallery.md"] = "\n".join(said).rstrip() + "\n"
    return made


def main() -> int:
    """Write the gallery; with ``--check`` only say (status 1) what is out of date."""
    stale = 0
    for path, text in pages().items():
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"out of date: {path.relative_to(ROOT)} (run scripts/genogram_gallery.py)")
                stale = 1
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
