/* What a touch does to the phone's store (outbox.js): make an entry or add to one, say how long it lasted, take it back.

Reading before writing would make the person wait for both. So a touch is written as what this page believes the store to
hold lets expect, together with the question what it does hold; whatever was believed wrongly is put right before the transaction
ends (docs/adr/0077). */
"use strict";
const Touches = (() => {
  // Looked up when they are needed: if the store's script did not arrive, a touch is to say so.
  const change = (work) => Outbox.change(work);
  const value = (request) => Outbox.value(request);
  let believed = { account: null, open: [] }; // entries that touches may join, in order

  function newId() { // randomUUID is missing where the page came over plain http
    if (crypto.randomUUID) return crypto.randomUUID();
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), "4" + hex.slice(13, 16), "8" + hex.slice(17, 20), hex.slice(20)].join("-");
  }

  function timeZone() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return !zone || zone === "Etc/Unknown" ? "UTC" : zone;
  }

  function fresh(place, now, account) {
    const at = new Date(now).toISOString();
    const told = {
      id: place.id || newId(), happened_at: at, time_zone: timeZone(), movement: place.movement, muscle: place.muscle, side: place.side,
      phase: null, woke: place.woke, duration_seconds: null, count: 1, noticed_by: "self", called_back: null,
      intensity: null, note: place.note || "", logged_at: at,
    };
    return { told, account, zone: place.zone, held: 0, last: now, open: 1, state: "waiting", waiting: 1 };
  }

  /* The entry that a touch joins; null if it makes a new one. */
  function joined({ account, open }, place, now) {
    const joins = (entry) => entry.zone === place.zone && entry.account === account && now >= entry.last && !Outbox.ripe(entry, now);
    return [...open].reverse().find(joins) || null;
  }

  const written = (before, place, now, account) => (
    before ? { ...before, last: now, told: { ...before.told, count: before.told.count + 1 } } : fresh(place, now, account)
  );

  const alike = (one, other) => one === other || (one && other && JSON.stringify(one) === JSON.stringify(other));

  function believe(seq, entry) {
    believed.open = [...believed.open.filter((one) => one.seq !== seq), ...(entry ? [entry] : [])];
  }

  /* One touch: a new entry, or one more twitch of an entry still open. `before` is what undoing brings back. */
  const touch = (place, now) => change(async (entries, settings) => {
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
      if (entries.transaction.commit) entries.transaction.commit(); // nothing follows: one way less between page and disk
      entry.seq = await put;
      believe(entry.seq, entry);
      return { entry, before };
    }
    // Another tab, the sender or a sign-in came between: as if it had not been written, and then rightly.
    const seq = await put;
    await value(original && original.result ? entries.put(original.result) : entries.delete(seq));
    const right = written(before, place, now, believed.account);
    right.seq = await value(entries.put(right));
    believe(right.seq, right);
    return { entry: right, before };
  });

  /* What a first touch would have to wait for: the way to the disk, what lies there, and the time zones' names, which load slowly. */
  const prepare = async () => {
    timeZone();
    await change(async (entries, settings) => {
      const account = settings.get("account");
      const open = await value(entries.index("open").getAll());
      believed = { account: account.result || null, open };
    });
  };

  /* The person still holds, or has let go: `held` milliseconds in all. The entry as it is now; null if it is sealed. */
  const hold = (seq, held, now) => change(async (entries) => {
    const entry = await value(entries.get(seq));
    if (!entry || !entry.open) return null;
    entry.told.duration_seconds = Math.min(86400, Math.max(1, Math.round(held / 1000)));
    const longer = { ...entry, held, last: now };
    await value(entries.put(longer));
    believe(seq, longer);
    return longer;
  });

  /* Take back the touch that made `entry` of `before`: {left}, the entry as it is now or null. False if it is sealed. */
  const undo = (entry, before) => change(async (entries) => {
    const now = await value(entries.get(entry.seq));
    if (!now || !now.open) return false;
    const alone = now.told.count === entry.told.count; // nobody touched or took back in another tab meanwhile
    let left = now.told.count > 1 ? { ...now, told: { ...now.told, count: now.told.count - 1 } } : null;
    if (alone && before) left = { ...before, account: now.account };
    await value(left ? entries.put(left) : entries.delete(entry.seq));
    believe(entry.seq, left);
    return { left };
  });

  return { hold, prepare, touch, undo };
})();
