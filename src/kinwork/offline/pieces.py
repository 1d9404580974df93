"""What a phone keeps of the house itself: an empty form, a style sheet, a script. Nothing in it is of anybody."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse

from kinwork.files.kinds import MOST
from kinwork.record.forms import SIGHTS
from kinwork.record.models import FACE_TO_FACE, EntryKind

ASSETS = ("build/kinwork.css", "build/kinwork.js", "build/images/kinwork.svg")
WORKER = "build/service-worker.js"


def _built(name: str) -> bytes:
    return (Path(settings.STATICFILES_DIRS[0]) / name).read_bytes()


def empty_form() -> str:
    """The same for everybody, signed in or not: made without the request, so that nothing of it can get in."""
    return render_to_string(
        "offline/form.html",
        {"kinds": EntryKind.choices, "sights": SIGHTS, "face_to_face": list(FACE_TO_FACE), "most": MOST},
    )


def worker() -> str:
    """The service worker, told what it keeps and of which version: of other bytes, a phone fetches all of it anew."""
    form, code = empty_form(), _built(WORKER)
    version = hashlib.sha256(b"\0".join([form.encode(), code, *map(_built, ASSETS)])).hexdigest()[:16]
    keeps = {"version": version, "form": reverse("offline"), "assets": [staticfiles_storage.url(one) for one in ASSETS]}
    return f"self.KINWORK = {json.dumps(keeps)};\n{code.decode()}"


def manifest() -> dict[str, object]:
    """For the home screen."""
    icons = [
        {"src": staticfiles_storage.url(f"build/images/kinwork-{size}.png"), "sizes": f"{size}x{size}",
         "type": "image/png", "purpose": "any maskable"}
        for size in (192, 512)
    ]  # fmt: skip
    return {
        "name": "Kinwork",
        "short_name": "Kinwork",
        "lang": "en-GB",
        "id": "/",
        "start_url": reverse("my_work"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#173f4f",
        "icons": icons,
        "shortcuts": [{"name": "Record what happened", "url": reverse("offline")}],
    }
