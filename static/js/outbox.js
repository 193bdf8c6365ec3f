/* The phone's own store, and the one way from it to the server. Used by the pad, its worker and the page "On this phone";
what a touch writes there is the pad's alone (pad/touches.js).

`waiting` is 1 until the server has said "new" or "known" to the entry's id, and absent afterwards: the index of that name
holds what is still owed, in order. `open` is 1 while touches may join; without it an entry is sealed, as it may be on its
way (docs/adr/0070). Times are milliseconds of the phone's clock, right or wrong. */
"use strict";
self.Outbox = (() => {
  const TOGETHER = 20000; // touches of one zone within this time are one entry
  const PATIENCE = 15000; // for one answer
  const BATCH = 200;
  const HOUR = 3600000;
  let news = Object.assign(new EventTarget(), { postMessage() {} });
  try {
    news = new BroadcastChannel("twitchlog");
  } catch { /* old, or refused along with cookies: then other pages hear of it when they look, and touching still works or says why */ }

  let connection = null;
  function connect() {
    connection ||= new Promise((resolve, reject) => {
      const request = indexedDB.open("twitchlog", 1);
      request.onupgradeneeded = () => {
        const entries = request.result.createObjectStore("entries", { keyPath: "seq", autoIncrement: true });
        for (const name of ["waiting", "open"]) entries.createIndex(name, name);
        request.result.createObjectStore("settings");
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        // A newer release that wants another shape is let through at once; the next touch opens anew.
        request.result.onversionchange = () => { request.result.close(); connection = null; };
        request.result.onclose = () => { connection = null; };
        resolve(request.result);
      };
    }).catch((error) => { connection = null; throw error; });
    return connection;
  }

  const value = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // Safari puts a page that is left aside, with its transactions; one that is open there holds up the store for every later page
  // (docs/adr/0124). So none is left open, and none begun until the page is shown again.
  const underWay = new Set();
  let away = null;
  self.addEventListener("pagehide", ({ persisted }) => {
    if (!persisted) return;
    away = new Promise((back) => { addEventListener("pageshow", () => { away = null; back(); }, { once: true }); });
    for (const transaction of underWay) try { transaction.abort(); } catch { /* it has all it needs, and ends by itself */ }
  });

  /* What `work` returns, once everything it wrote is on the disk: "strict" makes "complete" mean just that. */
  async function stored(mode, work) {
    const begin = async () => {
      const database = await connect();
      await away;
      return database.transaction(["entries", "settings"], mode, { durability: "strict" });
    };
    const transaction = await begin().catch((error) => {
      if (!connection) throw error;
      connection = null; // it went away under us: one more try
      return begin();
    });
    underWay.add(transaction);
    return new Promise((resolve, reject) => {
      let result;
      let wrong;
      transaction.oncomplete = () => (result ? resolve(result[0]) : reject(wrong));
      transaction.onabort = () => reject(wrong || transaction.error);
      work(transaction.objectStore("entries"), transaction.objectStore("settings")).then(
        (done) => { result = [done]; },
        (error) => { wrong = error; try { transaction.abort(); } catch { reject(error); } },
      );
    }).finally(() => underWay.delete(transaction));
  }

  const change = (work) => stored("readwrite", work);
  const setting = (key) => stored("readonly", (_, settings) => value(settings.get(key)));
  const set = (key, to) => change((_, settings) => value(settings.put(to, key)));
  const waiting = (entries) => value(entries.index("waiting").getAll());
  const ripe = (entry, now) => Math.abs(now - entry.last) >= TOGETHER;

  /* Give entries that were stamped too early, or not at all, to an account. */
  const claim = (seqs, account) => change(async (entries) => {
    for (const seq of seqs) {
      const entry = await value(entries.get(seq));
      if (entry && entry.waiting) await value(entries.put({ ...entry, account }));
    }
  });

  /* Close every entry that no further touch can join; those closed and not sent, in order. */
  const seal = (now) => change(async (entries) => {
    const closed = [];
    for (const entry of await waiting(entries)) {
      if (entry.open && !ripe(entry, now)) continue;
      if (entry.open) {
        delete entry.open;
        await value(entries.put(entry));
      }
      closed.push(entry);
    }
    return closed;
  });

  /* Milliseconds until the last open entry is ripe; null if none is open. */
  async function opensFor(now) {
    const open = await stored("readonly", (entries) => value(entries.index("open").getAll()));
    return open.length ? Math.max(...open.map((entry) => Math.max(0, TOGETHER - Math.abs(now - entry.last)))) : null;
  }

  class Trouble extends Error { // the server cannot take entries now; `state` says why, `after` when to ask again
    constructor(state, after = 0) { super(state); this.state = state; this.after = after; }
  }

  function pause(header) { // Retry-After: seconds or a date
    const seconds = Number(header);
    const after = Number.isFinite(seconds) && header ? seconds * 1000 : new Date(header || 0) - Date.now();
    return Math.min(HOUR, Math.max(1000, after || 0));
  }

  /* One question to the server: its status, and its JSON (null if it sent something else). */
  async function ask(path, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      // A redirect or a page of HTML is some portal in between, or a sign-in page: no answer of ours.
      const response = await fetch(path, { cache: "no-store", credentials: "same-origin", redirect: "error", signal: stop.signal, ...options });
      const text = await response.text();
      let body = null;
      try { body = JSON.parse(text); } catch { /* judged by the caller */ }
      if (response.status === 429 || response.status === 503) throw new Trouble("later", pause(response.headers.get("Retry-After")));
      return { status: response.status, body };
    } catch (error) {
      throw error instanceof Trouble ? error : new Trouble("unreachable");
    } finally {
      clearTimeout(timer);
    }
  }

  let answer; // the account last named by the server to this page; null: nobody; undefined: it has not been heard yet

  /* Who is signed in, straight from the server: {account, csrf_token}. Remembers the account for touches to come. */
  async function session() {
    const { status, body } = await ask("/api/session");
    if (body && (status === 401 || status === 403)) { // a proxy that asks for a password of its own has no JSON
      answer = null;
      throw new Trouble("signed out");
    }
    if (status !== 200 || !body || !body.account) throw new Trouble("unreachable");
    answer = body.account;
    if ((await setting("account")) !== body.account) {
      await set("account", body.account);
      news.postMessage("account");
    }
    return body;
  }

  const post = (who, batch) => ask("/api/episodes", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": who.csrf_token, "X-Twitchlog-Account": who.account },
    body: JSON.stringify({ episodes: batch.map((entry) => entry.told), sent_at: new Date().toISOString(), source: "pad" }),
  });

  /* Write down what the server said of each entry. An id that it passed over stays owed. */
  async function settle(batch, results) {
    const said = new Map(results.map((result) => [result.id, result]));
    const counts = await change(async (entries) => {
      const done = { sent: 0, refused: 0 };
      for (const { seq, told } of batch) {
        const { status, problems } = said.get(told.id) || {};
        const state = { new: "sent", known: "sent", refused: "refused" }[status];
        const entry = state && (await value(entries.get(seq)));
        if (!entry) continue;
        delete entry.waiting;
        await value(entries.put({ ...entry, state, problems, settled: Date.now() }));
        done[state] += 1;
      }
      return done;
    });
    news.postMessage("settled");
    return counts;
  }

  /* Send everything owed by whoever is signed in; how it ended, as {state, after}. Nothing is ever given up. */
  async function deliver(asked) {
    let who = null;
    let size = BATCH;
    let failed = 0; // single entries in a row
    let skip = 0; // entries at the front which the server falls over, left for another time
    let again = true; // one more try after a refusal that a fresh session may mend
    for (;;) {
      const until = (await setting("pause")) || 0;
      const wait = until - Date.now();
      if (wait > 0 && wait <= HOUR) return { state: "later", after: wait };
      const owed = await seal(Date.now());
      if (!owed.length && !asked) return { state: "empty" };
      who ||= await session();
      asked = false;
      const mine = owed.filter((entry) => entry.account === who.account);
      const batch = mine.slice(skip, skip + size);
      if (!batch.length) return { state: skip ? "unreachable" : mine.length === owed.length ? "empty" : "not theirs" };
      const { status, body } = await post(who, batch);
      if ((status === 200 || status === 422) && body && Array.isArray(body.results)) {
        const { sent, refused } = await settle(batch, body.results);
        if (sent + refused === 0) throw new Trouble("unreachable");
        [size, failed, again] = [Math.min(BATCH, size * 2), 0, true];
      } else if (body && [401, 403, 409].includes(status)) {
        if (!again) throw new Trouble(status === 409 ? "not theirs" : "signed out");
        [who, again] = [null, false];
      } else if (body && [400, 413, 422].includes(status)) {
        // It cannot read the whole: find the one it stumbles over, and show that one as refused.
        if (batch.length > 1) size = 1;
        else await settle(batch, [{ id: batch[0].told.id, status: "refused", problems: [{ field: "", message: "" }] }]);
      } else {
        // One entry that always breaks the server must not hold up the others; a server that is down must be left alone.
        if (batch.length > 1) size = Math.ceil(batch.length / 4);
        else if ((failed += 1) > 2) throw new Trouble("unreachable");
        else skip += 1;
      }
    }
  }

  /* `asked`: ask who is signed in even if nothing is owed. */
  async function send(asked = false) {
    const work = async () => {
      try {
        return await deliver(asked);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        if (error.state === "later") await set("pause", Date.now() + error.after);
        return { state: error.state, after: error.after };
      }
    };
    if (!navigator.locks) return work(); // plain http: the server stores each id once anyway
    return navigator.locks.request("twitchlog-send", { ifAvailable: true }, (lock) => (lock ? work() : { state: "busy" }));
  }

  return { TOGETHER, news, answer: () => answer, change, claim, opensFor, ripe, send, set, setting, stored, value, waiting };
})();
