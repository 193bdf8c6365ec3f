// A long file takes a while: send the form from here and show meanwhile how far the server is.
// Without this script the browser sends the form itself and waits.
"use strict";
(() => {
  const underWay = /** @type {HTMLElement} */ (document.querySelector("[data-under-way]"));
  const stages = /** @type {HTMLElement} */ (underWay.querySelector("[role=status]"));
  const bar = /** @type {HTMLProgressElement} */ (underWay.querySelector("progress"));
  const EVERY = 400; // milliseconds between two questions
  // The server's workers take turns by connection. One that is busy with the file answers late:
  // give up on it and ask on a new connection, which another worker may take; a slow network gets
  // more time with each question.
  const PATIENCE = { least: 300, most: 5000, growth: 1.3 };
  // What something between here and the server has answered in its place, by the names of the words
  // for it.
  /** @type {Record<number, string>} */
  const FOREIGN = { 403: "stale", 413: "tooLarge", 502: "away", 503: "away", 504: "away" };
  let patience = PATIENCE.least;
  let busy = false;

  /** @param {string} stage @param {number} [percent] */
  function show(stage, percent) {
    const text = stages.dataset[stage] || "";
    // a screen reader hears each stage once, not each percent
    if (stages.textContent !== text) stages.textContent = text;
    if (percent === undefined) bar.removeAttribute("value");
    else bar.value = percent;
  }

  /** @param {number} wait in milliseconds */
  function within(wait) {
    // AbortSignal.timeout is younger than the oldest browser that this has to run in
    const stop = new AbortController();
    setTimeout(() => stop.abort(), wait);
    return stop.signal;
  }

  async function ask() {
    if (!busy) return;
    const question = { headers: { Accept: "application/json" }, signal: within(patience) };
    /** @type {{ stage?: string, percent?: number }} */
    const progress = await fetch(underWay.dataset.underWay || "", question)
      .then((answer) => (answer.ok ? answer.json() : {}))
      .catch(() => {
        patience = Math.min(patience * PATIENCE.growth, PATIENCE.most);
        return {}; // no answer in time: the bar stays as it is
      });
    if (!busy) return;
    if (progress.stage) show(progress.stage, progress.percent);
    setTimeout(ask, EVERY);
  }

  /**
   * A field is described by what is still there of that which has described it, and by one more.
   * @param {Element} field @param {string} [id]
   */
  function describe(field, id = "") {
    const ids = [...(field.getAttribute("aria-describedby") || "").split(" "), id];
    const there = new Set(ids.filter((each) => each && document.getElementById(each)));
    if (there.size) field.setAttribute("aria-describedby", [...there].join(" "));
    else field.removeAttribute("aria-describedby");
  }

  /** @param {HTMLFormElement} form @param {HTMLElement} field @param {string[]} errors */
  function refuse(form, field, errors) {
    let place = form.querySelector(".invalid-feedback");
    if (!place) {
      place = document.createElement("p");
      place.className = "invalid-feedback d-block";
      place.id = "error-from-server";
      place.setAttribute("role", "alert");
      field.after(place);
    }
    place.textContent = errors.join(" ");
    field.classList.add("is-invalid");
    describe(field, place.id);
    field.focus();
  }

  /**
   * What was said of an earlier file is not said of the one that is chosen now.
   * @param {Event} event
   */
  function forget(event) {
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    for (const place of form.querySelectorAll(".invalid-feedback")) place.remove();
    for (const field of form.querySelectorAll(".is-invalid")) {
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-invalid");
      describe(field);
    }
    if (!busy) underWay.hidden = true;
  }

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    if (busy) return;
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    busy = true;
    underWay.hidden = false;
    show("sending");
    /** @type {NodeListOf<HTMLButtonElement>} */
    const buttons = document.querySelectorAll("main button, main [type=submit]");
    /** @type {HTMLElement | null} */
    const field = form.querySelector("[type=file]");
    const body = new FormData(form);
    for (const button of buttons) button.disabled = true;
    setTimeout(ask, EVERY);
    let trouble = "";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" }
      });
      const { next, errors } = await answer.json().catch(() => ({}));
      if (next) return location.assign(next);
      if (errors && field) refuse(form, field, errors);
      else trouble = FOREIGN[answer.status] || "foreign";
    } catch {
      trouble = "lost"; // no answer at all
    }
    busy = false;
    for (const button of buttons) button.disabled = false;
    underWay.hidden = !trouble;
    if (trouble) show(trouble, 0);
  }

  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("[data-slow]");
  for (const form of forms) {
    form.addEventListener("submit", send);
    form.addEventListener("change", forget);
  }
})();
