/* Which place each zone stands for. A place keeps its zone, so that nothing moves under the thumb; a new one takes the zone
not used for longest, on its own side. */
"use strict";
const Places = (() => {
  const slots = [...document.querySelectorAll(".place")];
  const first = slots.map((slot) => describe(slot)); // of somebody who has not touched anything yet
  let places = first;

  /* What a zone of the pad or of the map says of a touch. */
  function describe(zone) {
    const { movement, woke, muscle, side } = zone.dataset;
    const place = { movement: movement || null, woke: woke || null, muscle: muscle || null, side: side || null };
    const name = zone.dataset.name || zone.textContent.trim();
    return { ...place, name, sideWord: zone.dataset.sideWord, muscleWord: zone.dataset.muscleWord, zone: Object.values(place).join() };
  }

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

  /* The places of whoever is signed in, as far as this phone knows. */
  async function load() {
    const before = Pad.account;
    Pad.account = (await Outbox.setting("account")) || null;
    const known = await Outbox.setting(`places:${Pad.account}`);
    if (!known && !before && places !== first) return Pad.later(Outbox.set(`places:${Pad.account}`, places));
    places = known || first;
    if (!Pad.presses.size) show();
    Strip.offerRest();
  }

  /* This place was touched just now. */
  function used(place) {
    if (!place.muscleWord) return;
    const known = places.findIndex((one) => one.zone === place.zone);
    const column = { left: [0, 2], right: [1, 3] }[place.side] || [0, 1, 2, 3];
    const oldest = column.reduce((best, slot) => ((places[slot].used || 0) < (places[best].used || 0) ? slot : best));
    places = places.map((one, slot) => (slot === (known < 0 ? oldest : known) ? { ...place, used: Date.now() } : one));
    Pad.later(Outbox.set(`places:${Pad.account}`, places));
    if (known < 0) show();
  }

  return { describe, load, used };
})();
