"""allauth's pages with forms of our own, and how often each may be sent."""

from __future__ import annotations

FORMS_OF_ACCOUNTS = {
    "login": "journal.forms.accounts.LoginForm",
    "signup": "journal.forms.accounts.SignupForm",
    "add_email": "journal.forms.accounts.AddEmailForm",
    "change_password": "journal.forms.accounts.ChangePasswordForm",
    "set_password": "journal.forms.accounts.SetPasswordForm",
    "reset_password": "journal.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "journal.forms.accounts.ResetPasswordKeyForm",
    "reauthenticate": "journal.forms.accounts.ReauthenticateForm",
}
SECOND_STEP_FORMS = {
    "authenticate": "journal.forms.second_step_codes.CodeForm",
    "reauthenticate": "journal.forms.second_step_codes.ReauthenticateByCodeForm",
    "activate_totp": "journal.forms.second_step_codes.ActivateCodesForm",
    "add_webauthn": "journal.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "journal.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "journal.forms.passkeys.LoginByPasskeyForm",
    "authenticate_webauthn": "journal.forms.passkeys.AuthenticateByPasskeyForm",
    "reauthenticate_webauthn": "journal.forms.passkeys.ReauthenticateByPasskeyForm",
}
# Passwords and codes have journal.identity.sign_in_limits. allauth's own slow down whoever floods a
# page, and mails.
RATE_LIMITS = {
    "login_failed": None,
    "reauthenticate": None,
    "login": "30/m/ip",
    "signup": "10/m/ip,60/h/ip",
    "reset_password": "20/m/ip,60/h/ip",
    "change_password": "10/m/user",
    "manage_email": "10/m/user,40/d/user",
    "confirm_email": "1/180s/key,5/d/key",
}
