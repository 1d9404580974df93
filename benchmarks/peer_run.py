"""Run by the Python of ``scripts/peers.sh``: one return through the sector's own validator, from files to findings.

    peer_run.py cin FILE.xml YEAR · peer_run.py 903 DIR YEAR (with ``now`` and ``last`` in it)

Last line of what it prints: how many rules ended, how many crashed.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import sys
import warnings
from pathlib import Path


def cin(path: Path, year: int) -> tuple[int, int]:
    import xml.etree.ElementTree as ET

    from cin_validator import cin_validator

    registry = importlib.import_module(f"cin_validator.rules.cin{year - 1}_{year % 100}").registry
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        tables = cin_validator.process_data(cin_validator.convert_data(ET.parse(path).getroot()))
        cin_validator.CinValidator(tables, registry)
    crashed = said.getvalue().count("Error with rule")
    return len(registry) - crashed, crashed


def ssda903(folder: Path, year: int) -> tuple[int, int]:
    import pandas as pd
    from lac_validator.lac_validator import LacValidator

    registry = importlib.import_module(f"lac_validator.rules.lac{year - 1}_{year % 100}").registry
    files = [
        {"name": path.name, "description": description, "file_content": path.read_bytes()}
        for description, part in (("This year", "now"), ("Prev year", "last"))
        for path in sorted((folder / part).glob("*.csv"))
    ]
    nothing = pd.DataFrame({"URN": [], "PLACE_CODES": [], "PROVIDER_CODES": [], "REG_END": [], "POSTCODE": []})
    metadata = {"collectionYear": str(year), "localAuthority": "E09000027", "provider_info": nothing}
    with contextlib.redirect_stdout(io.StringIO()):
        done = LacValidator(metadata=metadata, files=files, registry=registry)
    return len(done.dones) + len(done.skips), len(done.fails)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    kind, where, of_year = sys.argv[1:]
    ended, failed = (cin if kind == "cin" else ssda903)(Path(where), int(of_year))
    print(ended, failed)
