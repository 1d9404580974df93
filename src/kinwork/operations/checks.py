"""What ``kinwork check`` looks at before children's records may be entrusted to an installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from kinwork.bundles.background import waiting_since
from kinwork.cases.kept import HOLDINGS
from kinwork.families import indexing as of_families
from kinwork.find.kept import FINDABLE
from kinwork.front_door.kept import UNANSWERED
from kinwork.people import indexing
from kinwork.platform import embedded
from kinwork.platform.embedded import APP_ROLE
from kinwork.platform.row_level_security import declared
from kinwork.record.kept import LAST_SEEN
from kinwork.retention import kept_list
from kinwork.retention.models import Erased

from . import file_checks
from .audit_chain import verify
from .audit_heads import problem_with

NO_ANSWER = "The database does not answer"


@dataclass(frozen=True)
class Finding:
    """Something careless, and how to mend it."""

    what: str
    remedy: str


def findings() -> list[Finding]:
    """Everything found, in the order in which to mend it."""
    found = [*_settings(), *_heads(), *_paper(), *_owner()]
    of_database = list(_database())
    if any(finding.what.startswith(NO_ANSWER) for finding in of_database):
        return found + of_database + list(_permissions())  # nothing more can be asked of it
    return found + of_database + [finding for look in LOOKS for finding in look()]


def _settings() -> Iterator[Finding]:
    if settings.IS_DEVELOPMENT:
        yield Finding(
            "KINWORK_ENV is 'development': cookies travel without HTTPS.",
            "Unset KINWORK_ENV, or set it to 'production'.",
        )
    if settings.SECRET_KEY_IS_MADE_UP:
        yield Finding(
            "KINWORK_SECRET_KEY is not set: every restart signs everyone out, and a second process refuses them.",
            "Set KINWORK_SECRET_KEY to a long random text, e.g. from: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
        )
    elif len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 10:
        yield Finding("KINWORK_SECRET_KEY is short or monotonous.", "Set it to at least 50 random characters.")
    hosts = set(settings.ALLOWED_HOSTS)
    wide = sorted(host for host in hosts if "*" in host or host.startswith("."))
    if wide:
        which = "any host name" if wide[0] in ("*", ".") else f"every name under {wide[0].lstrip('*.')}"
        yield Finding(f"KINWORK_HOSTS allows {which}.", "List the names that people type, e.g. kinwork.example.gov.uk.")
    elif not hosts - {"127.0.0.1", "localhost", "[::1]"}:
        yield Finding(
            "KINWORK_HOSTS names only this machine: no one else can reach it.",
            "Set KINWORK_HOSTS to the names that people type, separated by commas.",
        )
    if not settings.SECURE_SSL_REDIRECT or not settings.SESSION_COOKIE_SECURE or not settings.CSRF_COOKIE_SECURE:
        yield Finding("Pages or cookies may travel without HTTPS.", "Leave KINWORK_ENV at 'production'.")
    if settings.SECURE_HSTS_SECONDS < 31_536_000 and not settings.IS_DEVELOPMENT:
        yield Finding("Strict transport security is off or short.", "Leave SECURE_HSTS_SECONDS as it ships.")
    if not settings.KINWORK_SECOND_FACTOR:
        yield Finding("No second factor is asked for: a password alone opens records.", "Unset KINWORK_SECOND_FACTOR.")
    if settings.KINWORK_IDLE_SECONDS > 4 * 3600:
        yield Finding(
            "A screen that was left open stays signed in for hours.", "Set KINWORK_IDLE_SECONDS to 3600 or so."
        )
    if not settings.EMAIL_HOST:
        yield Finding(
            "There is no mail server: no one can be invited, and no guardian hears about an emergency.",
            "Set KINWORK_SMTP_HOST (and KINWORK_EMAIL_FROM).",
        )
    elif not settings.EMAIL_USE_TLS:
        yield Finding("Email travels without encryption.", "Leave KINWORK_SMTP_TLS on.")
    if settings.KINWORK_OIDC_ISSUER.startswith("http://"):
        yield Finding("The authority's sign-in is asked without HTTPS.", "Give KINWORK_OIDC_ISSUER as https://.")
    if not settings.KINWORK_ADDRESS:
        yield Finding(
            "Links in emails begin with whatever host a request names.",
            "Set KINWORK_ADDRESS, e.g. https://kinwork.example.gov.uk.",
        )
    elif not settings.KINWORK_ADDRESS.startswith("https://"):
        yield Finding(
            "KINWORK_ADDRESS does not begin with https://: links in emails open Kinwork without HTTPS.",
            "Give KINWORK_ADDRESS as https://.",
        )
    if "0.0.0.0/0" in settings.KINWORK_PROXIES or "::/0" in settings.KINWORK_PROXIES:
        yield Finding(
            "KINWORK_PROXIES names every address: anyone can claim to come from anywhere.", "Name the proxy's only."
        )
    if settings.SESSION_COOKIE_AGE > 24 * 3600:
        yield Finding("A sign-in lasts more than a day.", "Set KINWORK_SESSION_SECONDS to 36000 (ten hours) or less.")


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('fsync'), current_setting('synchronous_commit'), "
                "current_setting('full_page_writes'), rolsuper OR EXISTS (SELECT 1 FROM pg_class "
                "WHERE relname = 'access_user' AND pg_has_role(session_user, relowner, 'MEMBER')), "
                "current_setting('server_version_num')::int FROM pg_roles WHERE rolname = session_user"
            )
            fsync, commit, pages, superuser, version = cursor.fetchone()
    except (DatabaseError, ImproperlyConfigured) as problem:
        yield Finding(f"{NO_ANSWER}: {str(problem).splitlines()[0]}", "Check DATABASE_URL.")
        return
    if "off" in (fsync, commit, pages):
        yield Finding(
            "The database may lose what it has acknowledged (fsync, synchronous_commit or full_page_writes is off).",
            "Turn them on in postgresql.conf.",
        )
    if version < 150000:
        yield Finding(f"PostgreSQL {version // 10000} is too old.", "Use PostgreSQL 15 or later.")
    if superuser:
        yield Finding(
            "The application signs in to the database as a superuser or the tables' owner, and only lowers itself: "
            "no wall for an intruder.",
            f"Let DATABASE_URL sign in as {APP_ROLE} (with a password), and KINWORK_OWNER_URL as the tables' owner.",
        )
    if str(embedded.var_folder()) in settings.DATABASES["default"]["HOST"]:
        yield Finding(
            "The database is the embedded one: whoever has this machine's account is its superuser.",
            "Point DATABASE_URL and KINWORK_OWNER_URL at a PostgreSQL server.",
        )


OWNED = """
SELECT what FROM (
    SELECT 'the table ' || c.relname, c.relowner FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT 'the function ' || p.proname, p.proowner FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'the schema', n.nspowner FROM pg_namespace n WHERE n.nspname = 'public'
    UNION ALL SELECT 'the database', d.datdba FROM pg_database d WHERE d.datname = current_database()
) thing (what, owner) WHERE owner <> 0 AND pg_has_role(%s, owner, 'MEMBER') LIMIT 1
"""
POWERS = """
SELECT coalesce(bool_or(rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
           OR pg_has_role(rolname, 'pg_read_all_data', 'MEMBER') OR pg_has_role(rolname, 'pg_write_all_data', 'MEMBER')
           OR pg_has_role(rolname, 'pg_execute_server_program', 'MEMBER')), false)
