/* The strip at the foot: what has become of the last touch, and the way to take it back. */
"use strict";
const PartnerStrip = (() => {
  const { words } = Bedside;
  const [status, trouble, undo] = ["status", "trouble", "undo"].map(Bedside.part);

  /** @param {string} text @param {string} state */
  function say(text, state) {
    const name = Bedside.spoken ? Bedside.wordOf("place", Bedside.spoken.told.place) : "";
    status.textContent = name ? `${name}. ${text}` : text;
    status.dataset.state = state;
    trouble.textContent = "";
  }

  /** @param {string} text */
  function complain(text) {
    status.textContent = "";
    status.dataset.state = "";
    trouble.textContent = text;
    if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
  }

  /** What the phone's store refused, in words. @param {any} error */
  function fail(error) {
    const name = error?.name;
    const closed = /^(Security|InvalidState|Reference|Type)Error$/.test(name);
    if (name === "QuotaExceededError") complain(words.full);
    else complain(closed ? words.closed : words.failed);
  }

  /** Show what is chosen of the sighting that is open; of none, nothing is. */
  function show() {
    const told = Bedside.latest?.told;
    for (const button of Bedside.places)
      button.setAttribute("aria-pressed", String(button.value === told?.place));
    for (const radio of Bedside.answers)
      radio.checked = Boolean(told) && told?.[/** @type {"side"} */ (radio.name)] === radio.value;
    undo.hidden = !told;
  }

  return {
    complain,
    fail,
    say,
    show,
    get complains() {
      return Boolean(trouble.textContent);
    },
    get state() {
      return status.dataset.state || "";
    }
  };
})();
