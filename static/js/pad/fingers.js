/* Fingers, keys and screen readers on the zones. A touch is written to the phone first; only then does the screen say "saved". */
"use strict";
(() => {
  const HELD = 500; // a touch longer than this has a length
  const BEAT = 5000; // a held touch is written down this often, should the browser be killed meanwhile
  const { part, presses, words } = Pad;
  const [held, rest] = ["held", "rest"].map(part);

  const under = (zone) => [...presses.values()].some((press) => press.zone === zone);

  function begin(key, zone, more) {
    if (presses.has(key)) return;
    Strip.stay();
    const place = { ...Places.describe(zone), ...more };
    const press = { zone, place, began: performance.now(), seconds: 0, entry: null };
    press.saved = save(press);
    press.slow = setTimeout(() => { Strip.hush(); mark(press); }, 100);
    press.beat = setInterval(() => beat(press), 1000);
    press.late = setTimeout(() => { zone.classList.add("held"); stayAwake(); }, HELD);
    presses.set(key, press);
  }

  function mark(press) { // late: a frame drawn before would delay the saving
    Strip.clear();
    press.zone.classList.toggle("pressed", under(press.zone));
  }

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
      setTimeout(afterwards, 100, press.place);
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

  function afterwards(place) {
    if (navigator.serviceWorker) Pad.later(navigator.serviceWorker.ready.then((ready) => ready.sync && ready.sync.register("outbox")));
    // Firefox would ask a question here; at night nobody is to be asked anything.
    if (navigator.storage && navigator.storage.persist && !("mozInnerScreenX" in self)) Pad.later(navigator.storage.persist());
    Places.used(place);
  }

  async function keepLength(press) {
    const length = press.entry.held + performance.now() - press.began;
    const longer = await Touches.hold(press.entry.seq, length, Date.now()).catch(() => null);
    if (!longer) Strip.complain(words.length);
    else if (Pad.latest.entry.seq === longer.seq) Pad.latest.entry = longer;
  }

  function beat(press) {
    press.seconds += 1;
    if ([...presses.values()].pop() === press) held.textContent = Strip.counted("seconds", press.seconds);
    if (navigator.vibrate) navigator.vibrate(10);
    if (press.entry && press.seconds % (BEAT / 1000) === 0) keepLength(press);
  }

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
      if (!presses.size && !Pad.unwritten && ["saved", "owed", "sent"].includes(state)) Strip.say(words[state], state); // and how long
    }
    if (BodyMap.isOpen) BodyMap.close();
    setTimeout(() => Pad.later(Sending.report()), 100); // once the words are on the screen
  }

  const endAll = () => [...presses.keys()].forEach(end);
  const endKeys = () => [...presses.keys()].filter((key) => typeof key === "string").forEach(end);

  let lock = null;
  async function stayAwake() { // the screen stays on while touched, and no longer
    if (!navigator.wakeLock) return;
    if (lock && !presses.size) { Pad.later(lock.then((got) => got.release())); lock = null; }
    if (!lock && presses.size) { lock = navigator.wakeLock.request("screen"); Pad.later(lock); }
  }

  const zoneAt = (target) => target.closest && target.closest("[data-movement], [data-muscle]");

  document.addEventListener("pointerdown", (event) => {
    const zone = zoneAt(event.target);
    if (!zone || event.button) return;
    begin(event.pointerId, zone);
    try {
      zone.setPointerCapture(event.pointerId);
    } catch { // it was let go before this script had its turn
      end(event.pointerId);
    }
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) document.addEventListener(name, (event) => end(event.pointerId));
  document.addEventListener("contextmenu", (event) => event.preventDefault());
  document.addEventListener("click", (event) => { // from a screen reader there is nothing but this
    const zone = zoneAt(event.target);
    if (!zone || under(zone) || performance.now() - zone.ended < 700) return;
    begin("click", zone);
    end("click");
  });

  // A key is the same one from down to up by its place on the keyboard alone: "5" may go up as "%" (docs/adr/0122).
  const keyOf = (event) => event.code || event.key;
  const presser = (event) => event.key === "Enter" || event.key === " ";

  function keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (presser(event)) return zoneAt(event.target);
    const [, digit] = /^([1-9])$/.exec(event.key) || /^(?:Digit|Numpad)([1-9])$/.exec(event.code) || [];
    return !BodyMap.isOpen && digit ? document.querySelectorAll(".zone")[digit - 1] : null;
  }
  document.addEventListener("keydown", (event) => {
    const zone = keyed(event);
    if (event.key === "Meta") endKeys(); // while it is down, a Mac does not say that another key goes up
    if (zone || (event.repeat && presser(event))) event.preventDefault(); // a key held on a button is no second click
    if (event.repeat) return;
    if (zone && zone.id === "to-map") {
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
  document.addEventListener("visibilitychange", () => { if (document.hidden) endAll(); });
})();
