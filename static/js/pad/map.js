/* The body map, one touch away, and the thumb for which the pad is laid out. */
"use strict";
const BodyMap = (() => {
  const { part, words } = Pad;
  const [pad, map] = ["pad", "map"].map(part);

  async function open() {
    part("undo").hidden = true;
    if (!part("figures").childElementCount) {
      try {
        const answer = await fetch(words.map);
        if (!answer.ok) throw new Error();
        const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
        part("figures").replaceChildren(...drawing.documentElement.children);
      } catch {
        return Strip.complain(words.later);
      }
    }
    pad.hidden = true;
    map.hidden = false;
    part("turn").focus({ preventScroll: true });
  }

  function close() {
    map.hidden = true;
    pad.hidden = false;
    part("to-map").focus({ preventScroll: true });
  }

  /** @param {string} hand */
  function layFor(hand) {
    words.hand = hand;
    const [before, after, other] =
      hand === "left" ? ["somewhere", "jerk", "right"] : ["jerk", "somewhere", "left"];
    pad.insertBefore(part(before), part(after));
    part("hand").textContent = part("hand").dataset[other] || "";
  }

  part("to-map").addEventListener("click", open);
  part("turn").addEventListener("click", () => map.classList.toggle("turned"));
  part("from-map").addEventListener("click", close);
  part("hand").addEventListener("click", () => {
    layFor(words.hand === "left" ? "right" : "left");
    Pad.later(PhoneStore.set("hand", words.hand));
  });
  return {
    open,
    close,
    layFor,
    get isOpen() {
      return !map.hidden;
    }
  };
})();
