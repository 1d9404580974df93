"""Settings, all from environment variables. Careful by default: what is not said is production.

``KINWORK_ENV=development`` (set by ``make run``) relaxes only what a laptop cannot have: HTTPS and a long-lived secret.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env
from psycopg.conninfo import conninfo_to_dict

from kinwork.platform.embedded import var_folder

env = Env()

PLATFORM = Path(__file__).resolve().parent
ENVIRONMENT = env.str("KINWORK_ENV", "production")
IS_DEVELOPMENT = ENVIRONMENT == "development"

DEBUG = False  # never: error pages help people, not attackers
SECRET_KEY = env.str("KINWORK_SECRET_KEY", "")
if not SECRET_KEY:
    # A made-up key works, and signs everybody out on restart; `kinwork check` says so for production.
    SECRET_KEY = secrets.token_urlsafe(64)
    SECRET_KEY_IS_MADE_UP = True
else:
    SECRET_KEY_IS_MADE_UP = False
# Keys of before: what they made still holds, and nothing more is made with them.
SECRET_KEY_FALLBACKS: list[str] = env.list("KINWORK_SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("KINWORK_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS] if not IS_DEVELOPMENT else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "kinwork.access",
    "kinwork.units",
    "kinwork.people",
    "kinwork.families",
    "kinwork.notices",
    "kinwork.chain",
    "kinwork.cases",
    "kinwork.obligations",
    "kinwork.approvals",
    "kinwork.children",
    "kinwork.confidentiality",
    "kinwork.search",
    "kinwork.persons",
    "kinwork.genograms",
    "kinwork.networks",
    "kinwork.family_pages",
    "kinwork.record",
    "kinwork.origins",
    "kinwork.front_door",
    "kinwork.meetings",
    "kinwork.training",
    "kinwork.plans",
    "kinwork.formal_meetings",
    "kinwork.transfers",
    "kinwork.summaries",
    "kinwork.chronology",
    "kinwork.find",
    "kinwork.overview",
    "kinwork.calendars",
    "kinwork.practice",
    "kinwork.documents",
    "kinwork.faces",
    "kinwork.measures",
    "kinwork.surveys",
    "kinwork.evaluation",
    "kinwork.service_figures",
    "kinwork.national_returns",
    "kinwork.imports",
    "kinwork.bundles",
    "kinwork.retention",
    "kinwork.studies",
    "kinwork.observation",
    "kinwork.archive",
    "kinwork.platform",
    "kinwork.accounts",
    "kinwork.authority",
    "kinwork.offline",
    "kinwork.api",
]

MIDDLEWARE = [
    "kinwork.platform.middleware.CleanCookies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kinwork.platform.middleware.HealthByAnyName",
    "kinwork.api.middleware.Apart",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kinwork.platform.middleware.ReadsItsOwn",
    "kinwork.accounts.devices.KnownDevices",
    "kinwork.accounts.session_timeout.Idle",
    "kinwork.units.middleware.ActorMiddleware",
    "kinwork.accounts.handed_over.HandedOver",
    "kinwork.platform.middleware.History",
    "kinwork.platform.middleware.PlainErrors",
]

ROOT_URLCONF = "kinwork.platform.urls"
ASGI_APPLICATION = "kinwork.platform.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "kinwork.platform.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "kinwork.platform.context.page",
            ],
        },
    },
    {  # allauth carries a few templates of Django's own kind
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]


def forget_who_asked(connection: Any) -> None:
    """A connection goes back to the pool as nobody's, so that no request can inherit another's identity."""
    said = ("asking", "hidden", "hidden_people", "sealed")
    connection.execute("; ".join(f"RESET kinwork.{one}" for one in said))


def database_from(url: str, *, pool_size: int, role: str = "") -> dict[str, Any]:
    """A PostgreSQL URL or conninfo string as Django's database settings."""
    said = dict(conninfo_to_dict(url))
    config: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": said.pop("dbname", "kinwork"),
        "USER": said.pop("user", ""),
        "PASSWORD": said.pop("password", "") or "",
        "HOST": said.pop("host", ""),
        "PORT": said.pop("port", ""),
        "OPTIONS": {key: value for key, value in said.items() if value is not None},
    }
    # Only the statements of kinwork.access.sql are prepared, and each asks by id: one plan serves all.
    settled = [str(said.get("options") or ""), "-c plan_cache_mode=force_generic_plan"]
    # Every trigger asks pgtrigger which are ignored. Where nothing was ever said that is an error, caught each time in
    # a subtransaction of its own: it cost more than what the trigger does.
    settled.append("-c pgtrigger.ignore={}")
    if role and config["USER"] != role:
        settled.append(f"-c role={role}")
    config["OPTIONS"]["options"] = " ".join(settled).strip()
    config["OPTIONS"]["prepare_threshold"] = 1_000_000_000  # nothing else is prepared by being asked often
    if pool_size:
        config["OPTIONS"]["pool"] = {"min_size": 2, "max_size": pool_size, "timeout": 20, "reset": forget_who_asked}
    return config


