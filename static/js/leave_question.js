/* Signing out: what lies on this phone and is not in the diary is asked about first (docs/adr/0108). */
"use strict";
(() => {
  const { words } = DraftLine;
  const dialog = document.getElementById("leave-question");
  let asked = false;

  const outbox = () => new Promise((resolve, reject) => {
    if (self.Outbox) return resolve(self.Outbox);
    const script = document.createElement("script");
    script.src = words.outbox;
    script.onload = () => resolve(self.Outbox);
    script.onerror = reject;
    document.head.append(script);
  });
  const unsent = (entry) => entry.account === words.signedIn && entry.state !== "sent";

  async function question() {
    Drafts.flush();
    await Promise.all([...Drafts.followed.values()].map((state) => state.saved));
    const [drafts, { stored, value }] = [await DraftStore.of(words.signedIn), await outbox()];
    const touches = (await stored("readonly", (entries) => value(entries.getAll()))).filter(unsent).length;
    const lines = drafts.map((draft) => `${draft.name}, ${DraftLine.when(draft.at)}`);
    if (touches) lines.push(dialog.dataset.touches.replace("{number}", touches));
    dialog.querySelector("ul").replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    return lines.length > 0;
  }

  async function throwAway() {
    for (const draft of await DraftStore.of(words.signedIn)) await DraftStore.drop(draft.id);
    Drafts.followed.clear(); // what still stands in a form of this page is not written down again
    const { change, value } = await outbox();
    await change(async (entries) => {
      for (const entry of await value(entries.getAll())) if (unsent(entry)) await value(entries.delete(entry.seq));
    });
  }

  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    // The dialog's own form has no address, and so the page's: on the page for signing out, that is the one looked for.
    if (!dialog || asked || form.method !== "post" || new URL(form.action, location.href).pathname !== words.leave) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // nobody is told of a sign-out that may not come
    const leave = () => { asked = true; DraftLeaving.goOn(form, submitter); };
    if (!(await question().catch(() => false))) return leave();
    dialog.onclose = async () => {
      if (dialog.returnValue === "drop") await throwAway();
      if (["drop", "keep"].includes(dialog.returnValue)) leave();
    };
    dialog.returnValue = "";
    dialog.showModal();
  }, true);
})();
