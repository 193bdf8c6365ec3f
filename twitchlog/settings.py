"""The one settings file.

Everything that differs between machines is read from the environment (README, "Settings").
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from twitchlog import installation
from twitchlog.configuration import (
    apps_and_middleware,
    browser_policies,
    database_url,
    databases,
    sign_in_pages,
)
from twitchlog.configuration.environment import Environment, SettingsError
from twitchlog.configuration.secret_key import secret_key
from twitchlog.http.cookie_names import cookie_names
from twitchlog.logs import formatting

env = Environment(os.environ)
BASE_DIR = installation.CODE_FOLDER
FILES_DIR = installation.files_folder()

# The one folder for database, secret key, backups and files under way.
DATA_DIR = env.folder("DATA_DIR", installation.data_folder(os.environ))
DEBUG = False
# Where the server listens (the command serve).
HOST = env.machine("HOST", "127.0.0.1")
PORT = env.port("PORT", 8000)
DEMO = env.switch("TWITCHLOG_DEMO")
SIGN_UP_OPEN = env.switch("TWITCHLOG_SIGN_UP_OPEN")
HTTPS = env.switch("TWITCHLOG_HTTPS")
ALLOWED_HOSTS = env.hosts("TWITCHLOG_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
# Where all addresses begin below the host's name; a proxy passes them on as they are
# (docs/adr/0227).
APP_PATH = env.path("TWITCHLOG_PATH", "/")
FORCE_SCRIPT_NAME = APP_PATH.rstrip("/") or None

INSTALLED_APPS = apps_and_middleware.INSTALLED
MIDDLEWARE = apps_and_middleware.REQUEST_LAYERS
ROOT_URLCONF = "twitchlog.urls"
WSGI_APPLICATION = "twitchlog.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FILES_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "journal.pages.context.page",
            ],
            # Its csrf_token also writes what the page was opened about (docs/adr/0100).
            "builtins": ["journal.templatetags.csrf_token"],
        },
    },
]

# A file in the data folder, unless a server of PostgreSQL's is named.
DATABASES = {
    "default": env.meant("DATABASE_URL", database_url.postgresql, databases.sqlite(DATA_DIR))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [FILES_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
# What a new account starts with; each person sets their own, and the browser says where an entry
# was logged.
DIARY_TIME_ZONE = env.zone("TWITCHLOG_TIME_ZONE", "UTC")

STATIC_URL = f"{APP_PATH}static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [FILES_DIR / "static"]
if STATIC_ROOT in STATICFILES_DIRS:
    env.refuse("STATIC_ROOT", f"the files are taken from there; {DATA_DIR / 'static'} would do")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "twitchlog.static_files.minified.MinifiedStorage"},
}

AUTHENTICATION_BACKENDS = ["journal.accounts.Backend"]
# The first makes new hashes; those of the second are made anew at the next sign-in (docs/adr/0153).
PASSWORD_HASHERS = [
    "twitchlog.passwords.OpaqueArgon2Hasher",
    "twitchlog.passwords.OpaquePasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_ADAPTER = "journal.identity.allauth_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Making an account never tells whose address is known: two may give the same one, and who confirms
# it has it.
ACCOUNT_PREVENT_ENUMERATION = "strict"
# Whoever changes who can open the diary, or takes it along, has shown within this time that it is
# them (seconds).
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "welcome"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = sign_in_pages.FORMS_OF_ACCOUNTS
MFA_FORMS = sign_in_pages.SECOND_STEP_FORMS
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "journal.identity.allauth_adapter.SecondStepAdapter"
MFA_TOTP_ISSUER = "Twitchlog"
# An address is optional and most of these servers send no mail, so nobody could confirm one first.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# How many proxies of one's own stand in front: the person's address is that many places from the
# end of X-Forwarded-For. Without it everybody would share the proxy's address, and one stranger
# could lock all out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TWITCHLOG_PROXIES", 1 if HTTPS else 0, most=20)
# What limits count, for all processes together (docs/adr/0152).
CACHES = {
    "default": {
        "BACKEND": "twitchlog.counting.shared_cache.Counts",
        "LOCATION": DATA_DIR / "counts" / "limits.sqlite3",
    }
}
ACCOUNT_RATE_LIMITS = sign_in_pages.RATE_LIMITS

# Work that nobody waits for: kept in the database until it is done (docs/adr/0130).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Without a mail server nothing is sent and the pages say so.
EMAIL_HOST = env.machine("EMAIL_HOST", "")
EMAIL_PORT = env.port("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = env.switch("EMAIL_USE_SSL", default=EMAIL_PORT == 465)
EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS", default=EMAIL_PORT == 587 and not EMAIL_USE_SSL)
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    env.refuse(
        "EMAIL_USE_TLS",
        "the connection begins encrypted already; 0 would do, or EMAIL_USE_SSL=0 with it",
    )
EMAIL_TIMEOUT = 20  # seconds, of a task; no page waits for it
DEFAULT_FROM_EMAIL = env.sender("EMAIL_FROM", EMAIL_HOST_USER or "twitchlog@localhost")
MAIL_IS_SET_UP = bool(EMAIL_HOST)
EMAIL_BACKEND = (
    "twitchlog.mail.QueuedMail"
    if MAIL_IS_SET_UP
    else "django.core.mail.backends.dummy.EmailBackend"
)
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = (
    False  # never write to a stranger because somebody typed their address
)
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Twitchlog: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # journal.identity.account_mails says to whom
ACCOUNT_MAX_EMAIL_ADDRESSES = 5

# A diary at a bedside must not ask for a password at night: half a year, prolonged by use
# (twitchlog.http.rolling_session).
SESSION_COOKIE_AGE = 180 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = APP_PATH
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "journal.views.error_pages.foreign_form"
CSRF_TRUSTED_ORIGINS = env.origins("TWITCHLOG_ORIGINS", https=HTTPS)
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SILENCED_SYSTEM_CHECKS = [
    # the folder for what comes in is made by the start; before that, no command needs it
    "files.E001",
    "security.W005",  # HSTS for subdomains: a household's other names are not ours to promise for
    # SECURE_SSL_REDIRECT: twitchlog.http.https_only does it, and says why it does it otherwise
    "security.W008",
    "security.W021",  # HSTS preload: nobody could take that back for years
]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = browser_policies.CONTENT_SECURITY
PERMISSIONS_POLICY = browser_policies.PERMISSIONS

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# The JSON API's brake, for each session and each token (journal.request_limits); 0 lifts it.
API_REQUESTS_A_MINUTE = env.number("TWITCHLOG_API_REQUESTS_A_MINUTE", 600, most=100_000_000)
API_COUNTS = DATA_DIR / "counts"
# Entries that an account may store in a day beside imports (journal.daily_limits); 0 lifts it.
ENTRIES_A_DAY = env.number("TWITCHLOG_ENTRIES_A_DAY", 10_000, most=100_000_000)
# What has to be so for /health/ready/ to say so (django-alive).
ALIVE_CHECKS = apps_and_middleware.READY_CHECKS
# How many backups the server makes by itself are kept; 0: it makes none (server.nightly_backup).
has_server = DATABASES["default"]["ENGINE"] == database_url.ENGINE
NIGHTLY_BACKUPS = env.number(
    "TWITCHLOG_NIGHTLY_BACKUPS", 0 if DEMO or has_server else 14, most=10_000
)
if NIGHTLY_BACKUPS and has_server:
    env.refuse("TWITCHLOG_NIGHTLY_BACKUPS", "PostgreSQL is copied by pg_dump alone; 0 would do")
# Where the report's PDF looks for fonts of scripts that its own font does not show.
USUAL_FONTS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts"]
FONT_FOLDERS = env.folders("TWITCHLOG_FONTS", [Path(name).expanduser() for name in USUAL_FONTS])

# The largest export of a watch or an app that its page takes, in megabytes.
SLEEP_FILE_MEGABYTES = env.number("TWITCHLOG_SLEEP_FILE_MB", 500, least=1, most=100_000)
# Addresses whose files may be larger than a diary (lanes.UPLOAD_ROUTES), by their names, in bytes.
LARGER_UPLOADS = {"device_sleep": SLEEP_FILE_MEGABYTES * 1024 * 1024}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
# Bodies and answers under way that are too large for memory. Made at the start, and emptied.
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "under-way"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "twitchlog.http.upload_handler.Handler",
]
LOGGING = formatting.CONFIGURATION

# Nothing is made on the disk before every setting was understood.
try:
    SECRET_KEY = env.text("SECRET_KEY")
    env.finish()
    SECRET_KEY = SECRET_KEY or secret_key(DATA_DIR)
except SettingsError as error:
    raise ImproperlyConfigured(str(error)) from error
except (OSError, ValueError) as error:
    raise ImproperlyConfigured(
        f"The data folder {DATA_DIR} is of no use ({error}). Choose another: DATA_DIR=..."
    ) from error

cookies = cookie_names(SECRET_KEY, https=HTTPS, path=APP_PATH)
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = cookies.session, cookies.csrf
MESSAGES_COOKIE_NAME, LANGUAGE_COOKIE_NAME = cookies.messages, cookies.language
DEVICE_COOKIE_NAME, PASSKEY_COOKIE_NAME = cookies.device, cookies.passkey
MESSAGE_STORAGE = "twitchlog.http.message_storage.Storage"
