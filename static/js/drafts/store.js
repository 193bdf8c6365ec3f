/* Drafts on this phone: what was typed into a form and is not in the diary yet, in a database of its own (docs/adr/0108).

A draft: `id` names the form as it stands in one tab, `rev` changes with every writing; `account` typed it, on `page`, into the
form `key`; `fields` are the values that differ from what the page showed, `body` is all that the form would send, `opened` what
it was opened about. `waiting` is 1 from pressing "Save" without a network until the server has answered; `state` is "refused"
once it would not store it. `at` is in milliseconds of the phone's clock. */
"use strict";
self.DraftStore = (() => {
  const LAST = "twitchlog-draft-";
  const running = new Set();
  let connection = null;

  function connect() {
    connection ||= new Promise((resolve, reject) => {
      const request = indexedDB.open("twitchlog-drafts", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "id" });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        // A newer release that wants another shape is let through; what is typed next opens anew.
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

  /* What `work` returns, once it is on the disk: "strict" makes that so, also if the browser is killed the next moment. */
  async function within(mode, work) {
    const transaction = (await connect()).transaction("drafts", mode, { durability: "strict" });
    running.add(transaction);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    }).finally(() => running.delete(transaction));
    const [result] = await Promise.all([work(transaction.objectStore("drafts")), ended]);
    return result;
  }

  /* Write a draft down as its next after one of `revs`; its id, a new one if somebody else wrote to it meanwhile. */
  const write = (draft, ...revs) => within("readwrite", async (drafts) => {
    const found = await value(drafts.get(draft.id));
    const id = found && ![...revs, draft.rev].includes(found.rev) ? newId() : draft.id;
    await value(drafts.put({ ...draft, id }));
    return id;
  });
  const drop = (id) => within("readwrite", (drafts) => value(drafts.delete(id)));
  const get = (id) => within("readonly", (drafts) => value(drafts.get(id)));

  /* Those of an account, or of everybody; the oldest first. */
  async function all(wanted) {
    const found = await within("readonly", (drafts) => value(drafts.getAll()));
    return found.filter(wanted).sort((one, other) => one.at - other.at);
  }
  const of = (account) => all((draft) => draft.account === account);
  const every = () => all(() => true);

  /* Change a draft, or delete it where `change` gives null; nothing happens if it was written anew since `rev`. */
  const settle = (id, rev, change) => within("readwrite", async (drafts) => {
    const draft = await value(drafts.get(id));
    if (!draft || draft.rev !== rev) return false;
    const changed = change(draft);
    await value(changed ? drafts.put(changed) : drafts.delete(id));
    return true;
  });

  function newId() { // randomUUID is missing where the page came over plain http
    if (crypto.randomUUID) return crypto.randomUUID();
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* A page that is being left has no time for the database: what it wrote here meanwhile, the next one takes over. */
  const handOver = (...writing) => localStorage.setItem(LAST + writing[0].id, JSON.stringify(writing));
  const handedOver = (id) => localStorage.removeItem(LAST + id);

  /* What happened since the page before: its last words, and what the server says, by cookies, that it has stored. */
  async function catchUp() {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(LAST))) {
      await write(...JSON.parse(localStorage.getItem(name)));
      localStorage.removeItem(name);
    }
    for (const cookie of document.cookie.split("; ")) {
      const [, id, rev] = /^twitchlog-stored-([\w-]+)=([\w-]+)$/.exec(cookie) || [];
      if (!id) continue;
      await settle(id, rev, () => null);
      document.cookie = `twitchlog-stored-${id}=; path=/; max-age=0; samesite=lax`;
    }
  }

  /* Let go of the database: a page that is kept aside half way through a change would hold it against every other (WebKit). */
  function leave() {
    for (const transaction of running) try { transaction.abort(); } catch { /* it has just ended */ }
    if (connection) connection.then((database) => database.close(), () => {});
    connection = null;
  }

  return { catchUp, drop, every, get, handOver, handedOver, leave, newId, of, settle, write };
})();
