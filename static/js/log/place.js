/* Where it was: touched on the body map, or chosen from the lists, each of which follows the other.
 */
"use strict";
(() => {
  const { choose, chosen, form, part, radios } = EpisodeForm;
  const map = part(".touch-map");
  const zones = /** @type {SVGElement[]} */ ([...map.querySelectorAll(".zone")]);
  const finer = part(".touch-map .finer");
  /** @type {SVGElement | null} */
  let touchedZone = null;

  /** @type {Record<string, number>} */
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, " ": 0, Enter: 0 };

  /** The muscles that a zone stands for. @param {SVGElement | null} zone */
  const musclesOf = (zone) => (zone?.dataset.muscles || "").split(" ").filter(Boolean);
  /** A muscle's everyday name. @param {string} muscle */
  const nameOf = (muscle) =>
    radios("muscle").find((radio) => radio.value === muscle)?.dataset.name || "";

  function place() {
    const radio = chosen("muscle");
    const [muscle, side] = (radio ? radio.value : "").split(":");
    return { radio, muscle, side: chosen("side")?.value || side || "" };
  }

  function showPlace() {
    const { radio, muscle, side } = place();
    const middle = Boolean(radio && "midline" in radio.dataset);
    if (middle) choose("side", "");
    part(".ask-side").hidden = middle;
    part(".ask-called-back").hidden = radio?.dataset.back !== "ask";
    const text = part(".touch-map .chosen-place");
    const sideName = chosen("side")?.nextElementSibling?.firstChild?.textContent || "";
    const sideText = middle || !side ? "" : `, ${sideName.toLowerCase()}`;
    text.textContent = muscle ? nameOf(muscle) + sideText : text.dataset.nothing || "";
    text.classList.toggle("nothing", !muscle);
    const here = zones.filter(
      (zone) =>
        muscle &&
        musclesOf(zone).includes(muscle) &&
        (middle ||
          !zone.dataset.side ||
          !["left", "right"].includes(side) ||
          zone.dataset.side === side)
    );
    if (touchedZone && !here.includes(touchedZone)) touchedZone = null;
    for (const zone of zones) zone.classList.toggle("here", here.includes(zone));
    map.querySelectorAll("svg").forEach((figure) => {
      const mine = zones.filter((zone) => zone.ownerSVGElement === figure);
      const current =
        mine.find((zone) => zone === touchedZone) || mine.find((zone) => here.includes(zone));
      mine.forEach((zone) => {
        zone.setAttribute("aria-checked", String(zone === current));
        zone.tabIndex = zone === (current || mine[0]) ? 0 : -1;
      });
    });
    showFiner(muscle);
  }

  /** @param {string} muscle */
  function showFiner(muscle) {
    const muscles = musclesOf(touchedZone);
    finer.replaceChildren(
      ...(muscles.length > 1 ? muscles : []).map((other, index) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "chip";
        chip.textContent = nameOf(other);
        chip.setAttribute("aria-pressed", String(other === muscle));
        chip.addEventListener("click", () => {
          choose("muscle", other);
          showPlace();
          /** @type {HTMLElement} */ (finer.children[index]).focus();
        });
        return chip;
      })
    );
  }

  /** @param {SVGElement} zone */
  function touch(zone) {
    touchedZone = zone;
    choose("muscle", musclesOf(zone)[0]);
    choose("side", zone.dataset.side);
    showPlace();
  }

  function start() {
    map.hidden = false;
    zones.forEach((zone) => {
      zone.addEventListener("click", () => touch(zone));
      zone.addEventListener("keydown", (event) => {
        const mine = zones.filter((other) => other.ownerSVGElement === zone.ownerSVGElement);
        const step = STEPS[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const next = mine[(mine.indexOf(zone) + step + mine.length) % mine.length];
        touch(next);
        next.focus();
      });
    });
    for (const radio of radios("muscle")) {
      radio.addEventListener("change", () => {
        const side = radio.value.split(":")[1];
        if (radio.value.includes(":") || !radio.value) choose("side", side || "");
        showPlace();
      });
    }
    for (const radio of radios("side")) {
      radio.addEventListener("change", () => {
        const { muscle } = place();
        if (chosen("muscle")?.value.includes(":")) choose("muscle", muscle);
        showPlace();
      });
    }
    form.addEventListener("refilled", showPlace);
    part(".ask-called-back .form-text").hidden = true;
    showPlace();
    touchedZone = zones.find((zone) => zone.classList.contains("here")) || null;
    showPlace();
  }

  start();
})();
