"""The gallery in the docs shows what the engine draws today."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "genogram_gallery.py"


def test_the_gallery_is_up_to_date():
    found = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")
