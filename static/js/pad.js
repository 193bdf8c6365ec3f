/* The night pad. A touch is written to the phone first (outbox.js); only then does the screen say "saved". */
"use strict";
(() => {
  const HELD = 500; // a touch longer than this has a length
  const SHOWN = 6000; // how long "Undo" stays
  const MANY = 10; // from so many entries of a night on, one touch may stand for the rest of it
  const GAP = 2000; // between "Undo" and the offer in its place, for a thumb already on its way
  const LONGEST = 300000; // between two tries to send
  const BEAT = 5000; // a held touch is written down this often, should the browser be killed meanwhile
  const words = document.body.dataset;
  const part = (id) => document.getElementById(id);
  const [pad, map, status, trouble, undo, held, rest] = ["pad", "map", "status", "trouble", "undo", "held", "rest"].map(part);
  const slots = [...document.querySelectorAll(".place")];
  const presses = new Map(); // by pointer or key
  const later = (work) => work.catch(() => {}); // for what is only a comfort: places, screen lock, background sync

  let places = slots.map((slot) => describe(slot));
  const firstPlaces = places;
  let account = null;
  let latest = null; // the last touch: {entry, before, name}
  let early = []; // touched before the first answer to "who is signed in?"

  // What the screen says

  function say(text, state) {
    status.textContent = latest ? `${latest.name}. ${text}` : text;
    status.dataset.state = state;
    trouble.textContent = "";
  }

  function complain(text) {
    rest.hidden = true;
    status.textContent = "";
    status.dataset.state = "";
    trouble.textContent = text;
    if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
  }

  const reason = (error) => {
    const name = error && error.name;
    if (name === "QuotaExceededError") return words.full;
    return ["SecurityError", "InvalidStateError", "ReferenceError", "TypeError"].includes(name) ? words.closed : words.failed;
  };

  let fading;
  function offerUndo() {
    clearTimeout(fading);
    undo.hidden = false;
    fading = setTimeout(function fade() {
      if (document.activeElement === undo) return void (fading = setTimeout(fade, 1000)); // somebody is on the way to it
      undo.hidden = true;
      fading = setTimeout(offerRest, GAP);
    }, SHOWN);
  }

  function nightOf(at) { // named as in the diary
    const day = new Date(at);
    day.setHours(day.getHours() - 12);
    return new Date(day - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  // Whoever has touched this often may stop: one touch for many more, and morning asks how many. It moves nothing.
  const offerRest = () => later(lookForMany());
  async function lookForMany() {
    const night = nightOf(Date.now());
    const all = await Outbox.stored("readonly", (entries) => Outbox.value(entries.getAll()));
    const tonight = all.filter(({ told, account: whose }) => whose === account && nightOf(told.happened_at) === night);
    rest.value = `rest-of-${night}`; // its entry's id: twice in one night is once
    rest.hidden = tonight.length < MANY || tonight.some(({ told }) => told.id === rest.value)
      || !undo.hidden || presses.size > 0 || Boolean(trouble.textContent);
  }

  // Touching

  function describe(zone) {
    const { movement, woke, muscle, side } = zone.dataset;
    const place = { movement: movement || null, woke: woke || null, muscle: muscle || null, side: side || null };
    const name = zone.dataset.name || zone.textContent.trim();
    return { ...place, name, sideWord: zone.dataset.sideWord, muscleWord: zone.dataset.muscleWord, zone: Object.values(place).join() };
  }

  function begin(key, zone, more) {
    if (presses.has(key)) return;
    clearTimeout(fading);
    const place = { ...describe(zone), ...more };
    const press = { zone, place, began: performance.now(), seconds: 0, entry: null };
    press.saved = save(press);
    press.slow = setTimeout(mark, 100, press);
    press.beat = setInterval(() => beat(press), 1000);
    press.late = setTimeout(() => { zone.classList.add("held"); stayAwake(); }, HELD);
    presses.set(key, press);
  }

  function mark(press) { // late: a frame drawn before would delay the saving
    undo.hidden = rest.hidden = true;
    press.zone.classList.toggle("pressed", !press.over);
  }

  async function save(press) {
    const slow = setTimeout(() => complain(words.slow), 3000);
    try {
      const { entry, before } = await Outbox.touch(press.place, Date.now());
      latest = { entry, before, name: before ? `${press.place.name}, ${words.again}` : press.place.name };
      if (early) early.push(entry.seq);
      press.entry = entry;
      say(words.saved, "saved");
      if (navigator.vibrate) navigator.vibrate(15);
      plan(Outbox.TOGETHER + 300);
      setTimeout(afterwards, 100, press.place);
      return true;
    } catch (error) {
      complain(reason(error));
      return false;
    } finally {
      clearTimeout(slow);
      clearTimeout(press.slow);
      mark(press);
    }
  }

  async function keepLength(press) {
    const length = press.entry.held + performance.now() - press.began;
    const kept = await Outbox.hold(press.entry.seq, length, Date.now()).catch(() => false);
    if (!kept) complain(words.length);
  }

  function beat(press) {
    press.seconds += 1;
    held.textContent = `${press.seconds} s`;
    if (navigator.vibrate) navigator.vibrate(10);
    if (press.entry && press.seconds % (BEAT / 1000) === 0) keepLength(press);
  }

  async function end(key) {
    const press = presses.get(key);
    if (!press) return;
    presses.delete(key);
    press.over = true;
    clearInterval(press.beat);
    clearTimeout(press.late);
    held.textContent = "";
    press.zone.classList.remove("pressed", "held");
    press.zone.ended = performance.now();
    stayAwake();
    const long = performance.now() - press.began > HELD;
    if (!(await press.saved)) return;
    if (!presses.size) offerUndo(); // also of one that was held for longer than that
    if (long) await keepLength(press);
    if (!map.hidden) closeMap();
    setTimeout(() => later(report("")), 100); // once the words are on the screen
  }

  const endAll = () => [...presses.keys()].forEach(end);

  async function takeBack() {
    undo.hidden = true;
    clearTimeout(fading);
    fading = setTimeout(offerRest, GAP);
    try {
      const taken = await Outbox.undo(latest.entry, latest.before);
      say(taken ? words.undone : words.sealed, taken ? "undone" : "sealed");
    } catch (error) {
      complain(reason(error));
    }
  }

  let lock = null;
  async function stayAwake() { // the screen stays on while touched, and no longer
    if (!navigator.wakeLock) return;
    if (lock && !presses.size) { later(lock.then((got) => got.release())); lock = null; }
    if (!lock && presses.size) { lock = navigator.wakeLock.request("screen"); later(lock); }
  }

  const zoneAt = (target) => target.closest && target.closest("[data-movement], [data-muscle]");

  document.addEventListener("pointerdown", (event) => {
    const zone = zoneAt(event.target);
    if (!zone || event.button) return;
    zone.setPointerCapture(event.pointerId);
    begin(event.pointerId, zone);
  });
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, (event) => end(event.pointerId));
  document.addEventListener("contextmenu", (event) => event.preventDefault());
  document.addEventListener("click", (event) => { // from a screen reader there is nothing but this
    const zone = zoneAt(event.target);
    if (!zone || [...presses.values()].some((press) => press.zone === zone) || performance.now() - zone.ended < 700) return;
    begin("click", zone);
    end("click");
  });

  function keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (event.key === "Enter" || event.key === " ") return zoneAt(event.target);
    return map.hidden && /^[1-9]$/.test(event.key) ? document.querySelectorAll(".zone")[event.key - 1] : null;
  }
  part("to-map").addEventListener("click", openMap);
  document.addEventListener("keydown", (event) => {
    const zone = keyed(event);
    if (zone && zone.id === "to-map") {
      openMap();
    } else if (zone) {
      event.preventDefault();
      if (!event.repeat) begin(event.key, zone);
    } else if (event.key === "Escape" && !map.hidden) {
      closeMap();
    } else if (event.key === "Backspace" && !undo.hidden) {
      takeBack();
    }
  });
  document.addEventListener("keyup", (event) => {
    if (keyed(event)) event.preventDefault();
    end(event.key);
  });
  undo.addEventListener("click", takeBack);
  rest.addEventListener("click", () => {
    begin("rest", rest, { movement: "twitch", id: rest.value, note: rest.textContent });
    end("rest");
  });

  // A place keeps its zone, so that nothing moves under the thumb; a new one takes that not used for longest, on its side.

  function show() {
    slots.forEach((slot, index) => {
      const place = places[index];
      slot.dataset.muscle = place.muscle;
      slot.dataset.side = place.side || "";
      slot.dataset.name = place.name;
      slot.dataset.sideWord = place.sideWord || "";
      slot.dataset.muscleWord = place.muscleWord;
      slot.firstElementChild.textContent = place.sideWord || "";
      slot.lastElementChild.textContent = place.muscleWord;
    });
  }

  async function loadPlaces() {
    const before = account;
    account = (await Outbox.setting("account")) || null;
    const known = await Outbox.setting(`places:${account}`);
    if (!known && !before && places !== firstPlaces) return later(Outbox.set(`places:${account}`, places));
    places = known || firstPlaces;
    if (!presses.size) show();
    offerRest();
  }

  function afterwards(place) {
    if (navigator.serviceWorker) later(navigator.serviceWorker.ready.then((ready) => ready.sync && ready.sync.register("outbox")));
    // Firefox would ask a question here; at night nobody is to be asked anything.
    if (navigator.storage && navigator.storage.persist && !("mozInnerScreenX" in self)) later(navigator.storage.persist());
    if (!place.muscleWord) return;
    const known = places.findIndex((one) => one.zone === place.zone);
    const column = { left: [0, 2], right: [1, 3] }[place.side] || [0, 1, 2, 3];
    const oldest = column.reduce((best, slot) => ((places[slot].used || 0) < (places[best].used || 0) ? slot : best));
    places = places.map((one, slot) => (slot === (known < 0 ? oldest : known) ? { ...place, used: Date.now() } : one));
    later(Outbox.set(`places:${account}`, places));
    if (known < 0) show();
  }

  // The body map, and the thumb for which the pad is laid out

  async function openMap() {
    undo.hidden = true;
    if (!part("figures").childElementCount) {
      try {
        const answer = await fetch(words.map);
        if (!answer.ok) throw new Error(answer.status);
        const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
        part("figures").replaceChildren(...drawing.documentElement.children);
      } catch (error) {
        return complain(words.later);
      }
    }
    pad.hidden = true;
    map.hidden = false;
    part("turn").focus({ preventScroll: true });
  }

  function closeMap() {
    map.hidden = true;
    pad.hidden = false;
    part("to-map").focus({ preventScroll: true });
  }

  function lay(hand) {
    words.hand = hand;
    pad.insertBefore(part(hand === "left" ? "somewhere" : "jerk"), part(hand === "left" ? "jerk" : "somewhere"));
    part("hand").textContent = part("hand").dataset[hand === "left" ? "right" : "left"];
  }

  part("turn").addEventListener("click", () => map.classList.toggle("turned"));
  part("from-map").addEventListener("click", closeMap);
  part("hand").addEventListener("click", () => {
    lay(words.hand === "left" ? "right" : "left");
    later(Outbox.set("hand", words.hand));
  });

  // Sending

  let timer = 0;
  let due = Infinity;
  let failures = 0;
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
    if (answer === undefined && !account && performance.now() < 60000) return;
    const touched = early;
    early = null;
    if (answer) await Outbox.claim(touched, answer);
  }

  async function report(state) {
    if ((await Outbox.setting("account")) !== account) await loadPlaces();
    const owed = await Outbox.stored("readonly", Outbox.waiting);
    const shown = status.dataset.state;
    if (trouble.textContent || shown === "undone" || presses.size) return;
    const last = latest && (await Outbox.stored("readonly", (entries) => Outbox.value(entries.get(latest.entry.seq))));
    if (last && last.state === "refused") say(words.mend, "refused");
    else if (last && last.state === "sent" && shown !== "sent") say(words.sent, "sent");
    else if (owed.length && state === "signed out") say(words.owed, "owed");
    else if (owed.length && !latest) say(words.saved, "saved");
  }

  const wake = () => { due = Infinity; failures = 0; deliver(true); };
  Outbox.news.addEventListener("message", () => later(report("")));
  addEventListener("online", wake);
  addEventListener("blur", endAll); // what is let go elsewhere is not heard here
  addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return wake();
    endAll();
    if (stale) setTimeout(() => { if (document.hidden) location.reload(); }, 1000);
  });

  // Opening

  addEventListener("load", () => { // what installing needs comes after what touching needs
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: words.manifest }));
  });
  let stale = false;
  if (navigator.serviceWorker) {
    const old = navigator.serviceWorker.controller;
    navigator.serviceWorker.addEventListener("controllerchange", () => { stale = Boolean(old); });
    addEventListener("load", () => later(navigator.serviceWorker.register(words.worker, { scope: words.scope })));
  }
  (async () => {
    try {
      const hand = await Outbox.setting("hand");
      if (hand) lay(hand);
      await loadPlaces();
    } catch (error) {
      complain(reason(error));
    }
    words.ready = "yes";
    later(Outbox.warm());
    deliver(true);
  })();
  lay("right");
})();
