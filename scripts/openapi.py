"""Writes ``docs/openapi.json``, what the API for partner systems is, anew from the code. Run it after changing one."""

from __future__ import annotations

import json
import os
from pathlib import Path

os.environ.setdefault("KINWORK_ENV", "development")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinwork.platform.settings")
FILE = Path(__file__).resolve().parents[1] / "docs" / "openapi.json"


def main() -> None:
    import django

    django.setup()
    from kinwork.api.answers import document

    FILE.write_text(json.dumps(document(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
