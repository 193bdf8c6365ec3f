/* When the pad sends what it owes (outbox.js knows how), and what it says of it. */
"use strict";
const Sending = (() => {
  const LONGEST = 300000; // between two tries
  const { words } = Pad;
  let early = []; // touched before the first answer to "who is signed in?"
  let timer = 0;
  let due = Infinity;
  let failures = 0;

  /* Try in so many milliseconds, unless a try is due before. */
  function plan(wait) {
    if (Date.now() + wait > due) return;
    clearTimeout(timer);
    due = Date.now() + wait;
    timer = setTimeout(deliver, wait);
  }

  async function deliver(asked = false) {
    clearTimeout(timer);
    due = Infinity;
    try {
      const { state, after } = await Outbox.send(asked === true || Outbox.answer() === undefined);
      if (early) await settleEarly();
      await report(state);
      failures = state === "unreachable" ? failures + 1 : 0;
      const open = await Outbox.opensFor(Date.now());
      if (state === "busy") plan(2000 + 1000 * Math.random());
      else if (state === "later") plan(after);
      else if (failures) plan(Math.min(LONGEST, 1000 * 2 ** failures) * (0.5 + Math.random()));
      else if (open !== null) plan(open + 200);
      else if (state !== "empty") plan(LONGEST); // somebody may sign in meanwhile
    } catch (error) { // the store itself; a touch will say so, and the next try may find it well again
      plan(30000);
    }
  }

  // Whose the touches before the first answer are: docs/adr/0071.
  async function settleEarly() {
    const answer = Outbox.answer();
    if (answer === undefined && !Pad.account && performance.now() < 60000) return;
    const touched = early;
    early = null;
    if (answer) await Outbox.claim(touched, answer);
  }

  /* Say what has become of the last touch; `state` is how sending ended, if that is what has just happened. */
  async function report(state = "") {
    if (((await Outbox.setting("account")) || null) !== Pad.account) {
      await Places.load();
      await Touches.prepare();
    }
    const { latest } = Pad;
    const owed = await Outbox.stored("readonly", Outbox.waiting);
    const last = latest && (await Outbox.stored("readonly", (entries) => Outbox.value(entries.get(latest.entry.seq))));
    const shown = Strip.state;
    // While a touch is not yet written, "saved" would be heard as said of that touch.
    if (Strip.complains || shown === "undone" || Pad.presses.size || Pad.unwritten || Pad.latest !== latest) return;
    if (last && !last.open) latest.entry = last; // also as another tab left it
    if (last && last.state === "refused") Strip.say(words.mend, "refused");
    else if (last && last.state === "sent" && shown !== "sent") Strip.say(words.sent, "sent");
    else if (owed.length && state === "signed out") Strip.say(words.owed, "owed");
    else if (owed.length && !latest) Strip.say(words.saved, "saved");
  }

  /* An entry has been written: it is to be sent once no touch can join it any more. */
  function owe({ seq }) {
    if (early) early.push(seq);
    plan(Outbox.TOGETHER + 300);
  }

  const wake = () => { due = Infinity; failures = 0; deliver(true); };
  function begin() {
    wake();
    Outbox.news.addEventListener("message", () => Pad.later(report()));
  }
  addEventListener("online", wake);
  addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wake(); });
  return { begin, owe, report };
})();
