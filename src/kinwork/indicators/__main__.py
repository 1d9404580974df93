"""``python -m kinwork.indicators``: what ``kinwork indicators`` does, where only ibis and Spark are installed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .files import BadExtract
from .telling import FORMATS, told


def main() -> None:
    """Reads the arguments, writes to stdout; status 2 and one line on bad input."""
    asked = argparse.ArgumentParser(description="The indicators of one or many extracts.")
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--format", choices=FORMATS, default="csv")
    asked.add_argument("--spark", default="", metavar="MASTER", help="run on Spark: local[2], spark://…, yarn")
    said = asked.parse_args()
    try:
        sys.stdout.buffer.write(told(said.folders, said.format, said.spark))
    except BadExtract as problem:
        sys.stderr.write(f"{problem}\n")
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
