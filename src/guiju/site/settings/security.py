"""Secrets, cookies, headers and passwords."""

import contextlib
import ipaddress
import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from .paths import DATA_DIR

HOST = os.environ.get("GUIJU_HOST", "127.0.0.1")


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def allowed_hosts(host: str, names: str) -> list[str]:
    """The names by which browsers may ask: this machine's own, the one served at, those given."""
    everywhere = {"0.0.0.0", "::"}  # noqa: S104
    own = [] if host in everywhere else [f"[{host}]" if ":" in host else host]
    given = [name.strip() for name in names.split(",") if name.strip()]
    return list(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", *own, *given]))


def _keep(aside: Path, path: Path) -> None:
    """Give a file its name unless the name is taken."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        aside.replace(path)


def secret_key(folder: Path, given: str) -> str:
    """The key given, or one made once in the data folder and readable by its owner only."""
    if given:
        return given
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside and then linked: nobody ever reads half a key, and the first one stays.
        aside = folder / f"secret-key.{os.getpid()}"
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            _keep(aside, path)
        aside.unlink(missing_ok=True)
    return path.read_text(encoding="ascii")


LOOPBACK = is_loopback(HOST)
DEBUG = False
SECRET_KEY = secret_key(DATA_DIR, os.environ.get("GUIJU_SECRET_KEY", ""))
ALLOWED_HOSTS = allowed_hosts(HOST, os.environ.get("GUIJU_ALLOWED_HOSTS", ""))

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not LOOPBACK
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SECURE_HSTS_SECONDS = 0 if LOOPBACK else 31_536_000
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not LOOPBACK else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "guiju.site.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
FILE_UPLOAD_PERMISSIONS = 0o600
