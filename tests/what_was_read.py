"""How far a request came, and which of what was sent a view has read: two requests that differ only in what it did not
read are one, and whom a policy does not let in by one method it does not let in by another (no policy looks at more
than the ids of an address).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from kinwork.access.policies import Guarded

EVERYTHING = "*"  # somebody went through all of it


class Read:
    """What was read of one request: the names of what was sent, and whether its body was read as it came."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.request: WSGIRequest | None = None

    def any_of(self, names: Iterable[str]) -> bool:
        return EVERYTHING in self.names or not self.names.isdisjoint(names)

    @property
    def body(self) -> bool:
        """Of what is no form: a form is always read from its body."""
        return self.request is not None and hasattr(self.request, "_body")


class Noting(QueryDict):
    """What was sent, as before; notes the names that are asked for."""

    read: Read

    @classmethod
    def of(cls, sent: QueryDict, read: Read) -> Noting:
        noting = cls("", mutable=True, encoding=sent.encoding)
        for name, values in MultiValueDict.lists(sent):
            MultiValueDict.setlist(noting, name, values)
        noting._mutable = sent._mutable
        noting.read = read
        return noting

    def _note(self, name: Any) -> None:
        if read := self.__dict__.get("read"):
            read.names.add(name)

    def __getitem__(self, name: Any) -> Any:
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: Any) -> bool:
        self._note(name)
        return super().__contains__(name)

    def getlist(self, key: Any, default: Any = None) -> Any:
        self._note(key)
        return super().getlist(key, default)

    def __iter__(self) -> Iterator[Any]:
        self._note(EVERYTHING)
        return super().__iter__()

    def keys(self) -> Any:
        self._note(EVERYTHING)
        return super().keys()

    def items(self) -> Any:
        self._note(EVERYTHING)
        return super().items()

    def lists(self) -> Any:
        self._note(EVERYTHING)
        return super().lists()

    def values(self) -> Any:
        self._note(EVERYTHING)
        return super().values()

    def urlencode(self, safe: str | None = None) -> str:
        self._note(EVERYTHING)
        return super().urlencode(safe)

    def copy(self) -> Any:
        self._note(EVERYTHING)
        return super().copy()


def noting(request: WSGIRequest, read: Read) -> None:
    """From here on, what is read of this request is noted in ``read``; a form is opened only when it is asked for."""
    read.names.clear()
    read.request = request
    request.GET = Noting.of(request.GET, read)
    request.__class__ = _NotingRequest
    request.noted_in = read


class _NotingRequest(WSGIRequest):
    noted_in: Read

    def _post_noted(self) -> QueryDict:
        sent = super().POST
        if not isinstance(sent, Noting):
            sent = self._post = Noting.of(sent, self.noted_in)
        return sent

    def _set_post(self, sent: QueryDict) -> None:
        self._post = sent

    POST = property(_post_noted, _set_post)


class Reached(list[str]):
    """The paths that came as far as a view; and what it read of the last."""

    def __init__(self) -> None:
        super().__init__()
        self.read = Read()

    def watch(self, address: str, view: Any, monkeypatch: Any, ever: set[str] | None = None) -> None:
        """From here on: who is not let in is told so before anything is read, and does not come as far."""
        if not isinstance(view, Guarded):
            return
        answer = view.view

        def answered(request: Any, *more: Any, **ids: Any) -> Any:
            self.append(request.path)
            if ever is not None:
                ever.add(address)
            noting(request, self.read)
            return answer(request, *more, **ids)

        monkeypatch.setattr(view, "view", answered)

    def is_unread(self, view: Any, response: Any, before: int) -> bool:
        """Whatever else is sent there meets the same: another method is asked for, or nobody is let in. ``before``: how
        many had come as far before it was sent.
        """
        is_let_in = not isinstance(view, Guarded) or len(self) > before
        return response.status_code == 405 or (response.status_code in (403, 404) and not is_let_in)

    def is_all_one(self, before: int, names: Iterable[str]) -> bool:
        """The view was reached and asked for none of these names: by what they hold, no answer can differ."""
        return len(self) > before and not self.read.any_of(names)
