"""The gateway's rules by themselves: who is believed, and how slowly failures are answered."""

import asyncio
import json
from urllib.parse import urlencode

import pytest

from kinwork.platform.gateway import VISIT, Crowd, Gateway, neighbourhood


def gateway(*proxies: str, knows_peer: bool = True) -> Gateway:
    async def nobody(_: str) -> bool:
        return False

    made = Gateway(None, proxies=proxies, is_signed_in=nobody)
    made.knows_peer = knows_peer
    return made


def scope(client: str, scheme: str = "http", **headers: str):
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "client": (client, 1), "scheme": scheme, "headers": told, "path": "/", "method": "GET"}


FORGED = {"x_forwarded_for": "203.0.113.9", "x_forwarded_proto": "https", "x_forwarded_host": "evil.example"}


@pytest.mark.parametrize(
    ("proxies", "client", "headers", "found", "scheme"),
    [
        ([], "192.0.2.1", FORGED, "192.0.2.1", "http"),
        (["127.0.0.1"], "192.0.2.1", FORGED, "192.0.2.1", "http"),
        (["127.0.0.1"], "127.0.0.1", FORGED, "203.0.113.9", "https"),
        (["192.0.2.0/24"], "192.0.2.1", {"x_forwarded_for": "1.1.1.1,2.2.2.2"}, "2.2.2.2", "http"),
        (["::1"], "::1", {"x_forwarded_for": "2001:db8::7", "x_forwarded_proto": "https,http"}, "2001:db8::7", "http"),
        (["127.0.0.1"], "127.0.0.1", {"x_forwarded_for": "nonsense"}, None, "http"),
        (["127.0.0.1"], "127.0.0.1", {}, None, "http"),
    ],
)
def test_only_a_proxy_that_was_named_is_believed_and_only_in_its_last_word(proxies, client, headers, found, scheme):
    honest = gateway(*proxies).honest(scope(client, **headers))
    assert (honest["client"] and honest["client"][0], honest["scheme"]) == (found, scheme)
    assert honest["headers"] == [], "nothing behind the gateway can believe them by mistake"


def test_under_a_server_that_may_have_believed_them_the_address_is_nobodys():
    honest = gateway(knows_peer=False).honest(scope("203.0.113.9", "https", **FORGED))
    assert (honest["client"], honest["scheme"]) == (None, "http")


def test_ten_failures_are_free_then_one_a_second_and_never_more_than_ten_seconds():
    crowd = Crowd()
    waits = [crowd.wait("192.0.2.1", now=100.0) for _ in range(40)]
    assert waits[:10] == [0.0] * 10
    assert waits[10:20] == [float(n) for n in range(1, 11)]
    assert set(waits[20:]) == {10.0}
    assert crowd.wait("192.0.2.2", now=100.0) == 0.0, "another address is another"
    assert crowd.wait("192.0.2.1", now=200.0) == 0.0, "and it passes"


def test_a_household_of_ipv6_is_one_place():
    assert neighbourhood("2001:db8:1:2::3") == neighbourhood("2001:db8:1:2:ffff::9")
    assert neighbourhood("2001:db8:1:3::3") != neighbourhood("2001:db8:1:2::3")
    assert neighbourhood("") == ""


def test_a_failure_is_answered_after_the_application_has_let_go_of_everything(monkeypatch):
    told = []

    async def sleep(seconds: float) -> None:
        told.append(f"waits {seconds:.0f}")

    async def application(scope, receive, send):
        scope[VISIT].is_failure = True
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"wrong"})
        told.append("application is done")

    async def send(message):
        told.append(message["type"])

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    made = gateway()
    made.app = application
    made.crowd = Crowd(free=0)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    asyncio.run(made(scope("192.0.2.1"), receive, send))
    assert told == ["application is done", "waits 1", "http.response.start", "http.response.body"]


def sent(
    path: str, kind: str, *, declared: int = 0, pieces: int = 0, size: int = 1_000_000, is_known: bool = True
) -> tuple[int, int, str]:
    """The status and words of the answer to a body, and how many megabytes of it were read."""
    told, read = [], 0

    async def receive():
        nonlocal read
        read += 1
        return {"type": "http.request", "body": bytes(size), "more_body": read < pieces}

    async def send(message):
        told.append(message)

    async def application(scope, receive, send):
        while (await receive())["more_body"]:
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def anybody(_: str) -> bool:
        return is_known

    made = gateway()
    made.app, made.is_signed_in = application, anybody
    asked = scope("192.0.2.1", content_type=kind, **({"content_length": str(declared)} if declared else {}))
    asyncio.run(made({**asked, "path": path}, receive, send))
    return told[0]["status"], read, b"".join(one.get("body", b"") for one in told).decode()


FILES, FORM = "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"


def test_a_file_may_be_larger_than_a_form_and_a_film_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("kinwork.platform.gateway.LINGER", 0)
    for path in ("/family/5/entries/files/", "/family/5/entries/new/"):
        assert sent(path, FILES, pieces=25)[:2] == (200, 25)
        status, read, words = sent(path, FILES, declared=2_000_000_000, pieces=2000)
        assert (status, read) == (413, 0), "by what it says of itself"
        assert "more than 25 MB" in words
        assert "Videos are not kept here" in words
        assert sent(path, FILES, pieces=2000)[:2] == (413, 27), "by what comes"
    assert sent("/family/5/entries/new/", FORM, pieces=25)[0] == 413, "words need no more than before"
    assert sent("/family/5/entries/draft/", FILES, pieces=25)[0] == 413
    assert sent("/family/5/entries/newer/", FILES, pieces=25)[0] == 413


def test_an_answer_by_link_may_be_as_long_as_it_says_from_somebody_who_is_not_signed_in(monkeypatch):
    monkeypatch.setattr("kinwork.platform.gateway.LINGER", 0)
    longest = len(urlencode({"text": "\U00010400" * 20_000, "csrfmiddlewaretoken": "x" * 64}))
    assert sent("/link/abc/", FORM, pieces=1, size=longest, is_known=False)[0] == 200
    assert sent("/sign-in/", FORM, pieces=1, size=longest, is_known=False)[0] == 413
    assert sent("/family/5/link/", FORM, pieces=1, size=longest, is_known=False)[0] == 401
    for more in ({"pieces": 2}, {"pieces": 1, "declared": 2 * longest}):
        status, _, words = sent("/link/abc/", FORM, size=longest, is_known=False, **more)
        assert status == 413
        assert words.startswith("<!doctype html>")
        assert "What you wrote is still on the page before this one" in words


def test_a_system_of_a_partner_may_send_a_contact_and_is_refused_in_its_own_words(monkeypatch):
    monkeypatch.setattr("kinwork.platform.gateway.LINGER", 0)
    assert sent("/api/v1/entries", "application/json", pieces=4, size=60_000, is_known=False)[0] == 200
    for more in ({"pieces": 5}, {"pieces": 1, "declared": 10**9}):
        status, _, words = sent("/api/v1/entries", "application/json", size=60_000, is_known=False, **more)
        said = json.loads(words)
        assert (status, said["status"], said["type"]) == (413, 413, "urn:kinwork:problem:too-large")
        assert "262,144 bytes fit" in said["detail"]
