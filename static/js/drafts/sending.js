/* Sends forms that wait for a network, each once; used by day pages and by their worker. What is
sent is what "Save" would have sent, and only the server's own word ends the waiting
(docs/adr/0109). */
"use strict";
const DraftSending = (() => {
  const PATIENCE = 15000; // for one answer

  /**
   * One question to the server; status 0 if there was no answer of ours.
   *
   * @param {string} path
   * @param {RequestInit} [options]
   */
  async function ask(path, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(path, {
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: stop.signal,
        ...options
      });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return { status: 0, body: null };
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {{ account: string, csrf_token: string }} person @param {Draft} draft */
  const post = (person, draft) =>
    ask(draft.to, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "X-CSRFToken": person.csrf_token,
        "X-Twitchlog-Account": person.account,
        "X-Twitchlog-Draft": "send"
      },
      body: new URLSearchParams([...draft.body, ["draft", `${draft.id}.${draft.rev}`]])
    });

  /**
   * What was typed into other parts of the page stays a draft; nothing of it has been lost on the
   * way.
   *
   * @param {Draft} draft
   * @param {{ stored: boolean, unstored: string[] }} answer
   */
  const answered = (draft, { stored, unstored }) =>
    DraftStore.settle(draft.id, draft.rev, ({ waiting, ...rest }) => {
      if (!stored) return { ...rest, state: "refused" };
      const left = Object.entries(draft.fields).filter(([name]) => unstored.includes(name));
      return left.length ? { ...rest, fields: Object.fromEntries(left) } : null;
    });

  /**
   * Send what the signed-in account has waiting: how many were stored, and "empty", "unreachable"
   * or "signed out".
   *
   * @returns {Promise<{ stored: number, state: string }>}
   */
  async function deliver() {
    let stored = 0;
    const owed = (await DraftStore.every()).filter((draft) => draft.waiting);
    if (!owed.length) return { stored, state: "empty" };
    const { status, body: person } = await ask(`${APP_PATH}/api/session`);
    if (status !== 200 || !person?.account)
      return { stored, state: status === 401 || status === 403 ? "signed out" : "unreachable" };
    for (const draft of owed.filter(({ account }) => account === person.account)) {
      const { status: answer, body } = await post(person, draft);
      if ([401, 403, 409].includes(answer)) return { stored, state: "signed out" };
      if (answer !== 200 || !body || typeof body.stored !== "boolean")
        return { stored, state: "unreachable" };
      if (await answered(draft, body)) stored += body.stored ? 1 : 0;
    }
    return { stored, state: "empty" };
  }

  /**
   * @returns {Promise<{ stored: number, state: string }>}
   *   "busy" if another page or the worker is about it
   */
  async function send() {
    if (!navigator.locks) return deliver(); // plain http: the server stores each once anyway
    return navigator.locks.request(`twitchlog-drafts${APP_PATH}`, { ifAvailable: true }, (lock) =>
      lock ? deliver() : { stored: 0, state: "busy" }
    );
  }

  return { send };
})();
