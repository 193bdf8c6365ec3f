/* Questions to the server, and its answer to the first of them: who is signed in. */
"use strict";

/** @typedef {{ account: string, csrf_token: string }} SignedIn */

// As `var` it is a property of the window too, which is all that WebDriver sees
var Session = (() => {
  const PATIENCE = 15000; // for one answer
  const HOUR = 3600000;

  class Postponed extends Error {
    // the server cannot take entries now; `state` says why, `after` when to ask again
    /** @param {string} state @param {number} after */
    constructor(state, after = 0) {
      super(state);
      this.state = state;
      this.after = after;
    }
  }

  /** Milliseconds of Retry-After: seconds or a date. @param {string | null} header */
  function pause(header) {
    const seconds = Number(header);
    const after =
      Number.isFinite(seconds) && header ? seconds * 1000 : Date.parse(header || "") - Date.now();
    return Math.min(HOUR, Math.max(1000, after || 0));
  }

  /**
   * One question to the server: its status, and its JSON (null if it sent something else).
   *
   * @param {string} path
   * @param {RequestInit} [options]
   */
  async function ask(path, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      // A redirect or a page of HTML is some portal in between, or a sign-in page: no answer of
      // ours.
      const response = await fetch(path, {
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: stop.signal,
        ...options
      });
      const text = await response.text();
      let body = null;
      try {
        body = JSON.parse(text);
      } catch {
        /* judged by the caller */
      }
      if (response.status === 429 || response.status === 503)
        throw new Postponed("later", pause(response.headers.get("Retry-After")));
      return {
        status: response.status,
        body,
        database: response.headers.get("Twitchlog-Database")
      };
    } catch (error) {
      throw error instanceof Postponed ? error : new Postponed("unreachable");
    } finally {
      clearTimeout(timer);
    }
  }

  /** @type {string | null | undefined} */
  // last named by the server to this page; null: nobody; undefined: it has not been heard yet
  let account;

  /**
   * Who is signed in, straight from the server. Remembers the account for touches to come.
   *
   * @returns {Promise<SignedIn>}
   */
  async function renew() {
    const { status, body, database } = await ask(OUTBOX.session);
    if (body && (status === 401 || status === 403)) {
      // a proxy that asks for a password of its own has no JSON
      account = null;
      throw new Postponed("signed out");
    }
    if (status !== 200 || !body || !body.account) throw new Postponed("unreachable");
    account = body.account;
    if (database && (await PhoneStore.setting("database")) !== database)
      await Outbox.renew(database);
    if ((await PhoneStore.setting("account")) !== account) {
      await PhoneStore.set("account", account);
      PhoneStore.news.postMessage("account");
    }
    return body;
  }

  return { HOUR, Postponed, account: () => account, ask, renew };
})();
