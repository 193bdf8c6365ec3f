/* One touch copies the text for a patient portal, also over plain http, where a page has no
clipboard of its own. Where a browser does not let it, the text is selected and that is said. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const text = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#portal-text"));
  const row = /** @type {HTMLElement | null} */ (document.querySelector(".portal-copy"));
  const says = /** @type {HTMLElement | null} */ (row?.querySelector("[role=status]"));
  if (!text || !row || !says) return;
  row.hidden = false;
  document.querySelector("#portal-how")?.remove();
  text.removeAttribute("aria-describedby");
  row.querySelector("button")?.addEventListener("click", () => {
    text.focus();
    text.select();
    const copied = document.execCommand("copy");
    says.textContent = (copied ? says.dataset.copied : says.dataset.selected) || "";
  });
});
