"""Asked by hatchling whenever a wheel is built: one without the front end would come up as bare text."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = Path("src/kinwork/platform/static/build")


class WheelIsWhole(BuildHookInterface):
    """Refuses, in words."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """``version`` is "editable" for a checkout that is only linked to: its front end is built afterwards."""
        missing = [name for name in ("kinwork.js", "kinwork.css") if not (Path(self.root) / BUILT / name).is_file()]
        if version != "editable" and missing:
            raise RuntimeError(f"the front end is not built ({BUILT / missing[0]} is missing): use `make wheel`")
