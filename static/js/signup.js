"use strict";
(() => {
  /** @param {string} id */
  const part = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
  // A new account starts in the time zone that this browser is in.
  part("id_time_zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  // Typed once, so that it can be looked at before it is sent.
  const [password, show] = [part("id_password1"), part("show-password")];
  const line = show.parentElement;
  if (line) line.hidden = false;
  show.addEventListener("click", () => {
    const shown = password.type === "password";
    password.type = shown ? "text" : "password";
    show.setAttribute("aria-pressed", String(shown));
  });
})();
