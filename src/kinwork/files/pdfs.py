"""PDF: kept as it came, or refused. What acts by itself when somebody opens it is not let in (docs/adr/0115)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from .kinds import Refused

MOST_OBJECTS = 300_000
PRINT = "Open it and print it to PDF (“Microsoft Print to PDF” or “Save as PDF”), and attach that."
# What an action does: these lead out of the document or run something in it (ISO 32000-2, 12.6.4).
ACTS = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts other programs",
    "/ImportData": "a command that fetches other data",
    "/SubmitForm": "a form that sends itself off",
    "/GoToE": "other files",
    "/Rendition": "a film or sound",
    "/RichMediaExecute": "a film or sound",
}
HOLDS = {"/FileAttachment": "other files", "/RichMedia": "a film or sound", "/Movie": "a film or sound",
         "/Screen": "a film or sound", "/3D": "a film or sound"}  # fmt: skip


def look(file: Path) -> None:
    """Raises :class:`Refused` for what is damaged, locked, or does more than lie on a page."""
    try:
        with pikepdf.open(file) as pdf:
            if not len(pdf.pages):
                raise Refused("This PDF has no pages. Export it again.")
            if len(pdf.objects) > MOST_OBJECTS:
                raise Refused(f"This PDF is too involved to be looked through safely. {PRINT}")
            for one in pdf.objects:
                if held := _held_by(one):
                    raise Refused(f"This PDF holds {held}, which could do harm to whoever opens it. {PRINT}")
    except pikepdf.PasswordError:
        raise Refused(
            "This PDF is locked with a password, so that no one could read it here later. Ask for it without one, or "
            "open it and print it to PDF."
        ) from None
    except (pikepdf.PdfError, ValueError, RuntimeError, MemoryError):
        raise Refused("This PDF is damaged or not whole. Export or scan it again.") from None


def _held_by(one: Any) -> str:
    """What an object, or a part of it that has no number of its own, would do; nothing where it only lies there."""
    waiting = [one]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            waiting += [inner for inner in part if _is_direct(inner)]
            continue
        if not isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if found := _says(part):
            return found
        waiting += [value for _, value in part.items() if _is_direct(value)]
    return ""


def _is_direct(value: Any) -> bool:
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect


def _says(part: Any) -> str:
    keys = set(part.keys())
    if "/JS" in keys or "/JavaScript" in keys:
        return ACTS["/JavaScript"]
    if "/EmbeddedFiles" in keys or "/EF" in keys:
        return HOLDS["/FileAttachment"]
    if "/XFA" in keys:
        return "a form that is filled in by a script"
    for key, what in (("/S", ACTS), ("/Subtype", HOLDS)):
        if key in keys and isinstance(part[key], pikepdf.Name) and str(part[key]) in what:
            return what[str(part[key])]
    return ""
