/* The form of an episode, which works without scripts. With them the time follows the chips, a
place can be touched on the body map or searched by name, and questions that do not matter for the
place chosen are out of sight. */
"use strict";
const EpisodeForm = (() => {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form.episode"));

  /** @param {string} selector */
  const part = (selector) => /** @type {HTMLElement} */ (form.querySelector(selector));
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  /** @param {string} name */
  const radios = (name) =>
    /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(`input[name="${name}"]`)]);
  /** @param {string} name */
  const chosen = (name) => radios(name).find((radio) => radio.checked);
  /** @param {string} name @param {string | undefined} value */
  const choose = (name, value) =>
    radios(name).forEach((radio) => {
      radio.checked = radio.value === value;
    });

  // A page that comes back from the browser's memory was saved already: start anew.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  return { choose, chosen, field, form, part, radios };
})();
