"""PDF: kept as it came, or refused. What acts by itself when somebody opens it is not let in (docs/adr/0115)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf

from .kinds import Refused

MOST_OBJECTS = 300_000
PRINT = "Open it and print it to PDF (“Microsoft Print to PDF” or “Save as PDF”), and attach that."
# What an action does: these lead out of the document or run something in it (ISO 32000-2, 12.6.4).
SCRIPT = "a script"
FILES = "other files"
FILM = "a film or sound"
DOES = "a button or link that does more than lead to a page"
BY_ITSELF = "a script or command that acts by itself"
ELSEWHERE = "a part that is fetched from elsewhere"
ACTS = {
    "/JavaScript": SCRIPT,
    "/Launch": "a command that starts other programs",
    "/ImportData": "a command that fetches other data",
    "/SubmitForm": "a form that sends itself off",
    "/GoToE": FILES,
    "/GoToR": "a link into another file",
    "/Thread": "a link into another file",
    "/Rendition": FILM,
    "/RichMediaExecute": FILM,
    "/Movie": FILM,
    "/Sound": FILM,
}
HOLDS = {"/FileAttachment": FILES, "/RichMedia": FILM, "/Movie": FILM, "/Sound": FILM, "/Screen": FILM, "/3D": FILM}
# What is done only when it is pressed, and stays in the document; a web address besides, if a link leads there.
ACTIONS = ("/A", "/PA", "/Next")
STAYS = ("/GoTo", "/Named")
NAMED = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/GoBack", "/GoForward", "/Print")
SCHEME = re.compile(r"[a-z][a-z0-9+-]*:", re.IGNORECASE)
WEB = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)


def look(file: Path) -> None:
    """Raises :class:`Refused` for what is damaged, locked, or does more than lie on a page."""
    try:
        with pikepdf.open(file) as pdf:
            if not len(pdf.pages):
                raise Refused("This PDF has no pages. Export it again.")
            if len(pdf.objects) > MOST_OBJECTS:
                raise Refused(f"This PDF is too involved to be looked through safely. {PRINT}")
            for one in (pdf.trailer, *pdf.objects):
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
        return SCRIPT
    if "/EmbeddedFiles" in keys or "/EF" in keys:
        return FILES
    if "/XFA" in keys:
        return "a form that is filled in by a script"
    for key, what in (("/S", ACTS), ("/Subtype", HOLDS)):
        if key in keys and _name(part[key]) in what:
            return what[_name(part[key])]
    if "/AA" in keys:
        return BY_ITSELF
    if _is_elsewhere(part, keys):
        return ELSEWHERE
    return _acts(part, keys)


def _name(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _is_elsewhere(part: Any, keys: set[str]) -> bool:
    """A stream whose content lies in another file, a page of one, or what names a file (ISO 32000-2, 7.3.8, 8.10.4)."""
    if isinstance(part, pikepdf.Stream) and keys & {"/F", "/Ref", "/OPI"}:
        return True
    return "/Type" in keys and _name(part["/Type"]) in ("/Filespec", "/F")


def _acts(part: Any, keys: set[str]) -> str:
    """What is done when the document is opened, or something of it is pressed."""
    if "/OpenAction" in keys:
        first = part["/OpenAction"]
        is_place = isinstance(first, pikepdf.Array | pikepdf.Name | pikepdf.String)
        if not is_place and (held := _refused(first)):
            return held
        if not is_place and _name(first["/S"]) != "/GoTo":
            return BY_ITSELF
    if "/Type" in keys and _name(part["/Type"]) == "/Action" and (held := _refused(part, may_lead=True)):
        return held
    is_link = "/Subtype" in keys and _name(part["/Subtype"]) == "/Link"
    for key in ACTIONS:
        if key not in keys:
            continue
        value = part[key]
        for action in value if isinstance(value, pikepdf.Array) else (value,):
            # Beside actions only the looks of a part of the text stand under this key, and have no kind.
            is_action = isinstance(action, pikepdf.Dictionary | pikepdf.Stream) and "/S" in action
            if is_action and (held := _refused(action, may_lead=is_link and key != "/Next")):
                return held
    return ""


def _refused(action: Any, *, may_lead: bool = False) -> str:
    """What an action does that is not let in; nothing where it may be done."""
    if not isinstance(action, pikepdf.Dictionary):
        return DOES
    kind = _name(action.get("/S"))
    if kind in ACTS:
        return ACTS[kind]
    if kind == "/URI" and may_lead:
        return "" if _leads_to_the_web(action.get("/URI")) else "a link into another file"
    if kind not in STAYS or "/F" in action or (kind == "/Named" and _name(action.get("/N")) not in NAMED):
        return DOES
    return ""


def _leads_to_the_web(address: Any) -> bool:
    """Also where it has no scheme, as www.example.org; never to a file, a script or another machine's folder."""
    if not isinstance(address, pikepdf.String):
        return False
    plain = re.sub(r"[\x00-\x20]", "", str(address))
    return not plain.startswith(("\\", "//")) and (not SCHEME.match(plain) or bool(WEB.match(plain)))
