/* The one way from the phone's store to the server. Used by the pad, its worker and the page "On
this phone". */
"use strict";

const Delivery = (() => {
  const BATCH = 200;
  const { HOUR, Postponed } = Session;

  /** @param {SignedIn} person @param {StoredEntry[]} batch */
  const post = (person, batch) =>
    Session.ask(OUTBOX.address, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": person.csrf_token,
        "X-Twitchlog-Account": person.account
      },
      body: JSON.stringify({
        [OUTBOX.list]: batch.map((entry) => entry.told),
        sent_at: new Date().toISOString(),
        source: "pad"
      })
    });

  /**
   * Send everything owed by whoever is signed in; how it ended. Nothing is ever given up.
   *
   * @param {boolean} always
   * @returns {Promise<{ state: string, after?: number }>}
   */
  async function deliver(always) {
    /** @type {SignedIn | null} */
    let person = null;
    let size = BATCH;
    let failed = 0; // single entries in a row
    let skip = 0; // entries at the front which the server falls over, left for another time
    let again = true; // one more try after a refusal that a fresh session may mend
    for (;;) {
      const until = (await PhoneStore.setting("pause")) || 0;
      const wait = until - Date.now();
      if (wait > 0 && wait <= HOUR) return { state: "later", after: wait };
      let owed = await Outbox.seal(Date.now());
      if (!owed.length && !always) return { state: "empty" };
      if (!person) {
        person = await Session.renew();
        owed = await Outbox.seal(Date.now()); // more, if another database answers
      }
      always = false;
      const { account } = person;
      const mine = owed.filter((entry) => entry.account === account);
      const batch = mine.slice(skip, skip + size);
      if (!batch.length && skip) return { state: "unreachable" };
      if (!batch.length) return { state: mine.length === owed.length ? "empty" : "not theirs" };
      const { status, body } = await post(person, batch);
      if ((status === 200 || status === 422) && body && Array.isArray(body.results)) {
        const { sent, refused } = await Outbox.settle(batch, body.results);
        if (sent + refused === 0) throw new Postponed("unreachable");
        [size, failed, again] = [Math.min(BATCH, size * 2), 0, true];
      } else if (body && [401, 403, 409].includes(status)) {
        if (!again) throw new Postponed(status === 409 ? "not theirs" : "signed out");
        [person, again] = [null, false];
      } else if (body && [400, 413, 422].includes(status)) {
        // It cannot read the whole: find the one it stumbles over, and show that one as refused.
        if (batch.length > 1) size = 1;
        else
          await Outbox.settle(batch, [
            { id: batch[0].told.id, status: "refused", problems: [{ field: "", message: "" }] }
          ]);
      } else if (batch.length > 1) {
        // One entry that always breaks the server must not hold up the others; a server that is
        // down must be left alone.
        size = Math.ceil(batch.length / 4);
      } else {
        failed += 1;
        if (failed > 2) throw new Postponed("unreachable");
        skip += 1;
      }
    }
  }

  /**
   * Send what is owed, unless another page or the worker is about it: how it ended, and after how
   * many milliseconds to try again.
   *
   * @param {boolean} always ask who is signed in even if nothing is owed
   * @returns {Promise<{ state: string, after?: number }>}
   */
  async function send(always = false) {
    const work = async () => {
      try {
        return await deliver(always);
      } catch (error) {
        if (!(error instanceof Postponed)) throw error;
        if (error.state === "later") await PhoneStore.set("pause", Date.now() + error.after);
        return { state: error.state, after: error.after };
      }
    };
    if (!navigator.locks) return work(); // plain http: the server stores each id once anyway
    return navigator.locks.request(`${OUTBOX.name}-send`, { ifAvailable: true }, (lock) =>
      lock ? work() : { state: "busy" }
    );
  }

  return { send };
})();
