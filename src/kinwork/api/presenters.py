"""What a system called last, as a page says it: the log has it in short (``middleware.py``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from kinwork.access.models import AuditEvent

IN_LOG = re.compile(r"kw_(\w+) (\w*) (\d+)(?:: (.*))?")
# By the name of an address (``answers.ADDRESSES``).
CALLED = {
    "find_people": "Looked for a person", "read_person": "Read who a person is",
    "read_family": "Read who is in a family", "child_status": "Asked about a child", "status_changes":
    "Asked what has changed", "send_entry": "Sent a contact", "api_document": "Read how the API is called",
}  # fmt: skip
CAME = {
    400: "could not be read", 403: "refused (not agreed, or not from this network)",
    404: "nothing there for this system", 405: "refused (cannot be called in this way)",
    409: "refused (another one came in under this key)", 413: "refused (too large)", 415: "refused (not JSON)",
    422: "refused (something in it was not right)", 429: "refused (too often)", 500: "it broke; nothing was saved",
}  # fmt: skip
NOTES = {"again": "the same as before, so it came in once"}


@dataclass(frozen=True)
class CallLine:
    """One call: when, what in words, by which token, from where."""

    at: datetime
    words: str
    token: str
    address: str


def call_line(event: AuditEvent) -> CallLine:
    """A call, or a token that was refused."""
    address = event.address or ""
    found = IN_LOG.fullmatch(event.words)
    if found is None:
        return CallLine(event.at, "Token refused", event.words, address)
    prefix, name, status, note = found.groups()
    what = CALLED.get(name, "Called an address that is not there")
    came = CAME.get(int(status), "") or NOTES.get(note or "", (note or "answered").partition(",")[0])
    return CallLine(event.at, f"{what}: {came}", f"kw_{prefix}", address)
