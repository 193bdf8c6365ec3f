"""Where the addresses of each part of the app begin."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.urls import include, path

from journal.views import passkeys, sign_up

handler400 = "journal.views.error_pages.unreadable"
handler500 = "journal.views.error_pages.broken"
handler404 = "journal.views.error_pages.not_found"

urlpatterns = [
    # An account with passkeys alone: whoever holds its session must not give it a password and keep
    # it.
    path(
        "account/password/set/",
        reauthentication_required(password_set),
        name="account_set_password",
    ),
    path("account/2fa/webauthn/login/", passkeys.login, name="mfa_login_webauthn"),
    path("account/signup/", sign_up.sign_up, name="account_signup"),
    path("account/", include("allauth.urls")),
    path("", include("journal.urls")),
]
