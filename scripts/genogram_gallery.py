"""Draw the published families, their ecomaps and network maps; write docs/genogram-gallery.md around them."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from pathlib import Path

from kinwork.genogram import describe, draw_svg, from_text, lay_out
from kinwork.genogram.network_drawing import draw_before_and_after
from kinwork.genogram.network_map import describe_network, network_from_plain
from kinwork.genogram.plain_data import plain_with_lines
from kinwork.genogram.surroundings import describe_ecomap, draw_ecomap, part_of

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
        said += _ecomap(name, text, title, made)
        said += _network(name, title, made)
    made[ROOT / "docs" / "genogram-gallery.md"] = "\n".join(said).rstrip() + "\n"
    return made


def _put(name: str, svg: str, made: dict[Path, str]) -> str:
    made[ROOT / "docs" / "images" / "genograms" / f"{name}.svg"] = svg + "\n"
    return f"images/genograms/{name}.svg"


def _words(text: str) -> list[str]:
    return ["<details><summary>The same in words</summary>", "", "```", text.rstrip(), "```", "", "</details>", ""]


def _ecomap(name: str, text: str, title: str, made: dict[Path, str]) -> list[str]:
    """The household with what is around it, where the file says who lives together and what is around them."""
    family = from_text(text)
    if not (family.households and family.links):
        return []
    ends = {end for link in family.links for end in (link.from_, link.to)}
    middle = {one for one in family.people if one in ends or any(one in home for home in family.households)}
    part = part_of(family, middle)
    title = f"{title}: ecomap"
    image = _put(f"{name}_ecomap", draw_ecomap(part, title=title, prefix=f"{name}-ecomap"), made)
    return [f"### {title}", "", f"![{title}]({image})", "", *_words(describe_ecomap(part))]


def _network(name: str, title: str, made: dict[Path, str]) -> list[str]:
    """The network map before and after, where there is one."""
    file = files("kinwork.genogram") / "data" / f"{name}_network.yaml"
    if not file.is_file():
        return []
    text = file.read_text(encoding="utf-8")
    told, _ = plain_with_lines(text)
    before, after = network_from_plain(told["before"]), network_from_plain(told["after"])
    titles = (f"{title}: network map, {before.on}", f"{title}: network map, {after.on}")
    pictures = draw_before_and_after(before, after, titles=titles, prefix=f"{name}-network")
    said = [f"### {title}: network map", "", " ".join(re.findall(r"^# (.*)$", text, re.MULTILINE)), ""]
    for key, picture, words in zip(("before", "after"), pictures, titles, strict=True):
        said += [f"![{words}]({_put(f'{name}_network_{key}', picture, made)})", ""]
    return said + _words(describe_network(after, before))


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
