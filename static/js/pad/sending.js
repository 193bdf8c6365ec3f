/* When the pad sends what it owes (outbox/delivery.js knows how), and what it says of it. */
"use strict";
const Sending = (() => {
  const LONGEST = 300000; // between two tries
  const { words } = Pad;
  /** @type {number[] | null} */
  let early = []; // touched before the first answer to "who is signed in?"
  let timer = 0;
  let due = Infinity;
  let failures = 0;
  // the store was closed under the page: what was called saved may have been thrown away
  let doubted = false;

  /** Try in so many milliseconds, unless a try is due before. @param {number} wait */
  function plan(wait) {
    if (Date.now() + wait > due) return;
    clearTimeout(timer);
    due = Date.now() + wait;
    timer = setTimeout(deliver, wait);
  }

  async function deliver(always = false) {
    clearTimeout(timer);
    due = Infinity;
    try {
      const { state, after } = await Delivery.send(always || Session.account() === undefined);
      if (early) await settleEarly(early);
      await report(state);
      failures = state === "unreachable" ? failures + 1 : 0;
      const open = await Outbox.opensFor(Date.now());
      if (state === "busy") plan(2000 + 1000 * Math.random());
      else if (state === "later") plan(after || 0);
      else if (failures) plan(Math.min(LONGEST, 1000 * 2 ** failures) * (0.5 + Math.random()));
      else if (open !== null) plan(open + 200);
      else if (state !== "empty") plan(LONGEST); // somebody may sign in meanwhile
    } catch {
      // the store itself; a touch will say so, and the next try may find it well again
      plan(30000);
    }
  }

  // Whose the touches before the first answer are: docs/adr/0071.
  /** @param {number[]} touched */
  async function settleEarly(touched) {
    const account = Session.account();
    if (account === undefined && !Pad.account && performance.now() < 60000) return;
    early = null;
    if (account) await Outbox.claim(touched, account);
  }

  /**
   * Say what has become of the last touch; `state` is how sending ended, if that is what has just
   * happened.
   */
  async function report(state = "") {
    if (((await PhoneStore.setting("account")) || null) !== Pad.account) {
      await Places.load();
      await Touches.prepare();
    }
    const { latest } = Pad;
    const owed = await PhoneStore.stored("readonly", Outbox.waiting);
    const last =
      latest &&
      (await PhoneStore.stored("readonly", (entries) =>
        PhoneStore.value(entries.get(latest.entry.seq))
      ));
    const before = Strip.state;
    // While a touch is not yet written, "saved" would be heard as said of that touch.
    if (
      Strip.complains ||
      before === "undone" ||
      Pad.presses.size ||
      Pad.unwritten ||
      Pad.latest !== latest
    )
      return;
    const missed = doubted && latest && !last && ["saved", "owed"].includes(before);
    doubted = false;
    if (missed) return Strip.complain(words.gone);
    if (latest && last && !last.open) latest.entry = last; // also as another tab left it
    if (last?.state === "refused") Strip.say(words.mend, "refused");
    else if (last?.state === "sent" && before !== "sent") Strip.say(words.sent, "sent");
    else if (owed.length && state === "signed out") Strip.say(words.owed, "owed");
    else if (owed.length && !latest) Strip.say(words.saved, "saved");
  }

  /**
   * An entry has been written: it is to be sent once no touch can join it any more.
   *
   * @param {StoredEntry} entry
   */
  function owe({ seq }) {
    if (early) early.push(seq);
    plan(Outbox.TOGETHER + 300);
  }

  const wake = () => {
    due = Infinity;
    failures = 0;
    deliver(true);
  };
  function begin() {
    wake();
    PhoneStore.news.addEventListener("message", () => Pad.later(report()));
  }
  addEventListener("storeclosed", () => {
    doubted = true;
    setTimeout(() => Pad.later(report()), 1000); // what takes the store away may not be done yet
  });
  addEventListener("online", wake);
  addEventListener("pageshow", (event) => {
    if (event.persisted) wake();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) wake();
  });
  return { begin, owe, report };
})();