FROM pg_roles WHERE rolname = %s
"""


def _owner() -> Iterator[Finding]:
    if settings.DATABASES.get("owner", {}).get("USER") == APP_ROLE:
        yield Finding(
            f"The tables' owner is to be {APP_ROLE}, the application's role: whoever gets into the one has the other.",
            "Set KINWORK_OWNER_URL to a role of its own that owns the tables.",
        )


def _roles() -> Iterator[Finding]:
    """The application's role owns nothing and can become nobody else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(POWERS, [APP_ROLE])
            is_powerful = cursor.fetchone()[0]
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
            owned = None
            if cursor.fetchone() and not is_powerful:
                cursor.execute(OWNED, [APP_ROLE])
                owned = cursor.fetchone()
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    if is_powerful:
        yield Finding(
            f"{APP_ROLE}, the application's role, has powers beyond its tables (superuser, other roles, all data).",
            f"ALTER ROLE {APP_ROLE} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION, and revoke others.",
        )
    if owned:
        yield Finding(
            f"{APP_ROLE}, the application's role, owns {owned[0]}: it can take its walls down.",
            "Give everything to the role of KINWORK_OWNER_URL: REASSIGN OWNED BY kinwork_app TO that role.",
        )


def _paper() -> Iterator[Finding]:
    try:
        import weasyprint  # noqa: F401
    except OSError as problem:
        yield Finding(
            f"Minutes cannot be made as PDF: {str(problem).splitlines()[0]}",
            "Install Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.",
        )


