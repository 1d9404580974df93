"""The product's own development settings, but for what only a test does: many sign-ins a minute from one address."""

from kinwork.platform.settings import *  # noqa: F403
from kinwork.platform.settings import TEMPLATES
from tests import compiled_templates

ACCOUNT_RATE_LIMITS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as the factories of the tests write them
WHITENOISE_AUTOREFRESH = True  # the front end may be built again while the tests run
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = compiled_templates.kept()