# The application connects as the role that the walls are made for (docs/adr/0008): DATABASE_URL should name it. The
# tables' owner, who migrates, may be said apart; without, the application lowers itself to that role.
DATABASE_URL = env.str("DATABASE_URL", "")
OWNER_URL = env.str("KINWORK_OWNER_URL", "") or DATABASE_URL
APP_ROLE = "kinwork_app"
DATABASES = {
    "default": database_from(DATABASE_URL, pool_size=env.int("KINWORK_POOL", 20), role=APP_ROLE),
    "owner": database_from(OWNER_URL, pool_size=0),
}
# A copy that follows it (streaming replication): reads that may lag go there (kinwork.access.replica).
if REPLICA_URL := env.str("KINWORK_REPLICA_URL", ""):
    DATABASES["replica"] = database_from(REPLICA_URL, pool_size=env.int("KINWORK_POOL", 20), role=APP_ROLE)
DATABASE_ROUTERS = ["kinwork.access.replica.Router"]
# Off behind a connection pooler that does not keep prepared statements (PgBouncer before 1.22).
KINWORK_PREPARE = env.bool("KINWORK_PREPARE", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Reading changes nothing, so it needs no note of who is behind it.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# -- questionnaires: a folder of the authority’s own instruments and licensed words (docs/instruments.md)
KINWORK_INSTRUMENTS = env.str("KINWORK_INSTRUMENTS", "")

# -- signing in
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("full_name", "email")},
    },
    {"NAME": "kinwork.accounts.passwords.NotOnesName"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 48 * 3600  # for invitations too
ACCOUNT_ADAPTER = "kinwork.accounts.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# allauth's limits of signing in are of addresses, and an office has one: ours are of accounts (login_attempts.py).
ACCOUNT_RATE_LIMITS: dict[str, str | None] | bool = {"login": None, "login_failed": None}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600

# Nobody can lock a colleague out: what counts is somebody's failures from one place, for a quarter of an hour.
AXES_FAILURE_LIMIT = 8
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "kinwork.accounts.login_attempts.Failures"
AXES_USERNAME_CALLABLE = "kinwork.accounts.login_attempts.who_tries"
AXES_CLIENT_IP_CALLABLE = "kinwork.accounts.login_attempts.place_of"
AXES_LOCKOUT_CALLABLE = "kinwork.accounts.sign_in.too_many_tries"
AXES_DISABLE_ACCESS_LOG = True  # the log of Kinwork says who signed in
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# The second factor: an authenticator app or a passkey, and recovery codes.
KINWORK_SECOND_FACTOR = env.bool("KINWORK_SECOND_FACTOR", not IS_DEVELOPMENT)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "kinwork.accounts.adapters.SecondFactor"
MFA_TOTP_ISSUER = "Kinwork"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the authority's
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_DEVELOPMENT

# The authority's own sign-in, by OpenID Connect: for people with an account here of the same confirmed address.
KINWORK_OIDC_ISSUER = env.str("KINWORK_OIDC_ISSUER", "")
KINWORK_OIDC_NAME = env.str("KINWORK_OIDC_NAME", "your authority’s account")
# Browsers follow a form's redirect only to where the policy lets forms go.
OIDC_ORIGIN = ["{0.scheme}://{0.netloc}".format(urlsplit(KINWORK_OIDC_ISSUER))] if KINWORK_OIDC_ISSUER else []
SOCIALACCOUNT_ADAPTER = "kinwork.accounts.adapters.OpenId"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        # Some providers never say that an address is confirmed, because all of theirs are.
        "VERIFIED_EMAIL": env.bool("KINWORK_OIDC_ADDRESSES_ARE_OURS", False),
        "APPS": [
            {
                "provider_id": "authority",
                "name": KINWORK_OIDC_NAME,
                "client_id": env.str("KINWORK_OIDC_CLIENT", "kinwork"),
                "secret": env.str("KINWORK_OIDC_SECRET", ""),
                "settings": {"server_url": KINWORK_OIDC_ISSUER, "token_auth_method": "client_secret_basic"},
            }
        ],
    }
}

