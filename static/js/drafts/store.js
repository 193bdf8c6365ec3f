/* Drafts on this phone: what was typed into a form and is not in the diary yet, in a database of
its own (docs/adr/0108). How it is opened stands again in js/outbox/store.js: whoever mends one
looks at the other (docs/adr/0210). */
"use strict";

/**
 * `id` names the form as it stands in one tab, `rev` changes with every writing; `account` typed
 * it, on `page`, into the form `key`; `fields` are the values that differ from what the page
 * showed, `body` is all that the form would send, to `to`, `opened` what it was opened about.
 * `waiting` is 1 from pressing "Save" without a network until the server has answered; `state` is
 * "refused" once it would not store it. `at` is in milliseconds of the phone's clock.
 *
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} rev
 * @property {string} account
 * @property {string} key
 * @property {string} action
 * @property {string} to
 * @property {string} page
 * @property {string} name
 * @property {string} night
 * @property {string} openedNight
 * @property {boolean} stays
 * @property {string} text
 * @property {string} opened
 * @property {Record<string, string[]>} fields
 * @property {[string, string][]} body
 * @property {number} at
 * @property {1} [waiting]
 * @property {"refused"} [state]
 */

/**
 * @typedef {object} DraftTable
 * @property {(id: string) => IDBRequest<Draft | undefined>} get
 * @property {() => IDBRequest<Draft[]>} getAll
 * @property {(draft: Draft) => IDBRequest<any>} put
 * @property {(id: string) => IDBRequest<any>} delete
 */

// As `var` it is a property of the window too, which is all that WebDriver sees
var DraftStore = (() => {
  /** @type {Set<IDBTransaction>} */
  const running = new Set();
  /** @type {Promise<IDBDatabase> | null} */
  let connection = null;

  function connect() {
    connection ||= /** @type {Promise<IDBDatabase>} */ (
      new Promise((resolve, reject) => {
        const request = indexedDB.open(`twitchlog-drafts${APP_PATH}`, 1);
        request.onupgradeneeded = () =>
          request.result.createObjectStore("drafts", { keyPath: "id" });
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          // A newer release that wants another shape is let through; what is typed next opens anew.
          request.result.onversionchange = () => {
            request.result.close();
            connection = null;
          };
          request.result.onclose = () => {
            connection = null;
          };
          resolve(request.result);
        };
      })
    ).catch((error) => {
      connection = null;
      throw error;
    });
    return connection;
  }

  /**
   * What a request brings.
   *
   * @template T
   * @param {IDBRequest<T>} request
   * @returns {Promise<T>}
   */
  const value = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  /**
   * What `work` returns, once it is on the disk: "strict" makes that so, also if the browser is
   * killed the next moment.
   *
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(drafts: DraftTable) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async function within(mode, work) {
    const transaction = (await connect()).transaction("drafts", mode, { durability: "strict" });
    running.add(transaction);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    }).finally(() => running.delete(transaction));
    const drafts = /** @type {any} */ (transaction.objectStore("drafts"));
    const [result] = await Promise.all([work(drafts), ended]);
    return result;
  }

  /**
   * Write a draft down as its next after one of `revs`; its id, a new one if somebody else wrote to
   * it meanwhile.
   *
   * @param {Draft} draft
   * @param {(string | undefined)[]} revs
   */
  const write = (draft, ...revs) =>
    within("readwrite", async (drafts) => {
      const stored = await value(drafts.get(draft.id));
      const id = stored && ![...revs, draft.rev].includes(stored.rev) ? newId() : draft.id;
      await value(drafts.put({ ...draft, id }));
      return id;
    });
  /** @param {string} id */
  const drop = (id) => within("readwrite", (drafts) => value(drafts.delete(id)));
  /** @param {string} id */
  const get = (id) => within("readonly", (drafts) => value(drafts.get(id)));

  /**
   * Those of an account, or of everybody; the oldest first.
   *
   * @param {(draft: Draft) => boolean} wanted
   */
  async function all(wanted) {
    const drafts = await within("readonly", (table) => value(table.getAll()));
    return drafts.filter(wanted).sort((draft, other) => draft.at - other.at);
  }
  /** @param {string | null} account */
  const of = (account) => all((draft) => draft.account === account);
  const every = () => all(() => true);

  /**
   * Change a draft, or delete it where `change` gives null; nothing happens if it was written anew
   * since `rev`.
   *
   * @param {string} id
   * @param {string} rev
   * @param {(draft: Draft) => Draft | null} change
   */
  const settle = (id, rev, change) =>
    within("readwrite", async (drafts) => {
      const draft = await value(drafts.get(id));
      if (!draft || draft.rev !== rev) return false;
      const changed = change(draft);
      await value(changed ? drafts.put(changed) : drafts.delete(id));
      return true;
    });

  function newId() {
    // randomUUID is missing where the page came over plain http
    if (crypto.randomUUID) return crypto.randomUUID();
    return [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  }

  /* Let go of the database: a page that is kept aside half way through a change would hold it
  against every other (WebKit). */
  function leave() {
    for (const transaction of running)
      try {
        transaction.abort();
      } catch {
        /* it has just ended */
      }
    if (connection)
      connection.then(
        (database) => database.close(),
        () => {}
      );
    connection = null;
  }

  return { drop, every, get, leave, newId, of, settle, write };
})();
