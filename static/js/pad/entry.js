/* What an entry is: the one place of the scripts that names its fields (docs/adr/0190). */
"use strict";

/**
 * An episode as the API takes it, by the names of journal/entries.py; null where nothing was
 * recorded. What is asked by day alone is not here: what the API is not sent is not recorded.
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} happened_at
 * @property {string} time_zone
 * @property {string | null} movement
 * @property {string | null} muscle
 * @property {string | null} side
 * @property {string | null} phase
 * @property {string | null} woke
 * @property {number | null} duration_seconds
 * @property {number} count
 * @property {string | null} noticed_by
 * @property {string | null} called_back
 * @property {number | null} intensity
 * @property {string} note
 * @property {string} logged_at
 */

/**
 * An entry of one twitch, of which no more is known than the place says.
 *
 * @param {string} id
 * @param {string} at when it happened and was logged
 * @param {string} zone
 * @param {Pick<Entry, "movement" | "muscle" | "side" | "woke"> & { note?: string | null }} place
 * @returns {Entry}
 */
const newEntry = (id, at, zone, { movement, muscle, side, woke, note }) => ({
  id,
  happened_at: at,
  time_zone: zone,
  movement,
  muscle,
  side,
  phase: null,
  woke,
  duration_seconds: null,
  count: 1,
  noticed_by: "self",
  called_back: null,
  intensity: null,
  note: note || "",
  logged_at: at
});

/**
 * An entry on the phone. `waiting` is 1 until the server has said "new" or "known" to the entry's
 * id, and absent afterwards: the index of that name holds what is still owed, in order. `open` is 1
 * while touches may join; without it an entry is sealed, as it may be on its way (docs/adr/0070).
 * `held`, `last` and `settled` are times.
 *
 * @typedef {object} StoredEntry
 * @property {number} seq
 * @property {Entry} told
 * @property {string | null} account
 * @property {string} zone
 * @property {number} held
 * @property {number} last
 * @property {"waiting" | "sent" | "refused" | "trial"} state "trial": nobody sends it
 * @property {1} [open]
 * @property {1} [waiting]
 * @property {Problem[] | null} [problems]
 * @property {number} [settled]
 * @typedef {{ field: string, message: string }} Problem
 */

/**
 * @typedef {object} Entries
 * @property {(seq: number) => IDBRequest<StoredEntry | undefined>} get
 * @property {() => IDBRequest<StoredEntry[]>} getAll
 * @property {(entry: StoredEntry) => IDBRequest<number>} put
 * @property {(seq: number) => IDBRequest<any>} delete
 * @property {(name: "waiting" | "open") => { getAll: () => IDBRequest<StoredEntry[]> }} index
 * @property {IDBTransaction} transaction
 */

/**
 * What is done within one transaction.
 *
 * @template T
 * @typedef {(entries: Entries, settings: IDBObjectStore) => Promise<T>} Work
 */
