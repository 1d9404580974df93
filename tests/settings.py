"""Settings of the test run: the embedded database in var/test, nothing else relaxed than speed asks for."""

import gc
import os

os.environ.setdefault("KINWORK_ENV", "development")
os.environ.setdefault("KINWORK_SECRET_KEY", "only-for-tests-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2)

import psycopg

from kinwork.platform import embedded
from tests import compiled_templates
from tests.kept_plans import keep_plans

if not os.environ.get("DATABASE_URL"):
    _database = embedded.database("test-postgres")
    # Tests own the tables; those that ask what the application may do lower themselves to its role.
    os.environ["DATABASE_URL"] = _database.__enter__()  # stopped by the embedded server's own exit handler
    # Databases come and go here, and for each the server would wait for the disk; nobody misses one after a power cut.
    with psycopg.connect(os.environ["KINWORK_OWNER_URL"], autocommit=True) as _server:
        for _waits_for_the_disk in ("fsync", "full_page_writes"):
            _server.execute(f"ALTER SYSTEM SET {_waits_for_the_disk} = off")
        _server.execute("SELECT pg_reload_conf()")

from kinwork.platform.settings import *  # noqa: F403
from kinwork.platform.settings import DATABASE_URL, DATABASES, TEMPLATES, database_from

keep_plans()
# What is loaded from here to the first test stays; there (``tests/conftest.py``) it is switched on again.
gc.disable()
DATABASES.pop("owner")
DATABASES["default"] = database_from(DATABASE_URL, pool_size=0)
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = compiled_templates.kept()
WHITENOISE_AUTOREFRESH = True  # otherwise each client of a test looks through all static files before its first request
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
KINWORK_MAIL_BESIDE = False
KINWORK_FILES = embedded.var_folder() / "test-files"
KINWORK_RECORDINGS = embedded.var_folder() / "test-recordings"
KINWORK_RECORDINGS_KEY = embedded.var_folder() / "test-recordings.key"
KINWORK_ERASURES = [str(embedded.var_folder() / "test-erasures.jsonl")]
KINWORK_SHOWS_LINKS = False  # so that a test sees what was sent