def _migrations() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    if waiting:
        yield Finding(
            f"{len(waiting)} migration{'' if len(waiting) == 1 else 's'} not applied, first {waiting[0][0]}.",
            "Run `kinwork migrate`; `kinwork serve` does so when it starts.",
        )
        return
    from kinwork.access.models import Authority

    if Authority.objects.filter(is_demo=True).exists():
        yield Finding(
            "This database is marked as a demo: anyone may sign in as anyone.",
            "Use an empty database for real families; never enter them in a demo.",
        )


def _walls() -> Iterator[Finding]:
    """Row-level security stands on every table that it must, and the application's role cannot get past it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
            walled = {name for (name,) in cursor.fetchall()}
            cursor.execute("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user")
            [(passes,)] = cursor.fetchall()
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    missing = sorted(set(declared().policies) - walled)
    if missing:
        yield Finding(
            f"No row-level security on {missing[0]} ({len(missing)} in all).", "Start once: migrating raises it."
        )
    if passes:
        yield Finding(
            "The application's role passes by row-level security: restricted families are open to any slip.",
            f"Let it be {APP_ROLE}, which `kinwork serve` makes.",
        )


def _heads() -> Iterator[Finding]:
    if not settings.KINWORK_AUDIT_HEADS_TO:
        yield Finding(
            "Heads of the audit log go nowhere: whoever owns the database can forge all of it unseen.",
            "Set KINWORK_AUDIT_HEADS_TO to a file on another machine, mailto:ADDRESS or syslog:HOST:PORT.",
        )
    for place in settings.KINWORK_AUDIT_HEADS_TO:
        if problem := problem_with(place):
            yield Finding(f"KINWORK_AUDIT_HEADS_TO cannot be used: {problem}.", "Give each as one of these three.")


def _audit_chain() -> Iterator[Finding]:
    try:
        told = verify()
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    for sentence in told.wrong:
        yield Finding(f"The audit log is broken: {sentence}", "Find out who had the database; restore from a backup.")


KEPT = {
    "Which unit holds a family": HOLDINGS,
    "When a child was last seen": LAST_SEEN,
    "What can be found in the records": FINDABLE,
    "Which contacts wait": UNANSWERED,
}


def _index() -> Iterator[Finding]:
    """Whoever is in the record is found: the index tells everybody as they are."""
    try:
        made_by = indexing.made_by("owner")
        behind = indexing.behind("owner") + of_families.behind("owner")
    except (DatabaseError, ImproperlyConfigured):
        return  # said above: the database does not answer, or migrations wait
    if made_by != indexing.rules():
        yield Finding("The search's index was made by other rules than these.", "Run `kinwork reindex`.")
    elif behind:
        yield Finding(
            f"The search's index is behind: {behind:,} people or families are not found as they are now.",
            "Run `kinwork reindex`, and find out who went by the database's triggers.",
        )


def _kept() -> Iterator[Finding]:
    """What the database keeps of the record, so that figures need not be worked out anew, is as the record says."""
    try:
        behind = {what: kept.behind("owner") for what, kept in KEPT.items()}
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    for what, number in behind.items():
        if number:
            yield Finding(
                f"{what} is kept otherwise than the record says, in {number:,} rows.",
                "Run `kinwork reindex`, and find out who went by the database's triggers.",
            )


LONG_WAIT = timedelta(minutes=30)


def _background() -> Iterator[Finding]:
    """What people asked for in the background is made: somebody works the queue off."""
    try:
        waits = waiting_since()
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    if waits is not None and waits > LONG_WAIT:
        yield Finding(
            f"Work in the background has waited for {waits.total_seconds() / 3600:.1f} hours: no one does it.",
            "Leave KINWORK_WORKER on, so that `kinwork serve` has a worker beside it, or let `kinwork work` run.",
        )


UNNAMED_FOR = timedelta(days=4)  # twice as long as the worker leaves them


def _files() -> Iterator[Finding]:
    """What people attached is there, where no one else can read it."""
    if problem := file_checks.problem_with_folder():
        yield Finding(f"Attached files cannot be kept well: {problem}.", "Set KINWORK_FILES to a folder of its own.")
    if problem := file_checks.problem_with_scanner():
        yield Finding(
            f"KINWORK_SCAN_COMMAND cannot be used, so no file can be attached: {problem}.",
            "Give the scanner’s command, e.g. clamdscan --fdpass --no-summary.",
        )
    yield from _recordings()
    try:
        kept = file_checks.look(timezone.now() - UNNAMED_FOR)
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    if kept.missing:
        yield Finding(
            f"{len(kept.missing):,} of {kept.named:,} attached files are not where they are kept, first "
            f"{kept.missing[0][:12]}….",
            "Put them back from the .files of a backup: `age -d … | tar -x -C` the folder of KINWORK_FILES.",
        )
    if kept.unnamed:
        yield Finding(
            f"{kept.unnamed:,} files are kept that no entry names, for longer than the worker leaves them.",
            "Leave KINWORK_WORKER on, or let `kinwork work` run: it takes them away each night.",
        )


def _recordings() -> Iterator[Finding]:
    """Recordings of practice are there, and so is the key that opens them, for no one else to read."""
    key = Path(settings.KINWORK_RECORDINGS_KEY)
    try:
        missing, number = file_checks.recordings_missing()
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    if number and not key.exists():
        yield Finding(
            f"The key of {number:,} recordings is not there: none of them can be heard.",
            "Put the file back that KINWORK_RECORDINGS_KEY names. Without it they are lost.",
        )
    elif key.exists() and key.stat().st_mode & 0o077:
        yield Finding("Others on this machine can read the key of the recordings.", f"chmod 600 {key}")
    if missing:
        yield Finding(
            f"{len(missing):,} of {number:,} recordings are not where they are kept, first {missing[0][:12]}….",
            "Put them back from the .recordings of a backup.",
        )


def _erasures() -> Iterator[Finding]:
    """What was erased is on a list outside the database, and not only on the machine that may be lost with it."""
    try:
        number = Erased.objects.count()
        behind = kept_list.missing_at(kept_list.places()) if number else []
    except (DatabaseError, ImproperlyConfigured):
        return  # said above
    for place in behind:
        yield Finding(
            f"The list of what was erased at {place} is not complete: after a restore, erased records stay.",
            "Let the server write there (KINWORK_ERASURES), and run `kinwork erasures keep`: it says what is wrong.",
        )
    var = embedded.var_folder()
    if number and not settings.IS_DEVELOPMENT and all(place.is_relative_to(var) for place in kept_list.places()):
        yield Finding(
            "The list of what was erased is only on this machine: without it, a backup brings erased records back.",
            "Set KINWORK_ERASURES to a file on another machine too, such as where backups are.",
        )


def _permissions() -> Iterator[Finding]:
    for address, view in views_of(get_resolver().url_patterns):
        if not hasattr(view, "policy"):
            yield Finding(f"The page {address} names no policy.", "Decorate its view with @require_policy(...).")


def views_of(patterns: list[URLPattern | URLResolver], start: str = "/") -> Iterator[tuple[str, Callable[..., object]]]:
    """Every address of the site with its view."""
    for pattern in patterns:
        address = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


LOOKS: list[Callable[[], Iterator[Finding]]] = [
    _roles,
    _migrations,
    _walls,
    _audit_chain,
    _index,
    _kept,
    _background,
    _files,
    _erasures,
    _permissions,
]
