"""Sign-ins, sign-ups, mail, links and deletions: whatever hashes a password, writes a mail or ends
a diary.
"""

from __future__ import annotations

from urllib.parse import urlencode

from siege.attackers import ATTACKER_PATIENCE, FORM, Attacker, kind, new_id
from siege.raw_http import ask, request

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@kind("sign-ins: wrong passwords, unknown names, right ones")
async def sign_ins(attacker: Attacker) -> None:
    """Each from another address, by many names."""
    somebody = attacker.dice.choice(attacker.cast["mid"])["name"]
    name, password = attacker.dice.choice(
        [
            (somebody, new_id()),
            (new_id()[:12], new_id()),
            (f"{somebody}@siege.test", new_id()),
            (attacker.person["name"], attacker.cast["password"]),
        ]
    )
    await attacker.post("/account/login/", {"login": name, "password": password})


@kind("sign-ins by the dozen, of one name", at_once=3)
async def one_name(attacker: Attacker) -> None:
    """Somebody wants another person signed out for good."""
    await attacker.post("/account/login/", {"login": "other", "password": new_id()})


@kind("sign-ins from all over one IPv6 network", at_once=24)
async def one_network(attacker: Attacker) -> None:
    """Any address of a /48, as somebody rents one; wrong passwords by the hundred at once."""
    headers = attacker.headers(more={"Content-Type": FORM})
    headers["X-Forwarded-For"] = f"2001:db8:7:{attacker.dice.randrange(65_536):x}::1"
    body = urlencode({"login": new_id()[:12], "password": new_id()}).encode()
    if attacker.number or attacker.requests % 10:
        await attacker.send(request("POST", "/account/login/", headers, body))
        return
    headers["X-Forwarded-For"] = (
        f"198.51.{attacker.dice.randrange(256)}.7"  # somebody else, who wants to sign in
    )
    body = urlencode(
        {"login": attacker.person["name"], "password": attacker.cast["password"]}
    ).encode()
    answer = await ask(
        attacker.port, request("POST", "/account/login/", headers, body), patience=ATTACKER_PATIENCE
    )
    attacker.counts[f"others {answer.status}"] += 1
    attacker.count_request()


@kind("sign-ups, sound and not")
async def sign_ups(attacker: Attacker) -> None:
    """New accounts, as fast as they are made."""
    name = f"s{new_id()[:12]}"
    password = attacker.dice.choice((f"{new_id()}-Aa", "12345678", "a" * 4_000))
    form = {
        "username": name,
        "email": f"{name}@siege.test",
        "password1": password,
    }
    await attacker.post("/account/signup/", form)


@kind("passwords asked for again, and changed")
async def passwords(attacker: Attacker) -> None:
    """Re-authentication and a change of password, wrong and right, by somebody who is signed in."""
    person, right = attacker.person, attacker.cast["password"]
    if attacker.dice.random() < 0.5:
        await attacker.post("/account/reauthenticate/", {"password": new_id()}, person)
    else:
        new = attacker.dice.choice(("password", f"{new_id()}-Aa"))
        form = {
            "oldpassword": attacker.dice.choice((new_id(), right)),
            "password1": new,
            "password2": new,
        }
        await attacker.post("/account/password/change/", form, person)


@kind("challenges for passkeys", at_once=2)
async def challenges(attacker: Attacker) -> None:
    """By nobody in particular; each may leave a session behind."""
    headers = {**SCRIPT, "X-Forwarded-For": attacker.address()}
    await attacker.send(request("GET", "/account/2fa/webauthn/login/", headers))


@kind("password resets, the mail server says nothing", settings={"EMAIL_PORT": "silent"})
async def resets(attacker: Attacker) -> None:
    """For addresses that are known and for others."""
    somebody = attacker.dice.choice(attacker.cast["mid"])["name"]
    name = attacker.dice.choice((somebody, new_id()[:12]))
    await attacker.post("/account/password/reset/", {"email": f"{name}@siege.test"})


@kind("password resets, the mail server is not there", settings={"EMAIL_PORT": "closed"})
async def refused_resets(attacker: Attacker) -> None:
    """Resets for addresses that are known and for others, where no mail server listens."""
    await resets(attacker)


@kind("mail to new addresses, the mail server says nothing", settings={"EMAIL_PORT": "silent"})
async def new_addresses(attacker: Attacker) -> None:
    """Addresses are added, confirmed anew and taken away."""
    address = f"{new_id()[:12]}@siege.test"
    await attacker.post("/account/email/", {"action_add": "", "email": address}, attacker.person)
    await attacker.post("/account/email/", {"action_send": "", "email": address}, attacker.person)
    await attacker.post("/account/email/", {"action_remove": "", "email": address}, attacker.person)


@kind("guesses at links and reset links", at_once=2)
async def link_guesses(attacker: Attacker) -> None:
    """Addresses of links and of resets, made up by chance."""
    guess = new_id().replace("-", "")
    await attacker.get(
        attacker.dice.choice(
            (f"/s/{guess}/", f"/s/{guess}/report.pdf", f"/account/password/reset/key/1-{guess}/")
        )
    )


@kind("guesses at a link's passphrase", preparations=("links",))
async def passphrases(attacker: Attacker) -> None:
    """Of a real link, wrong and right."""
    links = attacker.cast["links"]
    right = attacker.cast["passphrase"]
    await attacker.post(
        f"/s/{links[-1]}/", {"passphrase": attacker.dice.choice((new_id(), new_id(), right))}
    )


@kind("deletions of accounts of 100,000 entries")
async def deletions(attacker: Attacker) -> None:
    """Three accounts, each by several attackers at once; then those of 10,000."""
    person = attacker.person
    if attacker.requests < 2:
        person = attacker.long_person
    await attacker.get("/settings/delete-account/", person)
    await attacker.post(
        "/settings/delete-account/", {"password": attacker.cast["password"]}, person
    )


@kind("the trash emptied of thousands", preparations=("trash",))
async def trash(attacker: Attacker) -> None:
    """All that lies in it, for good."""
    await attacker.get("/trash/", attacker.person)
    await attacker.post("/trash/", {"empty": "1"}, attacker.person)


@kind("tokens and forms written without pause")
async def forms(attacker: Attacker) -> None:
    """Tokens, entries, appointments, settings, answers."""
    person = attacker.person
    path, form = attacker.dice.choice(
        [
            ("/settings/tokens/", {"name": new_id()[:8], "scope": "add"}),
            ("/log/", {"client_id": new_id(), "movement": "twitch", "muscle": "calf"}),
            ("/settings/", {"time_zone": "Asia/Tokyo", "theme": "dark"}),
            (
                "/settings/time-zone/",
                {"zone": attacker.dice.choice(("Asia/Tokyo", "Europe/Berlin"))},
            ),
            ("/nights/", {"night": "2026-11-20", "state": "none"}),
        ]
    )
    await attacker.post(path, form, person)


@kind("what is typed after the session's end")
async def unsaved(attacker: Attacker) -> None:
    """Large forms of nobody, which are kept for after signing in."""
    await attacker.post(
        "/log/", {"client_id": new_id(), "note": "n" * attacker.dice.randrange(1_500_000)}
    )
