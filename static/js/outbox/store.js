/* The phone's own store: the entries of touches and a few settings, each written by a transaction
of its own.

Times are milliseconds of the phone's clock, right or wrong. How it is opened stands again in
js/drafts/store.js: whoever mends one looks at the other (docs/adr/0210). */
"use strict";

// As `var` it is a property of the window too, which is all that WebDriver sees
var PhoneStore = (() => {
  /** @type {EventTarget & { postMessage: (text: string) => void }} */
  let news = Object.assign(new EventTarget(), { postMessage() {} });
  try {
    news = new BroadcastChannel(OUTBOX.name);
  } catch {
    /* old, or refused along with cookies: then other pages hear of it when they look, and touching
    still works or says why */
  }

  /** @type {Promise<IDBDatabase> | null} */
  let connection = null;
  function connect() {
    connection ||= /** @type {Promise<IDBDatabase>} */ (
      new Promise((resolve, reject) => {
        const request = indexedDB.open(OUTBOX.name, 1);
        request.onupgradeneeded = () => {
          const entries = request.result.createObjectStore("entries", {
            keyPath: "seq",
            autoIncrement: true
          });
          for (const name of ["waiting", "open"]) entries.createIndex(name, name);
          request.result.createObjectStore("settings");
        };
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          // A newer release that wants another shape is let through at once; the next touch opens
          // anew. But the browser or a person may also have thrown the store away: whoever called
          // something saved looks whether it still is.
          const gone = () => {
            request.result.close();
            connection = null;
            dispatchEvent(new Event("storeclosed"));
          };
          request.result.onversionchange = request.result.onclose = gone;
          resolve(request.result);
        };
      })
    ).catch((error) => {
      connection = null;
      throw error;
    });
    return connection;
  }

  /** What a request brings. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  const value = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // Safari puts a page that is left aside, with its transactions; one that is open there holds up
  // the store for every later page (docs/adr/0124). So none is left open, and none begun until the
  // page is shown again.
  /** @type {Set<IDBTransaction>} */
  const underWay = new Set();
  /** @type {Promise<void> | null} */
  let away = null;
  self.addEventListener(
    "pagehide",
    /** @param {Event & { persisted?: boolean }} event */ ({ persisted }) => {
      if (!persisted) return;
      away = new Promise((back) => {
        addEventListener(
          "pageshow",
          () => {
            away = null;
            back();
          },
          { once: true }
        );
      });
      for (const transaction of underWay)
        try {
          transaction.abort();
        } catch {
          /* it has all it needs, and ends by itself */
        }
    }
  );

  /**
   * What `work` returns, once everything it wrote is on the disk: "strict" makes "complete" mean
   * just that.
   *
   * @template T
   * @param {IDBTransactionMode} mode @param {Work<T>} work @returns {Promise<T>}
   */
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
    return /** @type {Promise<T>} */ (
      new Promise((resolve, reject) => {
        /** @type {[T] | undefined} */
        let result;
        /** @type {unknown} */
        let wrong;
        transaction.oncomplete = () => (result ? resolve(result[0]) : reject(wrong));
        transaction.onabort = () => reject(wrong || transaction.error);
        work(
          /** @type {any} */ (transaction.objectStore("entries")),
          transaction.objectStore("settings")
        ).then(
          (done) => {
            result = [done];
          },
          (error) => {
            wrong = error;
            try {
              transaction.abort();
            } catch {
              reject(error);
            }
          }
        );
      })
    ).finally(() => underWay.delete(transaction));
  }

  /** As `stored`, for what writes. @template T @param {Work<T>} work */
  const change = (work) => stored("readwrite", work);
  /** @param {string} key */
  const setting = (key) => stored("readonly", (_, settings) => value(settings.get(key)));
  /** @param {string} key @param {unknown} to */
  const set = (key, to) => change((_, settings) => value(settings.put(to, key)));

  return { change, news, set, setting, stored, value };
})();
