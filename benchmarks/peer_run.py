"""Run by the Python of ``scripts/peers.sh``: one return through the sector's own validator, from files to findings.

    peer_run.py cin FILE.xml YEAR · peer_run.py 903 DIR YEAR (with ``now`` and ``last`` in it)

Last line of what it prints: how many rules ended, how many crashed; on the lines before it, which crashed, and
which found something.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import re
import sys
import warnings
from pathlib import Path


def cin(path: Path, year: int) -> tuple[int, list[str], list[str]]:
    import xml.etree.ElementTree as ET

    from cin_validator import cin_validator

    registry = importlib.import_module(f"cin_validator.rules.cin{year - 1}_{year % 100}").registry
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        tables = cin_validator.process_data(cin_validator.convert_data(ET.parse(path).getroot()))
        done = cin_validator.CinValidator(tables, registry)
    crashed = re.findall(r"Error with rule (\w*)", said.getvalue())
    found = {str(code) for table in (done.full_issue_df, done.la_rule_issues) for code in table.get("rule_code", ())}
    return len(registry) - len(crashed), crashed, sorted(found)


def ssda903(folder: Path, year: int) -> tuple[int, list[str], list[str]]:
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
    found = {str(name)[4:] for table in done.ds_results.values() for name in table if str(name).startswith("ERR_")}
    return len(done.dones) + len(done.skips), sorted(done.fails), sorted(found)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    kind, where, of_year = sys.argv[1:]
    ended, failed, broken = (cin if kind == "cin" else ssda903)(Path(where), int(of_year))
    print(*failed)
    print(*broken)
    print(ended, len(failed))
