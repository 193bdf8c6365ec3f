"""What signing in asks for, in words; and where a passkey works."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.address_reach import host_name, host_number
from journal.second_step import SecondStep


def ways_listed(step: SecondStep) -> str:
    """What may be shown after the password, as in "a passkey or a recovery code"."""
    ways = (
        (step.passkeys, _("a passkey")),
        (step.app, _("a code from your app")),
        (step.codes, _("a recovery code")),
    )
    *others, last = [text for number, text in ways if number] or [""]
    if not others:
        return last
    return _("%(others)s or %(last)s") % {"others": ", ".join(others), "last": last}


def code_label(step: SecondStep) -> str:
    """The label of the box for a code; "" where no code can be given."""
    if step.app and step.codes:
        return _("Code from your app, or a recovery code")
    if step.app:
        return _("Code from your app")
    return _("Recovery code") if step.codes else ""


def sign_in_sentence(step: SecondStep) -> str:
    """What signing in asks for now."""
    if not step.is_asked:
        return _("Signing in asks for the password alone.")
    text = _("Signing in asks for the password, and then for %(ways)s.")
    return _with_more(text % {"ways": ways_listed(step)}, step)


def sentence_after_change(step: SecondStep) -> str:
    """What signing in will ask for, of ways that are about to be these."""
    if not step.is_asked:
        return _("From then on signing in asks for the password alone.")
    text = _("From then on signing in asks for the password, and then for %(ways)s.")
    return _with_more(text % {"ways": ways_listed(step)}, step)


def _with_more(sentence: str, step: SecondStep) -> str:
    sentences = [sentence]
    if step.alone:
        sentences.append(_("A passkey can also open the diary alone, without the password."))
    if not step.codes:
        text = _(
            "No recovery code is left: if the phone is lost, there is no way in. Make new ones."
        )
        sentences.append(text)
    return " ".join(sentences)


def where_passkeys_work(host: str, *, secure: bool) -> str:
    """That a passkey belongs to this page's address, or that none can be made here and where."""
    name, number = host_name(host), host_number(host_name(host))
    if number is not None and number.is_loopback:
        here = "localhost" + host.rpartition("]" if "]" in host else name)[2]
        return _(
            "Browsers make no passkeys at an address of numbers such as %(host)s. Open the diary"
            " under a name: on this computer as http://%(here)s, from elsewhere at an address that"
            " begins with https://."
        ) % {"host": host, "here": here}
    if number is not None:
        return _(
            "Browsers make no passkeys at an address of numbers such as %(host)s. Open the diary"
            " under a name, at an address that begins with https://."
        ) % {"host": host}
    if not secure and name.rpartition(".")[2] != "localhost":
        return _(
            "Browsers make passkeys only at an address that begins with https://, and this one "
            "does not."
        )
    return _("A passkey works only at the address where it was made: this one at %(host)s.") % {
        "host": name
    }
