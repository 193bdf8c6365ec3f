/* Which place each zone stands for: the person's usual ones (docs/adr/0200). A place keeps its zone
so that nothing moves under the thumb; another takes it, on its own side, once it is a habit of an
entry more. */
"use strict";

const Places = (() => {
  const HALVED = 14 * 86400000; // a habit that is left alone is half of it after this long
  const slots = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".place")]);
  const first = slots.map((slot) => describe(slot)); // of somebody who has not touched anything yet
  let places = first; // those of the zones, in their order; then others that were touched
  let former = first; // before the last new entry

  /**
   * What a zone of the pad or of the map says of a touch.
   *
   * @param {HTMLElement} zone
   * @returns {Place}
   */
  function describe(zone) {
    const { movement, woke, muscle, side, name, sideWord, muscleWord } = zone.dataset;
    return {
      movement: movement || null,
      woke: woke || null,
      muscle: muscle || null,
      side: side || null,
      name: name || (zone.textContent || "").trim(),
      sideWord,
      muscleWord,
      zone: [movement, woke, muscle, side].join()
    };
  }

  function show() {
    slots.forEach((slot, index) => {
      const { muscle, side, name, sideWord = "", muscleWord = "" } = places[index];
      Object.assign(slot.dataset, { muscle, side: side || "", name, sideWord, muscleWord });
      slot.children[0].textContent = sideWord;
      slot.children[1].textContent = muscleWord;
    });
  }

  function keep() {
    Pad.later(PhoneStore.set(`places:${Pad.account}`, places));
    show();
  }

  /**
   * How much of a habit a place is now, in entries of today; less than none where it never was
   * touched.
   *
   * @param {Place} place
   */
  const habit = ({ used, times = 1 }) =>
    used ? times * 2 ** (Math.min(0, used - Date.now()) / HALVED) : -1;

  /** @param {Place} place */
  const known = (place) => places.findIndex(({ zone }) => zone === place.zone);

  /** A place is as much of a habit as it says: perhaps it takes a zone. @param {Place} place */
  function take(place) {
    const at = known(place) < 0 ? places.length : known(place);
    places = Object.assign([...places], { [at]: place });
    const column = { left: [0, 2], right: [1, 3] }[place.side || ""] || [0, 1, 2, 3];
    const weakest = column.reduce((best, slot) =>
      habit(places[slot]) < habit(places[best]) ? slot : best
    );
    if (at >= slots.length && habit(place) > habit(places[weakest]) + 1)
      [places[at], places[weakest]] = [places[weakest], place];
  }

  /* The places of whoever is signed in, as far as this phone knows. */
  async function load() {
    const before = Pad.account;
    Pad.account = (await PhoneStore.setting("account")) || null;
    const stored = await PhoneStore.setting(`places:${Pad.account}`);
    if (!stored && !before && places !== first) return keep();
    places = former = stored || first;
    if (!Pad.presses.size) show();
    if (Pad.account && !places.some(({ times }) => times)) Pad.later(ask());
    Strip.offerRest();
  }

  /* This phone knows of no habit: the diary on the server may. */
  async function ask() {
    const asked = places;
    const { body } = await Session.ask(`${APP_PATH}/api/places`, {
      headers: { "X-Twitchlog-Account": Pad.account || "" }
    });
    if (places !== asked || Pad.presses.size) return; // it was touched meanwhile
    for (const { side_word: sideWord, muscle_word: muscleWord, last, ...place } of body.places)
      take({
        ...place,
        sideWord,
        muscleWord,
        used: Date.parse(last),
        zone: ["twitch", "", place.muscle, place.side].join()
      });
    keep();
  }

  /** A new entry was made here just now. @param {Place} place */
  function used(place) {
    former = places;
    if (!place.muscleWord) return;
    const times = 1 + Math.max(0, habit(places[known(place)] || place));
    take({ ...place, times, used: Date.now() });
    keep();
  }

  /* That entry was taken back. */
  function back() {
    places = former;
    keep();
  }

  show();
  return { back, describe, load, used };
})();
