/* A touch that leaves nothing behind: written to the phone's own store, sent to where touches are
sent, and taken out of both. The server does all that it does with an entry, and takes it back
(docs/adr/0229). */
"use strict";

/** @typedef {"yes" | "store" | "signed-out" | "unreachable" | "refused"} TrialEnd */

const Trial = (() => {
  /** What earlier trials left that were broken off. */
  const clear = () =>
    PhoneStore.change(async (entries) => {
      for (const entry of await PhoneStore.value(entries.getAll()))
        if (entry.state === "trial") await PhoneStore.value(entries.delete(entry.seq));
    });

  /** Not among what waits: no other page sends it. @param {Entry} told */
  async function save(told) {
    const now = Date.now();
    const entry = { told, account: null, zone: told.time_zone, held: 0, last: now, state: "trial" };
    await PhoneStore.change((entries) => PhoneStore.value(entries.put(/** @type {any} */ (entry))));
    const stored = await Outbox.all();
    return stored.some((each) => each.told.id === told.id);
  }

  /** @param {Entry} told */
  async function send(told) {
    const person = await Session.renew();
    const { status, body } = await Session.ask(OUTBOX.address, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": person.csrf_token,
        "X-Twitchlog-Account": person.account
      },
      body: JSON.stringify({
        episodes: [told],
        sent_at: new Date().toISOString(),
        source: "pad",
        trial: true
      })
    });
    return status === 200 && body?.results?.[0]?.status === "new";
  }

  /** @param {unknown} error @returns {TrialEnd} */
  function endOf(error) {
    const state = error instanceof Session.Postponed ? error.state : "";
    if (state === "signed out") return "signed-out";
    return state === "unreachable" ? "unreachable" : "refused";
  }

  /** @returns {Promise<TrialEnd>} */
  async function run() {
    const place = { movement: "twitch", muscle: "calf", side: null, woke: null };
    const told = newEntry(newId(), new Date().toISOString(), timeZone(), place);
    try {
      await clear();
      if (!(await save(told))) return "store";
    } catch {
      return "store";
    }
    try {
      return (await send(told)) ? "yes" : "refused";
    } catch (error) {
      return endOf(error);
    } finally {
      await clear();
    }
  }

  return { run };
})();
