/* Signing out: what lies on this phone and is not in the diary is asked about first
(docs/adr/0108). */
"use strict";
(() => {
  const { words } = DraftLine;
  const dialog = /** @type {HTMLDialogElement | null} */ (
    document.getElementById("leave-question")
  );
  let answered = false;

  /** @type {Promise<unknown> | null} */
  let loading = null;
  /* Once it is there, the phone's store may be used: few pages have its script along. */
  async function outbox() {
    if (typeof Outbox !== "undefined") return;
    loading ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = words.outbox;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }).finally(() => {
      loading = null;
    });
    await loading;
  }
  /** @param {StoredEntry} entry */
  const unsent = (entry) => entry.account === words.signedIn && entry.state !== "sent";

  /**
   * Whether there is anything to ask about, which is then listed.
   *
   * @param {HTMLDialogElement} dialog
   */
  async function list(dialog) {
    Drafts.flush();
    await Promise.all([...Drafts.followed.values()].map((state) => state.saved));
    const drafts = await DraftStore.of(words.signedIn);
    await outbox();
    const touches = (await Outbox.all()).filter(unsent).length;
    const lines = drafts.map((draft) => `${draft.name}, ${DraftLine.when(draft.at)}`);
    if (touches) lines.push((dialog.dataset.touches || "").replace("{number}", String(touches)));
    dialog
      .querySelector("ul")
      ?.replaceChildren(
        ...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text }))
      );
    return lines.length > 0;
  }

  async function throwAway() {
    for (const draft of await DraftStore.of(words.signedIn)) await DraftStore.drop(draft.id);
    Drafts.followed.clear(); // what still stands in a form of this page is not written down again
    await outbox();
    const { change, value } = PhoneStore;
    await change(async (entries) => {
      for (const entry of await value(entries.getAll()))
        if (unsent(entry)) await value(entries.delete(entry.seq));
    });
  }

  document.addEventListener(
    "submit",
    async (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target);
      // The dialog's own form has no address, and so the page's: on the page for signing out, that
      // is the one looked for.
      if (
        !dialog ||
        answered ||
        form.method !== "post" ||
        new URL(form.action, location.href).pathname !== words.leave
      )
        return;
      event.preventDefault();
      event.stopImmediatePropagation(); // nobody is told of a sign-out that may not come
      const leave = () => {
        answered = true;
        DraftLeaving.goOn(form, event.submitter);
      };
      if (!(await list(dialog).catch(() => false))) return leave();
      dialog.onclose = async () => {
        if (dialog.returnValue === "drop") await throwAway();
        if (["drop", "keep"].includes(dialog.returnValue)) leave();
      };
      dialog.returnValue = "";
      dialog.showModal();
    },
    true
  );
})();
