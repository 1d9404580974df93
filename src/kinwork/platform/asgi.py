import os
from typing import Any

from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinwork.platform.settings")
_django: Any = get_asgi_application()

from django.conf import settings  # noqa: E402 -- Django first
from django.contrib.auth import SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import parse_cookie  # noqa: E402

from .gateway import Gateway  # noqa: E402
from .middleware import is_session_key  # noqa: E402


def _is_signed_in(cookies: str) -> bool:
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
    if not is_session_key(key):
        return False
    try:
        return SESSION_KEY in SessionStore(key).load()
    finally:
        connection.close()  # this is no request, at whose end Django would


application = Gateway(_django, proxies=settings.KINWORK_PROXIES, is_signed_in=sync_to_async(_is_signed_in))
