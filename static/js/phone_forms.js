/* The page "On this phone": forms that were typed into and are not in the diary yet, to open, to send or to throw away. */
"use strict";
const PhoneForms = (() => {
  const lists = document.getElementById("lists");
  const words = lists.dataset;
  const account = document.querySelector("script[data-signed-in]");
  const mine = account ? account.dataset.signedIn : null;

  const keyOf = (draft) => `${draft.id} ${draft.rev} ${draft.state || ""}`;

  function row(draft) {
    const shown = document.getElementById("typed").content.cloneNode(true).firstElementChild;
    const part = (name) => shown.querySelector(`[data-part=${name}]`);
    shown.dataset.key = keyOf(draft);
    part("name").textContent = draft.night ? `${draft.name}, ${words.night.replace("{night}", DraftLine.day(draft.night))}` : draft.name;
    part("time").textContent = DraftLine.when(draft.at);
    part("text").textContent = draft.text;
    part("open").href = draft.page;
    part("send").hidden = draft.stays || !draft.night || Boolean(draft.waiting);
    part("send").addEventListener("click", async () => {
      await DraftStore.settle(draft.id, draft.rev, (found) => ({ ...found, waiting: 1, state: undefined }));
      await send();
    });
    const drop = part("drop");
    drop.addEventListener("click", async () => {
      if (drop.textContent !== words.sure) { // asked once more before anything is lost
        drop.textContent = words.sure;
        return;
      }
      await DraftStore.drop(draft.id);
      changed();
    });
    return shown;
  }

  /* How many forms lie here, whoever typed them; those of the signed-in account are listed. */
  async function show() {
    const drafts = await DraftStore.every();
    const kinds = { "forms-refused": [], "forms-waiting": [], drafts: [], others: [] };
    for (const draft of drafts) {
      if (draft.account !== mine) kinds.others.push(draft);
      else if (draft.state === "refused") kinds["forms-refused"].push(draft);
      else kinds[draft.waiting ? "forms-waiting" : "drafts"].push(draft);
    }
    lists.querySelector("[data-list=forms-others]").hidden = !kinds.others.length;
    delete kinds.others;
    for (const [kind, some] of Object.entries(kinds)) {
      const section = lists.querySelector(`[data-list=${kind}]`);
      section.hidden = !some.length;
      const list = section.querySelector(".held-entries");
      // Rows that are there already stay: somebody may be about to press a button of one.
      const rows = Object.fromEntries([...list.children].map((shown) => [shown.dataset.key, shown]));
      if (Object.keys(rows).join() !== some.map(keyOf).join()) list.replaceChildren(...some.map((draft) => rows[keyOf(draft)] || row(draft)));
    }
    return drafts.length;
  }

  const changed = () => lists.dispatchEvent(new Event("changed")); // the whole page is looked at again

  async function send() {
    await DraftSending.send();
    changed();
  }

  for (const button of lists.querySelectorAll("[data-send-forms]")) button.addEventListener("click", send);

  return { show };
})();
