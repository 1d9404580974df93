"""The door through the real server: who is at the other end, how much may be sent, and how long that may take."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator

import pytest
import requests
from django.contrib.sessions.backends.cache import SessionStore

from kinwork.access.models import AuditEvent
from kinwork.platform import gateway
from kinwork.platform import server as ours
from tests.factories import PASSWORD

from .server import Server

HTML = {"Accept": "text/html"}
MEGABYTE = 1_000_000


def visitor(server: Server) -> requests.Session:
    """Somebody with a browser at the sign-in page."""
    session = requests.Session()
    page = session.get(f"{server.url}/sign-in/", headers=HTML, timeout=20).text
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    session.headers.update({"X-CSRFToken": found[1], **HTML})
    return session


def tries(server: Server, session: requests.Session, who, password: str, **headers: str) -> requests.Response:
    said = {"login": who.email, "password": password}
    return session.post(f"{server.url}/sign-in/", said, headers=headers, allow_redirects=False, timeout=30)


def addresses_in_log(who) -> set[str | None]:
    return set(AuditEvent.objects.filter(actor=who).values_list("address", flat=True))


def test_nobody_says_where_they_come_from_when_there_is_no_proxy(server, rowan):
    session = visitor(server)
    tries(server, session, rowan.tom, "wrong", **{"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9"})
    assert addresses_in_log(rowan.tom) == {"127.0.0.1"}


def test_the_lock_out_is_not_walked_round_by_forged_addresses(server, rowan):
    session = visitor(server)
    answers = [
        tries(server, session, rowan.tom, "wrong", **{"X-Forwarded-For": f"203.0.113.{n}"}).status_code
        for n in range(9)
    ]
    assert answers[-1] == 429
    assert addresses_in_log(rowan.tom) == {"127.0.0.1"}


def test_nobody_says_that_they_came_by_https(server):
    answer = requests.get(
        f"{server.url}/sign-in/", headers={**HTML, "X-Forwarded-Proto": "https"}, allow_redirects=False, timeout=20
    )
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.status_code == 200


@pytest.fixture
def behind_proxy(database: str, tmp_path) -> Iterator[Server]:
    running = Server(database, tmp_path / "log", KINWORK_BEHIND_PROXY="1")
    running.start()
    yield running
    running.stop()


def test_a_proxy_that_was_named_is_believed_in_its_last_word(behind_proxy, rowan):
    session = visitor(behind_proxy)
    tries(behind_proxy, session, rowan.tom, "wrong", **{"X-Forwarded-For": "203.0.113.9, 198.51.100.4"})
    assert addresses_in_log(rowan.tom) == {"198.51.100.4"}


def test_another_machine_is_no_proxy_though_one_is_named(database, rowan, tmp_path):
    running = Server(database, tmp_path / "log", KINWORK_BEHIND_PROXY="1", KINWORK_PROXIES="192.0.2.0/24")
    running.start()
    try:
        tries(running, visitor(running), rowan.tom, "wrong", **{"X-Forwarded-For": "203.0.113.9"})
    finally:
        running.stop()
    assert addresses_in_log(rowan.tom) == {"127.0.0.1"}


# -- how much


def raw(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def head(path: str, *lines: str) -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: 127.0.0.1", *lines, "", ""]).encode()


def answer_of(connection: socket.socket) -> bytes:
    said = b""
    try:
        while piece := connection.recv(65536):
            said += piece
            if b"\r\n\r\n" in said and not piece.startswith(b"HTTP/1.1 100"):
                break
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/forgotten/", "/", "/families/", "/discussion/1/save/", "/x/"])
def test_a_long_body_is_refused_before_it_is_read(server, path):
    with raw(server) as connection:
        connection.sendall(head(path, "Content-Length: 300000000"))
        assert answer_of(connection).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("path", ["/sign-in/", "/set-password/x/y/", "/families/", "/discussion/1/save/"])
def test_a_body_that_does_not_say_its_length_is_refused_once_it_is_long(server, path):
    """In chunks, by somebody who is not signed in: after 64 KiB, of which none is on the disk."""
    with raw(server) as connection:
        connection.sendall(head(path, "Transfer-Encoding: chunked"))
        sent, said = 0, []
        reader = threading.Thread(target=lambda: said.append(answer_of(connection)))
        reader.start()
        chunk = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
        while sent < 300 * MEGABYTE and reader.is_alive():
            try:
                connection.sendall(chunk)
            except OSError:
                break
            sent += 0x4000
        reader.join(20)
    assert said[0].startswith(b"HTTP/1.1 413 ")
    assert sent < 30 * MEGABYTE


def test_with_a_made_up_session_one_is_nobody(server):
    forged = "Cookie: kinwork_session=" + "a" * 32
    with raw(server) as connection:
        connection.sendall(head("/families/", forged, "Content-Length: 100000") + b"x" * 70_000)
        assert answer_of(connection).startswith(b"HTTP/1.1 413 ")


def test_whoever_is_signed_in_saves_what_a_box_holds_and_is_told_what_does_not(server, rowan):
    session = visitor(server)
    assert tries(server, session, rowan.tom, PASSWORD).status_code == 302
    long = session.post(f"{server.url}/discussion/1/save/", data=b"x" * 2 * MEGABYTE, timeout=30)
    assert long.status_code in (400, 403, 404)  # taken in and looked at: this one is none of theirs
    session.headers["Accept"] = "application/json"
    longer = session.post(f"{server.url}/discussion/1/save/", data=b"x" * 2_700_000, timeout=30)
    assert longer.status_code == 413
    assert "still on your page" in longer.json()["error"]


def test_a_save_after_the_sign_in_ended_is_told_so_however_long(server):
    """The page keeps the words and asks to sign in again."""
    answer = requests.post(f"{server.url}/discussion/1/save/", data=b"x" * 100_000, timeout=30)
    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})


# -- how long


@pytest.fixture
def impatient(database: str, tmp_path) -> Iterator[Server]:
    """A server whose seconds are tenths, so that nobody waits for the test."""
    quick = (
        f"from kinwork.platform import gateway, server; server.HEADERS_WITHIN = {ours.HEADERS_WITHIN / 10}; "
        f"gateway.BETWEEN_PIECES, gateway.WHOLE_BODY = {gateway.BETWEEN_PIECES / 10}, {gateway.WHOLE_BODY / 20}; "
    )
    running = Server(database, tmp_path / "log", before=quick)
    running.start()
    yield running
    running.stop()


def trickle(connection: socket.socket, what: bytes, every: float) -> bytes:
    """Send a byte now and then until the other end has had enough; what it says."""
    connection.settimeout(every)
    for one in what:
        try:
            connection.sendall(bytes([one]))
            return connection.recv(65536)
        except TimeoutError:
            continue
        except OSError:
            return b""
    raise AssertionError("everything was taken")


def test_headers_that_trickle_in_are_not_waited_for(impatient):
    with raw(impatient) as connection:
        assert trickle(connection, b"GET /health/ HTTP/1.1\r\nX: " + b"y" * 1000, 0.1) == b""


def test_nor_after_a_first_answer(impatient):
    with raw(impatient) as connection:
        connection.sendall(b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        said = b""
        while b'"ok": true' not in said:
            said += connection.recv(65536)
        assert trickle(connection, b"GET /health/ HTTP/1.1\r\nX: " + b"y" * 1000, 0.1) == b""


def test_a_connection_on_which_nothing_comes_ends(impatient):
    with raw(impatient) as connection:
        assert connection.recv(10) == b""


def test_a_body_that_stops_or_trickles_is_not_waited_for(impatient):
    for path in ("/sign-in/", "/families/"):
        with raw(impatient) as connection:
            connection.sendall(head(path, "Content-Length: 1000"))
            assert answer_of(connection).startswith(b"HTTP/1.1 408 ")
    with raw(impatient) as connection:
        connection.sendall(head("/sign-in/", "Content-Length: 1000"))
        assert trickle(connection, b"x" * 1000, 0.1).startswith(b"HTTP/1.1 408 ")


def test_those_who_dawdle_keep_nobody_else_waiting(server):
    dawdlers = [raw(server) for _ in range(100)]
    for connection in dawdlers:
        connection.sendall(head("/sign-in/", "Content-Length: 1000"))
    assert requests.get(f"{server.url}/health/", timeout=10).json() == {"ok": True}
    for connection in dawdlers:
        connection.close()


# -- whether the database answers


def test_a_database_that_does_not_answer_is_said_in_moments_and_holds_up_no_ending(tmp_path):
    """A machine that takes connections and says nothing, as behind a cut cable."""
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen()
        away = Server(f"postgresql://kinwork_app@127.0.0.1:{hole.getsockname()[1]}/none", tmp_path / "log")
        away.start(is_well=503)
        session = {"Cookie": "kinwork_session=" + "a" * 32}
        try:
            answers = [requests.get(f"{away.url}/health/", headers=how, timeout=8) for how in ({}, session)]
        finally:
            away.stop()
    assert [answer.status_code for answer in answers] == [503, 503]
    assert "does not answer" in answers[0].text


# -- what is no session


@pytest.mark.parametrize("cookie", ['"\\000"', '"a\\000b"', "\u00e9" * 32, "a" * 5000, "A" * 32, '"\\n"', ""])
def test_a_cookie_that_is_nonsense_is_no_cookie(server, cookie):
    for name in ("kinwork_session", "kinwork_csrf", "messages", "kinwork_device"):
        with raw(server) as connection:
            line = f"Cookie: {name}={cookie}".encode()
            connection.sendall(
                b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n" + line + b"\r\n\r\n"
            )
            assert answer_of(connection).startswith(b"HTTP/1.1 200 "), name


def test_a_key_of_a_session_is_what_django_gives():
    from kinwork.platform.middleware import is_session_key

    session = SessionStore()
    session.create()
    assert is_session_key(session.session_key)
