/* Finds a place by its name, among all regions. */
"use strict";
(() => {
  const { form, part } = EpisodeForm;
  const search = part(".find");
  const box = /** @type {HTMLInputElement} */ (search.querySelector("input"));
  const answer = /** @type {HTMLElement} */ (search.querySelector("[role=status]"));

  /** Without accents, in small letters. @param {string | null | undefined} text */
  const plain = (text) =>
    (text || "")
      .normalize("NFKD")
      .replace(/[\p{M}\u200b-\u200f]/gu, "")
      .toLowerCase()
      .replace(/ı/g, "i");
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const details = form.querySelectorAll(".region");
  const regions = [...details].map((region) => {
    const chips = /** @type {HTMLElement[]} */ ([...region.querySelectorAll(".chip")]);
    return {
      region,
      name: plain(region.querySelector("summary")?.textContent),
      chips: chips.map((chip) => ({ chip, text: plain(chip.textContent) }))
    };
  });

  search.hidden = false;
  // The keyboard of a phone covers the lower half: what is found has to lie above it.
  box.addEventListener("focus", () => search.scrollIntoView({ block: "start" }));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  box.addEventListener("input", () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    let matches = 0;
    regions.forEach(({ region, name, chips }) => {
      const fits = chips.filter(({ chip, text }) => {
        chip.hidden = !words.every((word) => text.includes(word) || name.includes(word));
        return !chip.hidden;
      });
      region.hidden = !fits.length;
      region.open = Boolean(words.length && fits.length);
      matches += fits.length;
    });
    /** @type {HTMLDetailsElement} */ (part(".regions")).open = words.length > 0;
    answer.textContent = matches ? "" : answer.dataset.none || "";
  });
})();
