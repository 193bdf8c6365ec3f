/* Touches, keys and screen readers on the screen. A touch is written to the phone first; only then
does the screen say "saved". Before this script is there, or without it, the form is sent as it is.
*/
"use strict";
(() => {
  const { words } = Bedside;

  /**
   * Write down what was touched, and say so.
   *
   * @param {() => Promise<StoredSighting | null>} work
   */
  async function write(work) {
    const slow = setTimeout(() => PartnerStrip.complain(words.slow), 3000);
    Bedside.unwritten += 1;
    try {
      const sighting = await work();
      if (!sighting) return PartnerStrip.complain(words.first);
      Bedside.take(sighting);
      PartnerStrip.say(words.saved, "saved");
      if (navigator.vibrate) navigator.vibrate(15);
      PartnerSending.owe();
      setTimeout(afterwards, 100);
    } catch (error) {
      PartnerStrip.fail(error);
    } finally {
      Bedside.unwritten -= 1;
      clearTimeout(slow);
      if (!Bedside.unwritten) PartnerStrip.show();
    }
  }

  function afterwards() {
    Bedside.later(navigator.serviceWorker?.ready.then((ready) => ready.sync?.register("outbox")));
    // Firefox would ask a question here; at night nobody is to be asked anything.
    if (!("mozInnerScreenX" in self)) Bedside.later(navigator.storage?.persist?.());
  }

  /** @param {HTMLInputElement} radio @param {string | null} answer */
  const say = (radio, answer) =>
    write(async () => {
      const { latest } = Bedside;
      return latest && Sightings.answer(latest, radio.name, answer, Date.now());
    });

  for (const button of Bedside.places)
    button.addEventListener("click", (event) => {
      event.preventDefault();
      write(() => Sightings.begin(button.value, Date.now()));
    });
  for (const radio of Bedside.answers) {
    radio.addEventListener("change", () => say(radio, radio.value));
    // a second touch takes the answer away again
    radio.addEventListener("click", () => {
      const { latest } = Bedside;
      const told = latest?.told[/** @type {"side"} */ (radio.name)];
      if (told === radio.value && !Bedside.unwritten) say(radio, null);
    });
  }
  Bedside.part("pad").addEventListener("submit", (event) => event.preventDefault());
  Bedside.part("undo").addEventListener("click", async () => {
    try {
      const { latest } = Bedside;
      if (!latest) return;
      const taken = await Sightings.undo(latest);
      Bedside.take(null);
      PartnerStrip.say(taken ? words.undone : words.sealed, taken ? "undone" : "sealed");
    } catch (error) {
      PartnerStrip.fail(error);
    }
    PartnerStrip.show();
  });

  if (navigator.serviceWorker)
    addEventListener("load", () =>
      Bedside.later(navigator.serviceWorker.register(words.worker, { scope: LINK }))
    );
  PartnerStrip.show();
  PartnerSending.begin();
  words.ready = "yes";
})();
