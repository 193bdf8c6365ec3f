/* Nothing moves the reader to the top: after an answer they stay where they touched, on the screen
as by keyboard and by ear, and what was said of it stays in sight. Without scripts an address's
fragment does what it can. */
"use strict";
(() => {
  const KEY = "touched";
  const SOON = 15000; // ms; an answer that comes later is a page of its own

  /**
   * What a touched thing lies in, by ids, the nearest first: the thing itself may be gone from the
   * answer.
   *
   * @param {Element | null | undefined} touched
   */
  function around(touched) {
    const ids = [];
    for (let part = touched; part; part = part.parentElement) if (part.id) ids.push(part.id);
    return ids;
  }

  /** @param {string[]} ids */
  function stay(ids) {
    document.querySelector("main .messages")?.classList.add("messages-stay");
    if (document.activeElement && document.activeElement !== document.body) return;
    const place = ids.map((id) => document.getElementById(id)).find((part) => part);
    if (!place) return;
    if (!place.matches("a, button, input, select, textarea")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  /** @type {string[]} */
  let swapped = [];
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    swapped = around(detail.requestConfig.triggeringEvent?.submitter || detail.elt);
  });
  document.addEventListener("htmx:afterSettle", () => stay(swapped));

  document.addEventListener(
    "submit",
    ({ target, submitter }) => {
      const form = /** @type {HTMLFormElement} */ (target);
      if (form.method !== "post" || form.hasAttribute("data-hx-post")) return;
      const action = (submitter || form).getAttribute("formaction") || form.getAttribute("action");
      const paths = [location.pathname, new URL(action || "", location.href).pathname];
      const touch = { at: Date.now(), paths, top: scrollY };
      const text = JSON.stringify({ ...touch, ids: around(submitter || form) });
      sessionStorage.setItem(KEY, text);
    },
    true
  );
  document.addEventListener("DOMContentLoaded", () => {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    if (!text) return;
    const { at, paths, top, ids } = JSON.parse(text);
    const fragment = location.hash.slice(1);
    // An answer with something that is not stored yet stands at the address of its form.
    if (!paths.includes(location.pathname) || Date.now() - at > SOON) return;
    if (fragment && !ids.includes(fragment)) return; // leads to another place, by intent
    if (!fragment && !document.querySelector("main .messages")) return; // nothing became of it
    if (document.querySelector("main :is(.not-saved, .conflicts, [aria-invalid=true])")) return;
    function back() {
      scrollTo({ top, behavior: "instant" }); // Bootstrap has pages glide
      const part = document.getElementById(fragment);
      const box = part?.getBoundingClientRect();
      // Of a part that has become short, all may lie beyond the edge by now.
      if (part && box && (box.bottom < 0 || box.top > innerHeight))
        part.scrollIntoView({ behavior: "instant" });
    }
    back();
    // The browser meets the fragment as the page loads.
    if (fragment) addEventListener("load", () => setTimeout(back), { once: true });
    stay(ids);
  });
})();
