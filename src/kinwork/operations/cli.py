"""The ``kinwork`` command. Results on stdout, messages on stderr; exit 0 done, 1 a check failed, 2 bad input."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kinwork.platform import embedded
from kinwork.platform.console import say, set_up, stop
from kinwork.whole_numbers import whole

from .commands import (
    backing_up,
    erasures,
    exporting,
    imports,
    indicators,
    invite,
    notices,
    obligations,
    reindex,
    returns,
)
from .commands.agreement import agreement
from .commands.audit import audit
from .commands.compare import compare
from .commands.due import due
from .commands.genogram import genogram
from .commands.layouts import layouts
from .commands.score import instruments, score
from .commands.work import beside_the_server, work

app = typer.Typer(
    name="kinwork",
    help="The case system for systemic units in children's social work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0, interactive=False)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Where to listen.", envvar="PORT", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.", envvar="KINWORK_BIND")] = "127.0.0.1",
    with_demo: Annotated[bool, typer.Option("--with-demo", help="Fill an empty database with the demo first.")] = False,
) -> None:
    """Start the web application, migrating first; prints its address."""
    if with_demo and _is_for_trying_out(host):
        os.environ["KINWORK_ENV"] = "development"
    try:
        with embedded.database():
            _serve(host, port, with_demo=with_demo)
    except KeyboardInterrupt:
        with suppress(OSError):  # the terminal may be what was closed
            say("Stopped.")


def _serve(host: str, port: int, *, with_demo: bool) -> None:
    set_up()
    _migrate()
    from django.conf import settings

    if not settings.IS_DEVELOPMENT:
        _refuse_demo(with_demo=with_demo)
    if with_demo:
        _demo_if_empty()
    from django.core.management import call_command

    if not settings.IS_DEVELOPMENT:
        call_command("collectstatic", verbosity=0, interactive=False)
    from kinwork.retention import kept_list

    kept_list.keep()
    notices.every_day()
    obligations.every_day()
    _run_server(host, port)


def _is_for_trying_out(host: str) -> bool:
    """Nothing was said of production, nobody elsewhere can reach it, and the database is our own."""
    said = {"KINWORK_ENV", "DATABASE_URL"} & set(os.environ)
    return not said and host in ("127.0.0.1", "localhost", "::1")


def _first_key() -> str:
    """Of a database in which nobody is yet: so that nobody claims it but whoever started it."""
    from kinwork.authority.first_start import give_out_key

    return give_out_key()


def _refuse_demo(*, with_demo: bool) -> None:
    """In a demo anybody may be anybody: what looks like production must not be one."""
    from kinwork.access.models import Authority

    if with_demo or Authority.objects.filter(is_demo=True).exists():
        asked = "--with-demo makes a demo" if with_demo else "this database is marked as a demo"
        raise stop(
            f"{asked}, in which anyone may sign in as anyone, and this is production. "
            "Point DATABASE_URL at another database, or say KINWORK_ENV=development."
        )


def _run_server(host: str, port: int) -> None:
    from kinwork.platform.server import serve as answer

    from .audit_heads import send_now_and_then

    send_now_and_then()
    key = _first_key()

    def say_so() -> None:
        typer.echo(f"Kinwork is ready: http://{host}:{port}  (Ctrl-C stops it)")
        if key:
            typer.echo(f"No one is here yet. Open that address and type this key there; it works once: {key}")
        sys.stdout.flush()

    try:
        with beside_the_server():
            answer(host, port, when_ready=say_so)
    except SystemExit:
        raise stop(f"port {port} is taken: stop what uses it, or say PORT=8001") from None


def _demo_if_empty() -> None:
    from kinwork.access.models import User

    if not User.objects.exists():
        _load_demo()


def _load_demo() -> None:
    from kinwork.demo import loader

    with typer.progressbar(length=loader.steps(), label="Telling the demo's stories", file=sys.stderr) as bar:
        loader.load(progress=lambda _: bar.update(1))


def _load_large() -> None:
    from kinwork.large import loader

    with typer.progressbar(length=loader.steps(), label="Making ten years of lives", file=sys.stderr) as bar:
        loader.load(progress=bar.update)


def _print_who_can_sign_in() -> None:
    from kinwork.access.models import Authority
    from kinwork.accounts.demo_sign_in import people

    if not Authority.objects.filter(is_demo=True).exists():
        return
    typer.echo("Who can sign in, one click each on the sign-in page:")
    for person in people():
        typer.echo(f"  {person.name:28} {person.posts}")


@app.command()
def demo(
    authority: Annotated[str, typer.Option(help="small: 22 families told in full; large: 5,000 children.")] = "small",
) -> None:
    """Fill an empty database with the demo authority and print who can sign in."""
    if authority not in ("small", "large"):
        raise stop(f"--authority: found '{authority}', expected small or large")
    with embedded.database():
        set_up()
        from kinwork.demo.loader import NotEmpty

        _migrate()
        try:
            _load_large() if authority == "large" else _load_demo()
        except NotEmpty as problem:
            raise stop(f"{problem}; the demo fills empty databases only. Point DATABASE_URL at an empty one.") from None
        _print_who_can_sign_in()


@app.command()
def migrate() -> None:
    """Bring the database to this version, and raise its walls again; `kinwork serve` does so when it starts."""
    with embedded.database():
        set_up()
        _migrate()


@app.command()
def check(
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Whether this configuration may hold children's records: settings, database, migrations."""
    if format not in ("text", "json"):
        raise stop(f"--format: found '{format}', expected text or json")
    with embedded.database():
        set_up()
        from .checks import findings

        found = findings()
    if format == "json":
        typer.echo(json.dumps([vars(finding) for finding in found], indent=2))
    else:
        for finding in found:
            typer.echo(f"{finding.what}\n  remedy: {finding.remedy}")
        typer.echo(f"{len(found)} finding{'' if len(found) == 1 else 's'}." if found else "Nothing found. Ready.")
    raise typer.Exit(1 if found else 0)


