/* When drafts are looked for, written down and sent. */
"use strict";
(() => {
  for (const name of ["input", "change", "click"]) document.addEventListener(name, Drafts.hear);
  document.addEventListener("DOMContentLoaded", () => {
    DraftBringing.scan();
    DraftLeaving.wake();
  }); // a form's own script has run by then
  document.addEventListener("htmx:beforeSwap", DraftBringing.beforeSwap);
  // complained of when something is typed
  document.addEventListener("htmx:afterSettle", () => DraftBringing.afterSwap().catch(() => {}));
  addEventListener("pagehide", Drafts.leave);
  addEventListener("online", DraftLeaving.wake);
  document.addEventListener("visibilitychange", () =>
    document.hidden ? Drafts.flush() : DraftLeaving.wake()
  );

  // A page that comes back from the browser's memory may hold what was stored after it had been
  // left: what was not is in its draft.
  addEventListener("pageshow", (event) => {
    if (event.persisted && Drafts.followed.size) location.reload();
  });
})();
