/* When the screen sends what it owes (outbox/delivery.js knows how), and what it says of it. */
"use strict";
const PartnerSending = (() => {
  const LONGEST = 300000; // between two tries
  const { words } = Bedside;
  let timer = 0;
  let due = Infinity;
  let failures = 0;
  let doubted = false; // the store was closed under the page: what it held may be gone

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
      await report(state);
      failures = state === "unreachable" ? failures + 1 : 0;
      const open = await Outbox.opensFor(Date.now());
      if (state === "busy") plan(2000 + 1000 * Math.random());
      else if (state === "later") plan(after || 0);
      else if (failures) plan(Math.min(LONGEST, 1000 * 2 ** failures) * (0.5 + Math.random()));
      else if (open !== null) plan(open + 200);
      else if (state !== "empty") plan(LONGEST);
    } catch {
      // the store itself; a touch will say so, and the next try may find it well again
      plan(30000);
    }
  }

  /** Say what has become of the last touch; `state` is how sending ended, if it has just. */
  async function report(state = "") {
    const ended = state ? state === "signed out" : document.body.dataset.ended === "yes";
    await Unsent.look(ended);
    const { spoken } = Bedside;
    if (!spoken || Bedside.unwritten || PartnerStrip.complains) return;
    const now = (await Sightings.all()).find(({ seq }) => seq === spoken.seq);
    if (Bedside.spoken !== spoken || Bedside.unwritten || now?.open) return;
    if (!now && doubted) PartnerStrip.complain(words.gone);
    doubted = false;
    if (now?.state === "sent" && PartnerStrip.state !== "sent")
      PartnerStrip.say(words.sent, "sent");
    if (now?.state === "refused") PartnerStrip.complain(words.refused);
    // nothing more can be said of it: the screen is empty for the next one
    Bedside.latest = null;
    PartnerStrip.show();
  }

  const wake = () => {
    due = Infinity;
    failures = 0;
    deliver(true);
  };
  function begin() {
    wake();
    PhoneStore.news.addEventListener("message", () => Bedside.later(report()));
  }
  addEventListener("storeclosed", () => {
    doubted = true;
    setTimeout(() => Bedside.later(report()), 1000);
  });
  addEventListener("online", wake);
  addEventListener("pageshow", (event) => {
    if (event.persisted) wake();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) wake();
  });
  return { begin, owe: () => plan(Outbox.TOGETHER + 300) };
})();
