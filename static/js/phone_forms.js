/* The page "On this phone": forms that were typed into and are not in the diary yet, to open, to
send or to throw away. */
"use strict";
const PhoneForms = (() => {
  /** @typedef {"forms-refused" | "forms-waiting" | "drafts"} FormList */

  const lists = /** @type {HTMLElement} */ (document.getElementById("lists"));
  const words = /** @type {Record<string, string>} */ (lists.dataset);
  /** @type {HTMLElement | null} */
  const script = document.querySelector("script[data-signed-in]");
  const account = script ? script.dataset.signedIn : null;

  /** Changes with what a row shows. @param {Draft} draft */
  const keyOf = (draft) => `${draft.id} ${draft.rev} ${draft.state || ""}`;

  /** A night given as "2026-01-05": "Mon to Tue, 5–6 Jan". @param {string} iso */
  function nightName(iso) {
    const first = new Date(`${iso}T12:00`);
    const next = new Date(first);
    next.setDate(next.getDate() + 1);
    /** @param {Date} on @param {Intl.DateTimeFormatOptions} options */
    const part = (on, options) =>
      new Intl.DateTimeFormat(document.documentElement.lang || "en", options).format(on);
    /** @param {Date} on */
    const month = (on) => part(on, { month: "short" });
    const sameMonth = first.getMonth() === next.getMonth();
    const from = sameMonth ? `${first.getDate()}–` : `${first.getDate()} ${month(first)} – `;
    return words.night
      .replace("{day}", part(first, { weekday: "short" }))
      .replace("{next}", part(next, { weekday: "short" }))
      .replace("{days}", `${from}${next.getDate()} ${month(next)}`);
  }

  /** @param {Draft} draft */
  function rowOf(draft) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("typed"));
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const row = /** @type {HTMLElement} */ (copy.firstElementChild);
    /** @param {string} name */
    const part = (name) => /** @type {HTMLElement} */ (row.querySelector(`[data-part=${name}]`));
    row.dataset.key = keyOf(draft);
    part("name").textContent = draft.night
      ? `${draft.name}, ${nightName(draft.night)}`
      : draft.name;
    part("time").textContent = DraftLine.when(draft.at);
    part("text").textContent = draft.text;
    part("open").setAttribute("href", draft.page);
    part("send").hidden = draft.stays || !draft.night || Boolean(draft.waiting);
    part("send").addEventListener("click", async () => {
      await DraftStore.settle(draft.id, draft.rev, (stored) => ({
        ...stored,
        waiting: 1,
        state: undefined
      }));
      await send();
    });
    const drop = part("drop");
    drop.addEventListener("click", async () => {
      if (drop.textContent !== words.sure) {
        // asked once more before anything is lost
        drop.textContent = words.sure;
        return;
      }
      await DraftStore.drop(draft.id);
      changed();
    });
    return row;
  }

  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (lists.querySelector(`[data-list=${name}]`));

  /* How many forms lie here, whoever typed them; those of the signed-in account are listed. */
  async function show() {
    const drafts = await DraftStore.every();
    const mine = drafts.filter((draft) => draft.account === account);
    /** @type {Record<FormList, Draft[]>} */
    const kinds = { "forms-refused": [], "forms-waiting": [], drafts: [] };
    for (const draft of mine) {
      if (draft.state === "refused") kinds["forms-refused"].push(draft);
      else kinds[draft.waiting ? "forms-waiting" : "drafts"].push(draft);
    }
    part("forms-others").hidden = mine.length === drafts.length;
    for (const [kind, ofKind] of Object.entries(kinds)) {
      const section = part(kind);
      section.hidden = !ofKind.length;
      const list = /** @type {HTMLElement} */ (section.querySelector(".held-entries"));
      // Rows that are there already stay: somebody may be about to press a button of one.
      const children = /** @type {HTMLElement[]} */ ([...list.children]);
      const rows = Object.fromEntries(children.map((row) => [row.dataset.key, row]));
      if (Object.keys(rows).join() !== ofKind.map(keyOf).join())
        list.replaceChildren(...ofKind.map((draft) => rows[keyOf(draft)] || rowOf(draft)));
    }
    return drafts.length;
  }

  // the whole page is looked at again
  const changed = () => lists.dispatchEvent(new Event("changed"));

  async function send() {
    await DraftSending.send();
    changed();
  }

  for (const button of lists.querySelectorAll("[data-send-forms]"))
    button.addEventListener("click", send);

  return { show };
})();