# -- email, for invitations and for telling guardians; without a server it is printed in development, else refused
EMAIL_HOST = env.str("KINWORK_SMTP_HOST", "")
EMAIL_PORT = env.int("KINWORK_SMTP_PORT", 587)
EMAIL_HOST_USER = env.str("KINWORK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.str("KINWORK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.bool("KINWORK_SMTP_TLS", True)
EMAIL_TIMEOUT = 10
KINWORK_MAIL_BESIDE = True
# Without a mail server whoever invites somebody is shown the link once, to hand it over (docs/adr/0086).
KINWORK_SHOWS_LINKS = not EMAIL_HOST
# Where people reach Kinwork, for links in emails: never what a request says of itself.
KINWORK_ADDRESS = env.str("KINWORK_ADDRESS", "").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("KINWORK_EMAIL_FROM", "kinwork@localhost")
# From when on `kinwork serve` sends the emails of the day; empty: a timer runs `kinwork notices send-daily`.
KINWORK_DIGEST_AT = env.str("KINWORK_DIGEST_AT", "07:30")
if IS_DEVELOPMENT and not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Work in the background is a queue in the database (bundles/background.py); `kinwork serve` has a worker beside it,
# unless one runs elsewhere as `kinwork work`.
KINWORK_WORKER = env.bool("KINWORK_WORKER", True)
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # rooms name their own; a task is a unit's task here

# Where heads of the audit log go, away from the database (operations/audit_heads.py): files, mailto:ADDRESS,
# syslog:HOST:PORT.
KINWORK_AUDIT_HEADS_TO: list[str] = env.list("KINWORK_AUDIT_HEADS_TO", [])
KINWORK_AUDIT_HEADS_HOURS = env.float("KINWORK_AUDIT_HEADS_HOURS", 24)

# -- sessions and cookies
SESSION_COOKIE_AGE = env.int("KINWORK_SESSION_SECONDS", 10 * 3600)
KINWORK_IDLE_SECONDS = env.int("KINWORK_IDLE_SECONDS", 3600)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not IS_DEVELOPMENT
SESSION_COOKIE_NAME = "kinwork_session" if IS_DEVELOPMENT else "__Host-kinwork_session"
CSRF_COOKIE_SECURE = not IS_DEVELOPMENT
CSRF_COOKIE_NAME = "kinwork_csrf" if IS_DEVELOPMENT else "__Host-kinwork_csrf"
KINWORK_DEVICE_COOKIE = "kinwork_device" if IS_DEVELOPMENT else "__Host-kinwork_device"
CSRF_FAILURE_VIEW = "kinwork.platform.views.csrf_failed"

# -- browser defences
SECURE_SSL_REDIRECT = not IS_DEVELOPMENT
SECURE_REDIRECT_EXEMPT = ["^health/$"]  # it is asked from the machine itself, and says nothing of anybody
SECURE_HSTS_SECONDS = 0 if IS_DEVELOPMENT else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_DEVELOPMENT
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Whose word is taken for where a request came from, and that it came by HTTPS: platform/gateway.py sees to it.
KINWORK_BEHIND_PROXY = env.bool("KINWORK_BEHIND_PROXY", False)
KINWORK_PROXIES = env.list("KINWORK_PROXIES", ["127.0.0.1", "::1"]) if KINWORK_BEHIND_PROXY else []
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": [
            "'self'",
            *(
                {f"{urlsplit(KINWORK_OIDC_ISSUER).scheme}://{urlsplit(KINWORK_OIDC_ISSUER).netloc}"}
                if KINWORK_OIDC_ISSUER
                else ()
            ),
        ],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# Counts of tries and notes of what was read just now, of this process. Django would keep three hundred, and throw away
# a third of them when somebody makes more: the counts of those who guess among them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200_000, "CULL_FREQUENCY": 10},
    }
}

# -- language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# -- static files
STATIC_URL = "/static/"
STATICFILES_DIRS = [PLATFORM / "static"]
STATIC_ROOT = env.path("KINWORK_STATIC_ROOT", var_folder() / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = IS_DEVELOPMENT
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 60 if IS_DEVELOPMENT else 31_536_000
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}

# What people attach, each file under its fingerprint: outside of everything that is served (docs/adr/0114).
KINWORK_FILES = env.path("KINWORK_FILES", var_folder() / "files")
# Recordings of practice, in cipher, and the keys that open them: apart from one another (docs/adr/0148).
KINWORK_RECORDINGS = env.path("KINWORK_RECORDINGS", var_folder() / "recordings")
KINWORK_RECORDINGS_KEY = env.path("KINWORK_RECORDINGS_KEY", var_folder() / "recordings.key")
# What was erased, for after a restore of a backup that was made before (docs/adr/0139): files, by commas.
KINWORK_ERASURES: list[str] = env.list("KINWORK_ERASURES", [str(var_folder() / "kinwork-erasures.jsonl")])
# The authority's virus scanner: is given the file's path, and ends with 0 for clean, 1 for found.
KINWORK_SCAN_COMMAND = env.str("KINWORK_SCAN_COMMAND", "")
FILE_UPLOAD_PERMISSIONS = 0o600

# A hundred-thousand-character paste with accents is under half a megabyte; forms beyond two are refused.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "CRITICAL"},  # it would write email addresses
        "django.request": {"level": "ERROR"},  # that somebody is signed out, or a page not there, is no trouble of ours
    },
}
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its decorators are on the sign-in view, the only one that asks for a password
