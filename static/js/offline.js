/* The page that stands in for any other while the server cannot be reached: what this phone keeps meanwhile. */
"use strict";
(() => {
  const main = document.getElementById("main");
  const part = (name) => main.querySelector(`[data-part=${name}]`);
  const sent = main.dataset.method === "POST";
  const again = part("again");

  function tell(name, number) {
    part(name).textContent = part(name).dataset.text.replace("{number}", number);
    part(name).hidden = !number;
  }

  async function look() {
    const entries = await Outbox.stored("readonly", Outbox.waiting);
    const drafts = await DraftStore.every();
    const waiting = drafts.filter((draft) => draft.waiting).length;
    tell("touches", entries.length);
    tell("forms", waiting);
    tell("drafts", drafts.length - waiting);
    part("kept").hidden = part("safe").hidden = !(entries.length + drafts.length);
  }

  part("sent").hidden = !sent;
  if (sent) again.textContent = again.dataset.back;
  // Loading it again would send the form again; its page has it still.
  again.addEventListener("click", () => (sent ? history.back() : location.reload()));
  if (!sent) addEventListener("online", () => location.reload());
  DraftStore.catchUp().catch(() => {}).then(look).catch(() => {}); // a browser that keeps nothing has nothing to tell
  if (self.caches) caches.match(main.dataset.pad).then((found) => { part("pad").hidden = !found; });
})();
