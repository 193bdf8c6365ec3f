/* The page that stands in for any other while the server cannot be reached: what this phone keeps
meanwhile. */
"use strict";
(() => {
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (main.querySelector(`[data-part=${name}]`));
  const sent = main.dataset.method === "POST";
  const again = part("again");
  const reload = () => location.reload();

  /** @param {string} name @param {number} number */
  function tell(name, number) {
    const line = part(name);
    line.textContent = (line.dataset.text || "").replace("{number}", String(number));
    line.hidden = !number;
  }

  async function look() {
    const entries = await PhoneStore.stored("readonly", Outbox.waiting);
    const drafts = await DraftStore.every();
    const waiting = drafts.filter((draft) => draft.waiting).length;
    tell("touches", entries.length);
    tell("forms", waiting);
    tell("drafts", drafts.length - waiting);
    const number = entries.length + drafts.length;
    part("kept").hidden = !number;
    part("nothing").hidden = !!number;
  }

  part("sent").hidden = !sent;
  if (sent) again.textContent = again.dataset.back || "";
  // Loading it again would send the form again; its page has it still.
  again.addEventListener("click", () => (sent ? history.back() : reload()));
  if (!sent) addEventListener("online", () => DraftHandover.unlessLeaving(reload));
  DraftHandover.catchUp()
    .catch(() => {})
    .then(look)
    .catch(() => {}); // a browser that keeps nothing has nothing to tell
  if (self.caches)
    caches.match(main.dataset.pad || "").then((stored) => {
      part("pad").hidden = !stored;
    });
})();
