// The form of an episode works without this file. With it: the time follows the chips, a place can be touched on the
// body map or searched by name, and questions that do not matter for the place chosen are out of sight.
"use strict";

const form = document.querySelector("form.episode");
const field = (name) => form.elements.namedItem(name);
const radios = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
const chosen = (name) => radios(name).find((radio) => radio.checked);
const choose = (name, value) => radios(name).forEach((radio) => { radio.checked = radio.value === value; });

// When: the browser's clock and zone, unless an entry is being changed.
function wall(time) {
  const two = (number) => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}` +
    `T${two(time.getHours())}:${two(time.getMinutes())}`;
}

function ago(answer, opened) {
  const time = new Date(opened);
  if (answer === "last_night") {
    time.setHours(3, 0, 0, 0);
    if (time > opened) time.setDate(time.getDate() - 1);
  } else {
    time.setMinutes(time.getMinutes() - (Number(answer) || 0));
  }
  return time;
}

function startClock() {
  let opened = new Date(field("opened_at").value);
  let touched = form.dataset.new !== "fresh";
  const show = () => { field("at").value = wall(ago(chosen("ago").value, opened)); };
  const open = () => {
    opened = new Date();
    field("opened_at").value = opened.toISOString();
    show();
  };
  form.addEventListener("refilled", () => { // typed before, and so was its time
    touched = true;
    opened = new Date(field("opened_at").value);
  });
  field("at").addEventListener("input", () => choose("ago", "at"));
  radios("ago").forEach((radio) => radio.addEventListener("change", () => {
    if (radio.value === "at") field("at").focus(); else show();
  }));
  if (touched) return;
  field("time_zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone || field("time_zone").value;
  open();
  form.addEventListener("input", () => { touched = true; });
  // A tab that slept until now shows the present time, as long as nothing was filled in.
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !touched) open(); });
}

// Where.
const map = form.querySelector(".touch-map");
const zones = [...map.querySelectorAll(".zone")];
const finer = map.querySelector(".finer");
const listed = (muscle) => radios("muscle").find((radio) => radio.value === muscle);
let touchedZone = null;

function place() {
  const radio = chosen("muscle");
  const [muscle, side] = (radio ? radio.value : "").split(":");
  return { radio, muscle, side: (chosen("side") || {}).value || side || "" };
}

function showPlace() {
  const { radio, muscle, side } = place();
  const middle = Boolean(radio && "midline" in radio.dataset);
  if (middle) choose("side", "");
  form.querySelector(".ask-side").hidden = middle;
  form.querySelector(".ask-called-back").hidden = !radio || radio.dataset.back !== "ask";
  const text = map.querySelector(".chosen-place");
  const sideText = middle || !side ? "" : `, ${chosen("side").nextElementSibling.firstChild.textContent.toLowerCase()}`;
  text.textContent = muscle ? listed(muscle).dataset.name + sideText : text.dataset.nothing;
  text.classList.toggle("nothing", !muscle);
  const here = zones.filter((zone) => muscle && zone.dataset.muscles.split(" ").includes(muscle) &&
    (middle || !zone.dataset.side || !["left", "right"].includes(side) || zone.dataset.side === side));
  if (!here.includes(touchedZone)) touchedZone = null;
  zones.forEach((zone) => zone.classList.toggle("here", here.includes(zone)));
  map.querySelectorAll("svg").forEach((figure) => {
    const mine = zones.filter((zone) => zone.ownerSVGElement === figure);
    const current = mine.find((zone) => zone === touchedZone) || mine.find((zone) => here.includes(zone));
    mine.forEach((zone) => {
      zone.setAttribute("aria-checked", String(zone === current));
      zone.tabIndex = zone === (current || mine[0]) ? 0 : -1;
    });
  });
  showFiner(muscle);
}

function showFiner(muscle) {
  const muscles = touchedZone ? touchedZone.dataset.muscles.split(" ") : [];
  finer.replaceChildren(...(muscles.length > 1 ? muscles : []).map((one) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.textContent = listed(one).dataset.name;
    chip.setAttribute("aria-pressed", String(one === muscle));
    chip.addEventListener("click", () => {
      choose("muscle", one);
      showPlace();
      finer.children[muscles.indexOf(one)].focus();
    });
    return chip;
  }));
}

function touch(zone) {
  touchedZone = zone;
  choose("muscle", zone.dataset.muscles.split(" ")[0]);
  choose("side", zone.dataset.side);
  showPlace();
}

function startMap() {
  map.hidden = false;
  zones.forEach((zone) => {
    zone.addEventListener("click", () => touch(zone));
    zone.addEventListener("keydown", (event) => {
      const mine = zones.filter((other) => other.ownerSVGElement === zone.ownerSVGElement);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, " ": 0, Enter: 0 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = mine[(mine.indexOf(zone) + step + mine.length) % mine.length];
      touch(next);
      next.focus();
    });
  });
  radios("muscle").forEach((radio) => radio.addEventListener("change", () => {
    const side = radio.value.split(":")[1];
    if (radio.value.includes(":") || !radio.value) choose("side", side || "");
    showPlace();
  }));
  radios("side").forEach((radio) => radio.addEventListener("change", () => {
    const { muscle } = place();
    if (chosen("muscle") && chosen("muscle").value.includes(":")) choose("muscle", muscle);
    showPlace();
  }));
  form.addEventListener("refilled", showPlace);
  form.querySelector(".ask-called-back .form-text").hidden = true;
  showPlace();
  touchedZone = zones.find((zone) => zone.classList.contains("here")) || null;
  showPlace();
}

function startSearch() {
  const find = form.querySelector(".find");
  const box = find.querySelector("input");
  const said = find.querySelector("[role=status]");
  const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\u200b-\u200f]/gu, "").toLowerCase().replace(/ı/g, "i");
  const regions = [...form.querySelectorAll(".region")].map((region) => ({
    region,
    name: plain(region.querySelector("summary").textContent),
    chips: [...region.querySelectorAll(".chip")].map((chip) => ({ chip, text: plain(chip.textContent) })),
  }));
  find.hidden = false;
  // The keyboard of a phone covers the lower half: what is found has to lie above it.
  box.addEventListener("focus", () => find.scrollIntoView({ block: "start" }));
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  box.addEventListener("input", () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    regions.forEach(({ region, name, chips }) => {
      const fits = chips.filter(({ chip, text }) => {
        chip.hidden = !words.every((word) => text.includes(word) || name.includes(word));
        return !chip.hidden;
      });
      region.hidden = !fits.length;
      region.open = Boolean(words.length && fits.length);
      found += fits.length;
    });
    form.querySelector(".regions").open = words.length > 0;
    said.textContent = found ? "" : said.dataset.none;
  });
}

if (form) {
  if (field("opened_at")) startClock();
  startMap();
  startSearch();
}

// A page that comes back from the browser's memory was saved already: start anew.
window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
