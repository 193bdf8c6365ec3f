/* Fingers, keys and screen readers on the zones. A touch is written to the phone first; only then
does the screen say "saved". */
"use strict";
(() => {
  const HELD = 500; // a touch longer than this has a length
  // a held touch is written down this often, should the browser be killed meanwhile
  const BEAT = 5000;
  const { part, presses, words } = Pad;
  const [held, rest] = ["held", "rest"].map(part);

  /** @param {Zone} zone */
  const under = (zone) => [...presses.values()].some((press) => press.zone === zone);

  /**
   * @param {string | number} key
   * @param {Zone} zone
   * @param {Partial<Place>} [more]
   */
  function begin(key, zone, more) {
    if (presses.has(key)) return;
    Strip.stay();
    const place = { ...Places.describe(zone), ...more };
    /** @type {Press} */
    const press = { zone, place, began: performance.now(), seconds: 0, entry: null };
    press.saved = save(press);
    press.slow = setTimeout(() => {
      Strip.hush();
      mark(press);
    }, 100);
    press.beat = setInterval(() => beat(press), 1000);
    press.late = setTimeout(() => {
      zone.classList.add("held");
      stayAwake();
    }, HELD);
    presses.set(key, press);
  }

  /** Late: a frame drawn before would delay the saving. @param {Press} press */
  function mark(press) {
    Strip.clear();
    press.zone.classList.toggle("pressed", under(press.zone));
  }

  /** @param {Press} press */
  async function save(press) {
    const slow = setTimeout(() => Strip.complain(words.slow), 3000);
    Pad.unwritten += 1;
    try {
      const { entry, before } = await Touches.touch(press.place, Date.now());
      Pad.latest = { entry, before, name: press.place.name };
      press.entry = entry;
      Strip.say(words.saved, "saved");
      if (navigator.vibrate) navigator.vibrate(15);
      Sending.owe(entry);
      setTimeout(afterwards, 100, press.place, before);
      return true;
    } catch (error) {
      Strip.fail(error);
      return false;
    } finally {
      Pad.unwritten -= 1;
      clearTimeout(slow);
      clearTimeout(press.slow);
      mark(press);
    }
  }

  /** @param {Place} place @param {StoredEntry | null} before */
  function afterwards(place, before) {
    Pad.later(navigator.serviceWorker?.ready.then((ready) => ready.sync?.register("outbox")));
    // Firefox would ask a question here; at night nobody is to be asked anything.
    if (!("mozInnerScreenX" in self)) Pad.later(navigator.storage?.persist?.());
    if (!before) Places.used(place);
  }

  /** @param {Press} press */
  async function keepLength({ entry, began }) {
    if (!entry) return;
    const length = entry.held + performance.now() - began;
    const longer = await Touches.hold(entry.seq, length, Date.now()).catch(() => null);
    if (!longer) Strip.complain(words.length);
    else if (Pad.latest?.entry.seq === longer.seq) Pad.latest.entry = longer;
  }

  /** @param {Press} press */
  function beat(press) {
    press.seconds += 1;
    if ([...presses.values()].pop() === press)
      held.textContent = Strip.counted("seconds", press.seconds);
    if (navigator.vibrate) navigator.vibrate(10);
    if (press.entry && press.seconds % (BEAT / 1000) === 0) keepLength(press);
  }

  /** @param {string | number} key */
  async function end(key) {
    const press = presses.get(key);
    if (!press) return;
    presses.delete(key);
    clearInterval(press.beat);
    clearTimeout(press.late);
    if (!presses.size) held.textContent = "";
    if (!under(press.zone)) press.zone.classList.remove("pressed", "held");
    press.zone.ended = performance.now();
    stayAwake();
    const long = performance.now() - press.began > HELD;
    if (!(await press.saved)) return;
    if (!presses.size) Strip.offerUndo(); // also of one that was held for longer than that
    if (long) {
      await keepLength(press);
      const { state } = Strip;
      if (!presses.size && !Pad.unwritten && ["saved", "owed", "sent"].includes(state))
        Strip.say(words[state], state); // and how long
    }
    if (BodyMap.isOpen) BodyMap.close();
    setTimeout(() => Pad.later(Sending.report()), 100); // once the words are on the screen
  }

  const endAll = () => [...presses.keys()].forEach(end);
  const endKeys = () => [...presses.keys()].filter((key) => typeof key === "string").forEach(end);

  /** @type {Promise<WakeLockSentinel> | null} */
  let lock = null;
  function stayAwake() {
    // the screen stays on while touched, and no longer
    if (presses.size) {
      lock ||= navigator.wakeLock?.request("screen");
      Pad.later(lock);
    } else {
      Pad.later(lock?.then((sentinel) => sentinel.release()));
      lock = null;
    }
  }

  /**
   * The zone that was touched.
   *
   * @param {{ target: any }} event
   * @returns {Zone | null | undefined}
   */
  const zoneAt = ({ target }) => target.closest?.("[data-movement], [data-muscle]");

  document.addEventListener("pointerdown", (event) => {
    const zone = zoneAt(event);
    if (!zone || event.button) return;
    begin(event.pointerId, zone);
    try {
      zone.setPointerCapture(event.pointerId);
    } catch {
      // it was let go before this script had its turn
      end(event.pointerId);
    }
  });
  for (const name of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]))
    document.addEventListener(name, (event) => end(event.pointerId));
  document.addEventListener("contextmenu", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    // from a screen reader there is nothing but this
    const zone = zoneAt(event);
    if (!zone || under(zone) || performance.now() - zone.ended < 700) return;
    begin("click", zone);
    end("click");
  });

  // A key is the same one from down to up by its place on the keyboard alone: "5" may go up as "%"
  // (docs/adr/0122).
  /** @param {KeyboardEvent} event */
  const keyOf = (event) => event.code || event.key;
  /** @param {KeyboardEvent} event */
  const presser = (event) => event.key === "Enter" || event.key === " ";

  /**
   * The zone that a key stands for.
   *
   * @param {KeyboardEvent} event
   * @returns {Zone | null | undefined}
   */
  function keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (presser(event)) return zoneAt(event);
    const number = /^(?:Digit|Numpad)?([1-9])$/;
    const [, digit] = number.exec(event.key) || number.exec(event.code) || [];
    return !BodyMap.isOpen && digit
      ? /** @type {Zone} */ (document.querySelectorAll(".zone")[+digit - 1])
      : null;
  }
  document.addEventListener("keydown", (event) => {
    const zone = keyed(event);
    // while it is down, a Mac does not say that another key goes up
    if (event.key === "Meta") endKeys();
    // a key held on a button is no second click
    if (zone || (event.repeat && presser(event))) event.preventDefault();
    if (event.repeat) return;
    if (zone?.id === "to-map") {
      BodyMap.open();
    } else if (zone) {
      begin(keyOf(event), zone);
    } else if (event.key === "Escape" && BodyMap.isOpen) {
      BodyMap.close();
    } else if (event.key === "Backspace" && Strip.offersUndo) {
      Strip.takeBack();
    }
  });
  document.addEventListener("keyup", (event) => {
    if (keyed(event) || presses.has(keyOf(event))) event.preventDefault();
    end(keyOf(event));
  });
  rest.addEventListener("click", () => {
    begin("rest", rest, { movement: "twitch", id: rest.value, note: rest.textContent });
    end("rest");
  });
  addEventListener("blur", endAll); // what is let go elsewhere is not heard here
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) endAll();
  });
})();
