/* The page "Put it on your phone": what only this browser knows. */
"use strict";
(() => {
  const list = /** @type {HTMLElement} */ (document.getElementById("setup-checks"));
  const words = /** @type {Record<string, string>} */ (list.dataset);
  /** @param {string} id */
  const button = (id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));

  /**
   * Say how a thing is.
   *
   * @param {string} code
   * @param {boolean} good
   * @param {string} [when] which of its sentences
   */
  function show(code, good, when = good ? "yes" : "no") {
    const check = /** @type {HTMLElement} */ (list.querySelector(`[data-check=${code}]`));
    /** @type {NodeListOf<HTMLElement>} */
    const sentences = check.querySelectorAll("[data-when]");
    for (const sentence of sentences) sentence.hidden = sentence.dataset.when !== when;
    const answer = /** @type {HTMLElement} */ (check.querySelector("[data-answer]"));
    answer.textContent = good ? words.yes : words.no;
  }

  const standalone = /** @type {Navigator & { standalone?: boolean }} */ (navigator).standalone;
  show("installed", standalone || matchMedia("(display-mode: standalone)").matches);

  /* The pad itself asks for its worker; here nothing is done, only seen. */
  async function offline() {
    const kept = self.caches && (await caches.match(words.pad));
    show("offline", Boolean(kept));
  }

  async function storage() {
    const kept = Boolean(await navigator.storage?.persisted?.());
    show("storage", kept);
    button("keep-storage").hidden = kept || !navigator.storage?.persist;
  }
  button("keep-storage").addEventListener("click", async () => {
    await navigator.storage?.persist?.();
    await storage();
  });

  const attempt = button("try-touch");
  attempt.hidden = false;
  for (const note of list.querySelectorAll("[data-no-script]")) note.remove();
  attempt.addEventListener("click", async () => {
    attempt.disabled = true;
    const end = await Trial.run();
    show("trial", end === "yes", end);
    attempt.disabled = false;
    attempt.focus();
  });

  const look = () => Promise.all([offline(), storage()].map((each) => each.catch(() => {})));
  look();
  // the pad's worker comes a few seconds after the page
  setInterval(look, 5000);
})();
