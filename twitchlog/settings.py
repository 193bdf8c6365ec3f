"""The one settings file. Everything that differs between machines is read from the environment (README, "Settings")."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from twitchlog import logs
from twitchlog.cookies import cookie_names
from twitchlog.environment import Environment, SettingsError
from twitchlog.secret import secret_key

env = Environment(os.environ)
BASE_DIR = Path(__file__).resolve().parent.parent

# The one folder for database, secret key, backups and files under way.
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "data")
DEBUG = False
# Where the server listens (the command serve).
HOST = env.machine("HOST", "127.0.0.1")
PORT = env.port("PORT", 8000)
DEMO = env.switch("TWITCHLOG_DEMO")
SIGN_UP_OPEN = env.switch("TWITCHLOG_SIGN_UP_OPEN")
HTTPS = env.switch("TWITCHLOG_HTTPS")
ALLOWED_HOSTS = env.hosts("TWITCHLOG_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "journal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # allauth's list of passkeys says when each was last used
    "whitenoise.runserver_nostatic",
    "twitchlog.static.Static",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_include_bootstrap",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "twitchlog.edges.as_set_up",
    "twitchlog.charset.utf_8_only",
    "django.middleware.gzip.GZipMiddleware",
    "twitchlog.cookies.take_over",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "twitchlog.sessions.rolling_session",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "journal.session_end.SessionEnd",
    "twitchlog.drafts.Drafts",
    "journal.another_account.AnotherAccount",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "twitchlog.methods.MethodNotAllowedPage",
]
ROOT_URLCONF = "twitchlog.urls"
WSGI_APPLICATION = "twitchlog.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "journal.pages.context.page",
            ],
            # Its csrf_token also writes what the page was opened about (docs/adr/0100).
            "builtins": ["journal.templatetags.opened"],
        },
    },
]

# WAL with FULL: a saved entry survives a power cut. CONN_MAX_AGE None: closing the last connection makes SQLite fold
# its log into the database, which made writes three to five times slower when measured.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "twitchlog.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
# What a new account starts with; each person sets their own, and the browser says where an entry was logged.
DIARY_TIME_ZONE = env.zone("TWITCHLOG_TIME_ZONE", "UTC")

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
if STATIC_ROOT in STATICFILES_DIRS:
    env.refuse("STATIC_ROOT", f"the files are taken from there; {DATA_DIR / 'static'} would do")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "twitchlog.storage.LeanStorage"},
}

AUTHENTICATION_BACKENDS = ["journal.accounts.Backend"]
PASSWORD_HASHERS = ["twitchlog.passwords.OpaquePasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_ADAPTER = "journal.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "welcome"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "journal.forms.accounts.LoginForm",
    "signup": "journal.forms.accounts.SignupForm",
    "add_email": "journal.forms.accounts.AddEmailForm",
    "change_password": "journal.forms.accounts.ChangePasswordForm",
    "set_password": "journal.forms.accounts.SetPasswordForm",
    "reset_password": "journal.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "journal.forms.accounts.ResetPasswordKeyForm",
    "reauthenticate": "journal.forms.accounts.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "journal.forms.accounts.CodeForm",
    "reauthenticate": "journal.forms.accounts.ReauthenticateByCodeForm",
    "activate_totp": "journal.forms.accounts.ActivateCodesForm",
    "add_webauthn": "journal.forms.accounts.AddPasskeyForm",
    "edit_webauthn": "journal.forms.accounts.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "journal.accounts.SecondStepAdapter"
MFA_TOTP_ISSUER = "Twitchlog"
# An address is optional and most of these servers send no mail, so nobody could confirm one first.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# How many proxies of one's own stand in front: the person's address is that many places from the end of
# X-Forwarded-For. Without it everybody would share the proxy's address, and one stranger could lock all out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TWITCHLOG_PROXIES", 1 if HTTPS else 0, most=20)
# Sign-in limits are counted for all worker processes together (docs/adr/0010).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "journal_shared_counts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Without a mail server nothing is sent and the pages say so.
EMAIL_HOST = env.machine("EMAIL_HOST", "")
EMAIL_PORT = env.port("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = env.switch("EMAIL_USE_SSL", default=EMAIL_PORT == 465)
EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS", default=EMAIL_PORT == 587 and not EMAIL_USE_SSL)
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    env.refuse("EMAIL_USE_TLS", "the connection begins encrypted already; 0 would do, or EMAIL_USE_SSL=0 with it")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.sender("EMAIL_FROM", EMAIL_HOST_USER or "twitchlog@localhost")
MAIL_IS_SET_UP = bool(EMAIL_HOST)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_IS_SET_UP else 'dummy'}.EmailBackend"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # never write to a stranger because somebody typed their address
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Twitchlog: "

# A diary at a bedside must not ask for a password at night: half a year, prolonged by use (twitchlog.sessions).
SESSION_COOKIE_AGE = 180 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "journal.views.edges.foreign_form"
CSRF_TRUSTED_ORIGINS = env.origins("TWITCHLOG_ORIGINS", https=HTTPS)
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's form marks are data: images inside its style sheet
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# The JSON door's brake, for each session and each token (journal.limits); 0 lifts it.
API_REQUESTS_A_MINUTE = env.number("TWITCHLOG_API_REQUESTS_A_MINUTE", 600, most=100_000_000)
API_COUNTS = DATA_DIR / "counts"
# Where the report's PDF looks for fonts of scripts that its own font does not show.
USUAL_FONTS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts"]
FONT_FOLDERS = env.folders("TWITCHLOG_FONTS", [Path(name).expanduser() for name in USUAL_FONTS])

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
LOGGING = logs.CONFIGURATION

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

cookies = cookie_names(SECRET_KEY, https=HTTPS)
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = cookies.session, cookies.csrf
MESSAGES_COOKIE_NAME, LANGUAGE_COOKIE_NAME = cookies.messages, cookies.language
MESSAGE_STORAGE = "twitchlog.notices.Storage"
