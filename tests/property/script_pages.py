"""Pages as the browser's own script makes them: ``assets/ts/edit-session.ts``, run by Node beside the test.

They take the place of ``box_writers.Page``, which does in Python what the script does.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from kinwork.meetings.changes import Change, from_json, to_json
from kinwork.meetings.history import Typed, since
from tests import node

from .box_writers import Server


class Browser:
    """One process, in which all pages live."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [node.NODE, "tests/frontend/pages.ts"],
            cwd=node.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=10)

    def ask(self, **order: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        said = self.process.stdout.readline()
        assert said, f"The script has stopped at {order}"
        return json.loads(said)

    def page(self, name: str, server: Server, text: str, _base: str) -> ScriptPage:
        page = ScriptPage(name, server, self)
        page.do("open", text=text, version=server.version)
        return page


@dataclass
class ScriptPage:
    """What one person has on the screen."""

    name: str
    server: Server
    browser: Browser
    value: str = ""
    version: int = 0
    caret: int = 0
    sent: dict[str, Any] | None = None
    answer: tuple[int, str, list[Change]] | None = None

    def do(self, what: str, **more: Any) -> None:
        now = self.browser.ask(page=self.name, do=what, **more)
        self.value, self.version, self.caret, self.sent = now["text"], now["version"], now["caret"], now["sent"]

    def put(self, start: int, end: int, new: str) -> None:
        """Words in the place of what is chosen."""
        self.do("put", start=start, end=end, text=new)

    def send(self) -> None:
        self.do("send")

    def arrives(self) -> None:
        """What was sent reaches the server."""
        if self.sent and self.answer is None:
            typed = Typed(
                self.sent["text"],
                self.name,
                self.sent.get("base"),
                from_json(self.sent["changes"], by=self.name),
                self.sent["key"],
            )
            self.answer = self.server.save(self.sent["version"], typed)

    def hears(self, *, lost: bool = False) -> None:
        """The answer comes back, or is lost on the way: then the same is sent again."""
        if not self.sent or not self.answer:
            return
        (version, now, over), self.answer = self.answer, None
        if lost:
            self.do("lose")
            self.send()
        else:
            self.do("hear", version=version, text=now, changes=to_json(over))

    def looks(self) -> None:
        """Hears that somebody else wrote, and shows it unless it is at something itself."""
        later = since(self.server.text_at(self.version), self.server.edits[self.version :])
        self.do("look", version=self.server.version, text=self.server.text, changes=to_json(later))
