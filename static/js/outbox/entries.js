/* The entries that are still owed to the server, from the touch that may join one to the server's
word on it.

What a touch writes is the pad's alone (pad/touches.js). */
"use strict";

/**
 * @typedef {{ id: string, status: string, problems?: Problem[] }} EntryResult
 *   what the server said of an entry
 */

const Outbox = (() => {
  const TOGETHER = OUTBOX.together;
  const { change, news, stored, value } = PhoneStore;
  /** @type {Record<string, "sent" | "refused">} */
  const STATES = { new: "sent", known: "sent", refused: "refused" };

  /** @param {Entries} entries */
  const waiting = (entries) => value(entries.index("waiting").getAll());
  /** Whether no touch can join it any more. @param {StoredEntry} entry @param {number} now */
  const ripe = (entry, now) => Math.abs(now - entry.last) >= TOGETHER;
  const all = () => stored("readonly", (entries) => value(entries.getAll()));

  /**
   * Give entries that were stamped too early, or not at all, to an account.
   *
   * @param {number[]} seqs
   * @param {string} account
   */
  const claim = (seqs, account) =>
    change(async (entries) => {
      for (const seq of seqs) {
        const entry = await value(entries.get(seq));
        if (entry?.waiting) await value(entries.put({ ...entry, account }));
      }
    });

  /**
   * Close every entry that no further touch can join; those closed and not sent, in order.
   *
   * @param {number} now
   */
  const seal = (now) =>
    change(async (entries) => {
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

  /**
   * Milliseconds until the last open entry is ripe; null if none is open.
   *
   * @param {number} now
   */
  async function opensFor(now) {
    const open = await stored("readonly", (entries) => value(entries.index("open").getAll()));
    return open.length
      ? Math.max(...open.map((entry) => Math.max(0, TOGETHER - Math.abs(now - entry.last))))
      : null;
  }

  /**
   * The server's database is another than before: a backup was put in its place, and may lack what
   * the phone has sent since. All that the phone still holds is owed once more; the server knows
   * each id that it has (docs/adr/0174).
   *
   * @param {string} database
   */
  const renew = (database) =>
    change(async (entries, settings) => {
      const before = await value(settings.get("database"));
      if (before === database) return;
      await value(settings.put(database, "database"));
      for (const entry of before ? await value(entries.getAll()) : []) {
        if (entry.state === "sent")
          await value(entries.put({ ...entry, state: "waiting", waiting: 1 }));
      }
    });

  /**
   * Write down what the server said of each entry: how many it has, and how many it refused. An id
   * that it passed over stays owed.
   *
   * @param {StoredEntry[]} batch
   * @param {EntryResult[]} results
   */
  async function settle(batch, results) {
    const resultOf = new Map(results.map((result) => [result.id, result]));
    const counts = await change(async (entries) => {
      const done = { sent: 0, refused: 0 };
      for (const { seq, told } of batch) {
        const { status, problems } = resultOf.get(told.id) || { status: "" };
        const state = STATES[status];
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

  return { TOGETHER, all, claim, opensFor, renew, ripe, seal, settle, waiting };
})();
