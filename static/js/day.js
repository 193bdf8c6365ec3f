/* On day pages: readies the pad for opening without a network, lets its worker send what this phone
still owes, and says so if something there waits for a person. Without JavaScript, or over plain
http, the pad does its own sending. */
"use strict";
// What stands in the way of saving is looked at first, however far down the page it is.
document.addEventListener("DOMContentLoaded", () => {
  /** @type {HTMLElement | null} */
  const place =
    document.querySelector("main .not-saved, main .conflicts, main .notice[autofocus]") ||
    document.querySelector("main .is-invalid, main [aria-invalid=true]");
  if (!place) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
});
// On a journey: the page asks about "last night" by the clock of the settings, and offers this
// browser's.
document.addEventListener("DOMContentLoaded", () => {
  const offer = /** @type {HTMLElement | null} */ (document.querySelector(".browsers-zone"));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!offer || !zone) return;
  const now = new Date();
  /** As everywhere: the day first, 24 hours. @param {string | undefined} timeZone */
  function clock(timeZone) {
    /** @type {Intl.DateTimeFormatOptions} */
    const form = {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "long",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23"
    };
    const parts = new Intl.DateTimeFormat(document.documentElement.lang, form).formatToParts(now);
    const { weekday, day, month, hour, minute } = Object.fromEntries(
      parts.map(({ type, value }) => [type, value])
    );
    return `${weekday} ${day} ${month}, ${hour}:${minute}`;
  }
  const here = clock(zone);
  let set = "";
  try {
    set = clock(offer.dataset.zone);
  } catch {
    /* a zone that this browser does not know */
  }
  if (here === set) return;
  /** @param {string} selector */
  const part = (selector) => /** @type {HTMLInputElement} */ (offer.querySelector(selector));
  part("[data-name]").textContent = zone;
  part("[data-clock=here]").textContent = here;
  part("[data-clock=set]").textContent = set || "?";
  part("[name=zone]").value = zone;
  offer.hidden = false;
});

/* A card's form that came when nobody was signed in any more, or with an old token, is sent once
more as a page: the sign-in page then takes along what was typed, and does not land in the card. */
document.addEventListener("htmx:responseError", ({ detail }) => {
  const form = detail.elt.closest("form");
  if (!form || ![401, 403].includes(detail.xhr.status)) return;
  const pressed = detail.requestConfig.triggeringEvent?.submitter;
  if (pressed?.name) {
    const { name, value } = pressed;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  if (pressed?.hasAttribute("formaction"))
    form.setAttribute("action", pressed.getAttribute("formaction") || "");
  HTMLFormElement.prototype.submit.call(form); // a button may be called "submit"
});

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const here = /** @type {Record<string, string>} */ (script.dataset);
  if (!navigator.serviceWorker) return;
  const workers = navigator.serviceWorker;
  // Until the pad has its own worker, the day pages' (docs/adr/0110) is the answer for its address.
  /** @param {ServiceWorkerRegistration | undefined} worker */
  const ofPad = (worker) =>
    worker && new URL(worker.scope).pathname === here.scope ? worker : null;
  const lookup = workers
    .getRegistration(here.scope)
    .then(ofPad)
    .catch(() => null);
  let looking = true;
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null;
  // None while the browser clears away one whose page was left before it was there.
  const worker = () =>
    registration && (registration.active || registration.waiting || registration.installing);

  /** @param {boolean} needed */
  function notice(needed) {
    const before = document.getElementById("phone-notice");
    if (before && !needed) before.remove();
    if (before || !needed || location.pathname === here.phone) return;
    const text = document.createElement("a");
    text.href = here.phone;
    text.textContent = here.notice;
    const box = document.createElement("p");
    box.className = "message";
    box.id = "phone-notice";
    box.append(text);
    document.querySelector("main")?.prepend(box);
  }

  /** @param {ServiceWorker} active */
  function look(active) {
    if (!here.signedIn) return sessionStorage.removeItem("looked");
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => notice(event.data);
    // Who is signed in is asked once a visit; what this phone owes is looked up on every page, and
    // costs no request.
    const question = sessionStorage.getItem("looked") === here.signedIn ? "glance" : "look";
    active.postMessage(question, [port2]);
    sessionStorage.setItem("looked", here.signedIn);
  }

  /** @param {ServiceWorkerRegistration} registered */
  function use(registered) {
    registration = registered;
    const active = worker();
    if (active) look(active);
  }

  // A worker that is not there yet can wait until the page has all it needs.
  /** @param {() => void} work */
  const later = (work) => {
    const wait = () => setTimeout(work, 3000);
    if (document.readyState === "complete") wait();
    else addEventListener("load", wait);
  };
  const register = () => workers.register(here.worker, { scope: here.scope }).then(use, () => {});
  lookup.then((registered) => {
    looking = false;
    if (registered) use(registered);
    else later(register);
  });
  later(() =>
    workers
      .register(here.dayWorker, { scope: here.dayScope, updateViaCache: "all" })
      .catch(() => {})
  );

  // Somebody signs out, or is about to sign in: from now on touches on the pad are not the last
  // account's.
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const active = worker();
    const leaves = here.signedIn && new URL(form.action).pathname === here.leave;
    if (form.method !== "post" || (here.signedIn && !leaves)) return;
    if (looking) {
      // quicker than the script: the form waits until the worker can be told
      event.preventDefault();
      // requestSubmit() is younger than the oldest browser that this has to run in; a click on the
      // button does the same.
      lookup.then(() => (event.submitter ? event.submitter.click() : form.submit()));
    } else if (active) {
      active.postMessage(leaves ? "leave" : "arrive");
    }
  });
})();
