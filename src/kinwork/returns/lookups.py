"""What an authority brings beside the return: a register of providers, a table of postcodes. None comes with Kinwork.

From them follow, for each episode, the authority in which the child is placed, whether inside or outside the returning
one, and the distance from home in miles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from . import bounded
from .problems import BadReturn
from .scene import Scene, as_day
from .workbooks import rows_of_file

REGISTER = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE")
# what a table of postcodes holds, by the names that the Office for National Statistics and others give it
PLACES = {
    "postcode": ("postcode", "pcds", "pcd", "pcd7", "pcd2", "pcd8"),
    "oseast1m": ("oseast1m", "east1m", "eastings", "easting"),
    "osnrth1m": ("osnrth1m", "north1m", "northings", "northing"),
    "laua": ("laua", "oslaua", "ladcd", "lad23cd", "lad25cd", "admin_district_code"),
}
METRES_IN_A_MILE = 1609.3
_OTHERS = {"S": "SCO", "W": "WAL", "N": "NIR"}  # by how codes of authorities outside England begin


def _codes(cell: object) -> list[str]:
    if cell is None:
        return []
    if isinstance(cell, list | tuple):
        return [str(one) for one in cell]
    return [one for one in re.split(r"[\s,;|]+", str(cell).strip("[]")) if one.strip("'\"")]


def register(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """A register of providers: a row for each line, ``registered`` true, ``reg_end`` a date."""

    def texts(name: str) -> list[str | None]:
        found = [row.get(name, row.get("LA_CODE_INFERRED") if name == "LA_CODE" else None) for row in rows]
        return [None if cell is None else str(cell).strip() for cell in found]

    made = pl.DataFrame(
        {
            **{name: texts(name) for name in ("URN", "REG_END", "POSTCODE", "LA_CODE")},
            "PLACE_CODES": [[one.strip("'\"") for one in _codes(row.get("PLACE_CODES"))] for row in rows],
            "PROVIDER_CODES": [[one.strip("'\"") for one in _codes(row.get("PROVIDER_CODES"))] for row in rows],
        },
        schema_overrides={
            **dict.fromkeys(("URN", "REG_END", "POSTCODE", "LA_CODE"), pl.String),
            "PLACE_CODES": pl.List(pl.String),
            "PROVIDER_CODES": pl.List(pl.String),
        },
    )
    day = pl.coalesce(as_day("REG_END", r"%d/%m/%Y"), as_day("REG_END", r"%Y-%m-%d"))
    return made.with_columns(day.alias("reg_end"), pl.lit(True).alias("registered"))


def plain(postcode: pl.Expr) -> pl.Expr:
    """A postcode to compare: capitals, no blanks."""
    return postcode.str.to_uppercase().str.replace_all(r"\s", "")


def with_places(scene: Scene, places: pl.DataFrame) -> None:
    """Adds what follows from postcodes to the episodes of both years; ``places`` has :data:`PLACES`."""
    known = places.select(
        plain(pl.col("postcode")).alias("key"),
        pl.col("oseast1m").cast(pl.Float64, strict=False).alias("x"),
        pl.col("osnrth1m").cast(pl.Float64, strict=False).alias("y"),
        pl.col("laua"),
    ).unique("key")
    for table in ("Episodes", "Episodes_last"):
        if table in scene.tables:
            scene.tables[table] = _placed(scene.tables[table], known, scene.authority)
    scene.derived |= {"Postcodes", "PostcodeTable"}


def _placed(episodes: pl.DataFrame, known: pl.DataFrame, authority: str) -> pl.DataFrame:
    keyed = episodes.drop("PL_LA", "PL_DISTANCE", "PL_LOCATION").with_columns(
        plain(pl.col("HOME_POST")).alias("home"), plain(pl.col("PL_POST")).alias("placement")
    )
    home = known.rename({"key": "home", "x": "hx", "y": "hy", "laua": "home_la"})
    there = known.rename({"key": "placement"})
    joined = keyed.join(home, on="home", how="left", maintain_order="left")
    joined = joined.join(there, on="placement", how="left", maintain_order="left")
    far = ((pl.col("x") - pl.col("hx")) ** 2 + (pl.col("y") - pl.col("hy")) ** 2).sqrt() / METRES_IN_A_MILE
    first = pl.col("laua").str.slice(0, 1)
    place = first.replace_strict(_OTHERS, default=pl.col("laua"), return_dtype=pl.String)
    inside = pl.when(pl.col("laua") == authority).then(pl.lit("IN")).otherwise(pl.lit("OUT"))
    return joined.select(
        *(pl.col(name) for name in keyed.columns if name not in ("home", "placement")),
        place.alias("PL_LA"),
        far.round(1).cast(pl.String).alias("PL_DISTANCE"),
        pl.when(pl.col("laua").is_not_null()).then(inside).alias("PL_LOCATION"),
        (pl.col("home_la").is_not_null() | pl.col("hx").is_not_null()).alias("home_exists"),
        (pl.col("laua").is_not_null() | pl.col("x").is_not_null()).alias("placement_exists"),
    )


def read_register(paths: Sequence[Path]) -> pl.DataFrame:
    """The lines of a register from workbooks or CSV files, several as one. Raises ``BadReturn``."""
    rows: list[dict[str, Any]] = []
    for path in paths:
        found = list(rows_of_file(path))
        if not found or "URN" not in found[0]:
            raise BadReturn(f"{path}: found no column URN, expected a register with {', '.join(REGISTER)}")
        rows += found
    return register(rows)


def read_places(path: Path) -> pl.DataFrame:
    """A table of postcodes; the usual names of its columns are known. Raises ``BadReturn``."""
    try:
        bounded.refuse_too_long(path, "a table of postcodes", bounded.MOST_POSTCODES)
        made = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise BadReturn(f"{path}: {' '.join(str(problem).split())[:160]}, expected a table of postcodes") from None
    made = made.rename({name: name.strip().lower() for name in made.columns})
    found = {name: next((one for one in known if one in made.columns), "") for name, known in PLACES.items()}
    missing = [known[0] for name, known in PLACES.items() if not found[name]]
    if missing:
        raise BadReturn(
            f"{path}: line 1: found no column {missing[0]}, expected {', '.join(k[0] for k in PLACES.values())}"
        )
    return made.select(pl.col(column).cast(pl.String).alias(name) for name, column in found.items())


def what_is_known(scene: Scene) -> None:
    """Notes what has been given, so that rules that need it are asked, and the others say why they are silent."""
    known = set(scene.derived)
    if scene.authority:
        known.add("Authority")
    if any(scene.has_column("Episodes", name) for name in ("PL_LA", "PL_DISTANCE", "PL_LOCATION")):
        known.add("Postcodes")
    flagged = any(scene.has_column(table, "UASC") for table in ("Header", "Header_last"))
    if flagged or scene.has("UASC") or scene.has("UASC_last"):
        known.add("Asylum")
    scene.derived = frozenset(known)


def with_given(scene: Scene, metadata: Mapping[str, Any]) -> None:
    """What a case brings: a register in its metadata, derived columns as they stand."""
    info = metadata.get("provider_info")
    if isinstance(info, list):
        scene.providers = register([row for row in info if isinstance(row, Mapping)])
        scene.derived |= {"Providers"}
    what_is_known(scene)
