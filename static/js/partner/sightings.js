/* What a touch does to the phone's store (outbox/): begin a sighting, say more of it, take it back.
 */
"use strict";
const Sightings = (() => {
  const ACCOUNT = "link"; // as the server calls whoever asks; it tells nobody's name

  /**
   * What is done within one transaction with sightings.
   *
   * @template T
   * @param {(open: StoredSighting | undefined, entries: Entries) => Promise<T>} work
   * @returns {Promise<T>}
   */
  const change = (work) =>
    PhoneStore.change(async (entries) => {
      const open = await PhoneStore.value(entries.index("open").getAll());
      return work(/** @type {any} */ (open.pop()), entries);
    });

  /** @param {Entries} entries @param {any} entry */
  const put = (entries, entry) => PhoneStore.value(entries.put(entry));

  /** @param {string} place @param {number} now @returns {StoredSighting} */
  function fresh(place, now) {
    const at = new Date(now).toISOString();
    return /** @type {any} */ ({
      told: {
        id: newId(),
        happened_at: at,
        time_zone: timeZone(),
        place,
        movement: null,
        side: null,
        rhythm: null,
        woke_them: null,
        snored: null
      },
      account: ACCOUNT, // and its place in the store, `seq`, follows from writing it
      zone: place,
      held: 0,
      last: now,
      open: 1,
      state: "waiting",
      waiting: 1
    });
  }

  /** Whether more may be said of it. @param {StoredSighting} entry @param {number} now */
  const joins = (entry, now) => now >= entry.last && !Outbox.ripe(/** @type {any} */ (entry), now);

  /**
   * Something moved: a sighting of its own, unless the one that is open is of this very place. The
   * one before it is closed.
   *
   * @param {string} place
   * @param {number} now
   */
  const begin = (place, now) =>
    change(async (open, entries) => {
      if (open?.told.place === place && joins(open, now)) {
        const again = { ...open, last: now };
        await put(entries, again);
        return again;
      }
      if (open) {
        const { open: _one, ...closed } = open;
        await put(entries, closed);
      }
      const sighting = fresh(place, now);
      sighting.seq = await put(entries, sighting);
      return sighting;
    });

  /**
   * Say more of `latest`; null if nothing can be said of it any more.
   *
   * @param {StoredSighting} latest
   * @param {string} name
   * @param {string | null} answer
   * @param {number} now
   */
  const answer = (latest, name, answer, now) =>
    change(async (open, entries) => {
      if (open?.seq !== latest.seq) return null;
      const fuller = { ...open, last: now, told: { ...open.told, [name]: answer } };
      await put(entries, fuller);
      return /** @type {StoredSighting} */ (fuller);
    });

  /**
   * Take it back; whether that could be done.
   *
   * @param {StoredSighting} latest
   */
  const undo = (latest) =>
    change(async (open, entries) => {
      if (open?.seq !== latest.seq) return false;
      await PhoneStore.value(entries.delete(latest.seq));
      return true;
    });

  const all = () => /** @type {Promise<StoredSighting[]>} */ (/** @type {any} */ (Outbox.all()));

  /** Gone from the phone for good. @param {StoredSighting[]} sightings */
  const forget = (sightings) =>
    PhoneStore.change(async (entries) => {
      for (const { seq } of sightings) await PhoneStore.value(entries.delete(seq));
    });

  return { all, answer, begin, forget, undo };
})();
