/* What a touch does to the phone's store (outbox/): make an entry or add to one, say how long it
lasted, take it back.

Reading before writing would make the person wait for both. So a touch is written as what this page
believes the store to hold lets expect, together with the question what it does hold; whatever was
believed wrongly is put right before the transaction ends (docs/adr/0077). */
"use strict";
const Touches = (() => {
  // Looked up when they are needed: if the store's script did not arrive, a touch is to say so.
  /** @type {typeof PhoneStore.change} */
  const change = (work) => PhoneStore.change(work);
  /** @type {typeof PhoneStore.value} */
  const value = (request) => PhoneStore.value(request);

  /**
   * @typedef {{ account: string | null, open: StoredEntry[] }} Belief
   *   `open` are the entries that touches may join, in order
   */
  /** @type {Belief} */
  let believed = { account: null, open: [] };

  /**
   * @param {Place} place
   * @param {number} now
   * @param {string | null} account
   * @returns {StoredEntry}
   */
  function fresh(place, now, account) {
    const at = new Date(now).toISOString();
    return /** @type {StoredEntry} */ ({
      told: newEntry(place.id || newId(), at, timeZone(), place),
      account, // and its place in the store, `seq`, follows from writing it
      zone: place.zone,
      held: 0,
      last: now,
      open: 1,
      state: "waiting",
      waiting: 1
    });
  }

  /**
   * The entry that a touch joins; null if it makes a new one.
   *
   * @param {Belief} belief
   * @param {Place} place
   * @param {number} now
   */
  function joined({ account, open }, place, now) {
    /** @param {StoredEntry} entry */
    const joins = (entry) =>
      entry.zone === place.zone &&
      entry.account === account &&
      now >= entry.last &&
      !Outbox.ripe(entry, now);
    return [...open].reverse().find(joins) || null;
  }

  /**
   * @param {StoredEntry | null} before
   * @param {Place} place
   * @param {number} now
   * @param {string | null} account
   * @returns {StoredEntry}
   */
  const written = (before, place, now, account) =>
    before
      ? { ...before, last: now, told: { ...before.told, count: before.told.count + 1 } }
      : fresh(place, now, account);

  /** @param {unknown} entry @param {unknown} other */
  const alike = (entry, other) => JSON.stringify(entry) === JSON.stringify(other);

  /** @param {number} seq @param {StoredEntry | null} entry */
  function believe(seq, entry) {
    believed.open = [
      ...believed.open.filter((other) => other.seq !== seq),
      ...(entry ? [entry] : [])
    ];
  }

  /**
   * One touch: a new entry, or one more twitch of an entry still open. `before` is what undoing
   * brings back.
   *
   * @param {Place} place
   * @param {number} now
   */
  const touch = (place, now) =>
    change(async (entries, settings) => {
      const guess = joined(believed, place, now);
      const entry = written(guess, place, now, believed.account);
      const account = settings.get("account"); // the answers come in this order
      const open = entries.index("open").getAll();
      const original = guess && entries.get(guess.seq);
      const put = value(entries.put(entry));
      put.catch(() => {}); // heard of below
      await value(open);
      believed = { account: account.result || null, open: open.result };
      const before = joined(believed, place, now);
      if (alike(guess, before) && entry.account === believed.account) {
        // nothing follows: one way less between page and disk
        entries.transaction.commit?.();
        entry.seq = await put;
        believe(entry.seq, entry);
        return { entry, before };
      }
      // Another tab, the sender or a sign-in came between: as if it had not been written, and then
      // rightly.
      const seq = await put;
      await value(original?.result ? entries.put(original.result) : entries.delete(seq));
      const right = written(before, place, now, believed.account);
      right.seq = await value(entries.put(right));
      believe(right.seq, right);
      return { entry: right, before };
    });

  /* What a first touch would have to wait for: the way to the disk, what lies there, and the time
  zones' names, which load slowly. */
  const prepare = async () => {
    timeZone();
    await change(async (entries, settings) => {
      const account = settings.get("account");
      const open = await value(entries.index("open").getAll());
      believed = { account: account.result || null, open };
    });
  };

  /**
   * The person still holds, or has let go: `held` milliseconds in all. The entry as it is now; null
   * if it is sealed.
   *
   * @param {number} seq
   * @param {number} held
   * @param {number} now
   */
  const hold = (seq, held, now) =>
    change(async (entries) => {
      const entry = await value(entries.get(seq));
      if (!entry?.open) return null;
      entry.told.duration_seconds = Math.min(86400, Math.max(1, Math.round(held / 1000)));
      const longer = { ...entry, held, last: now };
      await value(entries.put(longer));
      believe(seq, longer);
      return longer;
    });

  /**
   * Take back the touch that made `entry` of `before`: {left}, the entry as it is now or null.
   * False if it is sealed.
   *
   * @param {StoredEntry} entry
   * @param {StoredEntry | null} before
   */
  const undo = (entry, before) =>
    change(async (entries) => {
      const now = await value(entries.get(entry.seq));
      if (!now?.open) return false;
      // nobody touched or took back in another tab meanwhile
      const alone = now.told.count === entry.told.count;
      let left =
        now.told.count > 1 ? { ...now, told: { ...now.told, count: now.told.count - 1 } } : null;
      if (alone && before) left = { ...before, account: now.account };
      await value(left ? entries.put(left) : entries.delete(entry.seq));
      believe(entry.seq, left);
      return { left };
    });

  return { hold, prepare, touch, undo };
})();
