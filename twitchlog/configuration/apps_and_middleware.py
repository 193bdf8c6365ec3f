"""Which apps the project is made of, and what a request passes through on its way to a view."""

INSTALLED = [
    "journal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # allauth's list of passkeys says when each was last used
    "whitenoise.runserver_nostatic",
    "twitchlog.static_files.collected_files.Static",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_include_bootstrap",
    "django_tasks",
    "django_tasks_db",
]
# The first is the outermost: it sees a request first and its answer last.
REQUEST_LAYERS = [
    "twitchlog.http.cache_headers.said_of_every_answer",
    "twitchlog.http.health.answered_first",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "twitchlog.http.https_only.https_only",
    "twitchlog.http.refusals.as_set_up",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "twitchlog.http.form_charset.utf_8_only",
    "django.middleware.gzip.GZipMiddleware",
    "twitchlog.http.cookie_names.take_over",
    "twitchlog.http.cookie_names.keep_to_path",
    "twitchlog.http.stale_session.cookie_stays",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "twitchlog.http.rolling_session.rolling_session",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "journal.middleware.unsaved_forms.UnsavedForms",
    "twitchlog.http.draft_cookie.Drafts",
    "journal.middleware.another_account.AnotherAccount",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "twitchlog.http.method_not_allowed.MethodNotAllowedPage",
]
# Functions and their arguments, as django-alive calls them (docs/adr/0228).
READY_CHECKS: list[tuple[str, dict[str, str]]] = [
    ("twitchlog.server_check.ready_checks.check_database", {}),
    ("twitchlog.server_check.ready_checks.check_disk", {}),
]
