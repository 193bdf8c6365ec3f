/* Where both figures of the body map have no room beside each other, one is seen at a time: the one
on which the chosen place lies, or the one that was asked for. */
"use strict";
(() => {
  const { form, part } = EpisodeForm;
  const figures = [...part(".figures").querySelectorAll("figure")];
  const chips = [...part(".views").querySelectorAll("button")];

  /** @param {number} view */
  function show(view) {
    figures.forEach((figure, index) => {
      figure.classList.toggle("away", index !== view);
    });
    chips.forEach((chip, index) => {
      chip.setAttribute("aria-pressed", String(index === view));
    });
  }

  function follow() {
    const chosen = figures.filter((figure) => figure.querySelector(".zone.here"));
    if (!chosen.length || chosen.some((figure) => !figure.classList.contains("away"))) return;
    show(figures.indexOf(chosen[0]));
  }

  chips.forEach((chip, index) => {
    chip.addEventListener("click", () => show(index));
  });
  form.addEventListener("change", follow);
  form.addEventListener("refilled", follow);
  show(0);
  follow();
})();