app.add_typer(layouts, name="layouts")
app.add_typer(instruments, name="instruments")
audit_log = typer.Typer(help="The access log: what was read and changed.", no_args_is_help=True)
app.add_typer(audit_log, name="audit-log")


@audit_log.command("verify")
def verify_audit_log(
    expect: Annotated[str, typer.Option(help="A head noted earlier (SEQ:FINGERPRINT) that must still be there.")] = "",
    expect_all_in: Annotated[str, typer.Option(help="A file with heads noted earlier, which must all be there.")] = "",
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Whether a row of the log was taken away, changed or slipped in. Note the head that it prints, elsewhere."""
    if format not in ("text", "json"):
        raise stop(f"--format: found '{format}', expected text or json")
    seq, _, fingerprint = expect.partition(":")
    if expect and not (whole(seq) and len(fingerprint) == 64):
        raise stop(f"--expect: found '{expect}', expected SEQ:FINGERPRINT as this command prints it")
    with embedded.database():
        set_up()
        from .audit_chain import verify
        from .audit_heads import noted_in

        heads = noted_in(expect)
        if expect_all_in:
            try:
                heads |= noted_in(Path(expect_all_in).read_text(encoding="utf-8", errors="replace"))
            except OSError as problem:
                raise stop(f"--expect-all-in: {problem}") from None
            if not heads:
                raise stop(f"--expect-all-in: no head (SEQ:FINGERPRINT) stands in {expect_all_in}")
        with typer.progressbar(length=100, label="Walking the chain", file=sys.stderr) as bar:
            told = verify(noted=heads, progress=bar.update)
    if format == "json":
        typer.echo(json.dumps({"events": told.events, "head": told.head, "wrong": told.wrong}, indent=2))
    else:
        for sentence in told.wrong:
            typer.echo(sentence)
        typer.echo(f"{told.events:,} events, head {told.head or 'none yet'}: {'broken' if told.wrong else 'whole'}.")
    raise typer.Exit(1 if told.wrong else 0)


@audit_log.command("head")
def send_head(
    to: Annotated[list[str] | None, typer.Option(help="A file, mailto:ADDRESS or syslog:HOST:PORT.")] = None,
) -> None:
    """Print the log's head, and send it to where the database's owner cannot reach it.

    Without --to it goes to where KINWORK_AUDIT_HEADS_TO says.
    """
    with embedded.database():
        set_up()
        from django.conf import settings

        from .audit_heads import CannotSend, problem_with, send

        places = to or settings.KINWORK_AUDIT_HEADS_TO
        for place in places:
            if problem := problem_with(place):
                raise stop(f"--to: {problem}")
        try:
            typer.echo(send(places) or "none yet")
        except CannotSend as problem:
            raise stop(f"the head was not sent: {problem}") from None


backing_up.register(app)
erasures.register(app)
exporting.register(app)
indicators.register(app)
invite.register(app)
reindex.register(app)
notices.register(app)
obligations.register(app)
imports.register(app)
returns.register(app)
for command in (audit, due, genogram, compare, agreement, score, work):
    app.command()(command)


def main() -> None:
    """Entry point. Never a traceback for what a person can mend; what was wrong with the words typed, in one line."""
    try:
        sys.exit(embedded.exit_code(app(prog_name="kinwork", standalone_mode=False) or 0))
    except typer.Abort:
        sys.exit(embedded.exit_code(1))
    except Exception as problem:
        # by name: importing Django to name its error would cost the commands without a database most of their time
        kinds = {kind.__name__ for kind in type(problem).__mro__}
        if "ClickException" in kinds:
            context = getattr(problem, "ctx", None)
            command = context.command_path if context else "kinwork"
            words = " ".join(problem.format_message().split())  # type: ignore[attr-defined]
            if words:  # a group without a command has shown its help
                say(f"{command}: {words.rstrip('.')}. Try '{command} --help'.")
            sys.exit(problem.exit_code)  # type: ignore[attr-defined]
        if "OperationalError" not in kinds:
            raise
        say(f"kinwork: the database does not answer: {str(problem).splitlines()[0]}")
        sys.exit(2)
