/* The page "On this phone": what the outbox still holds, for the person to mend, to claim or to throw away. */
"use strict";
(() => {
  const part = (id) => document.getElementById(id);
  const lists = part("lists");
  const words = lists.dataset;
  const wordsOf = (field) => Object.fromEntries([...part("mend").content.querySelectorAll(`[name=${field}] option`)].map((one) => [one.value, one.text]));
  const [movements, muscles, sides] = ["movement", "muscle", "side"].map(wordsOf);

  const put = (entry) => Outbox.change((entries) => Outbox.value(entries.put(entry)));
  const local = (iso) => {
    const at = new Date(iso);
    return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  };

  // As everywhere: the day first, 24 hours. "en" alone would have the month first and "11:36 AM".
  function written(at) {
    const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long" }).format(at);
    const two = (number) => String(number).padStart(2, "0");
    return `${at.getDate()} ${month} ${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`;
  }

  const key = (entry) => `${entry.seq} ${entry.settled || ""}`;

  function form(entry) {
    const shown = part("mend").content.cloneNode(true).firstElementChild;
    for (const [name, value] of Object.entries(entry.told)) if (shown.elements[name]) shown.elements[name].value = value ?? "";
    shown.elements.happened_at.value = local(entry.told.happened_at);
    shown.addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = { ...entry.told };
      for (const name of ["muscle", "side", "movement"]) told[name] = shown.elements[name].value || null;
      for (const name of ["count", "duration_seconds"]) told[name] = shown.elements[name].value ? Number(shown.elements[name].value) : null;
      told.time_zone = shown.elements.time_zone.value;
      if (shown.elements.happened_at.value !== local(told.happened_at)) told.happened_at = new Date(shown.elements.happened_at.value).toISOString();
      await put({ ...entry, told, state: "waiting", waiting: 1, problems: null });
      await send();
    });
    droppable(shown.querySelector("[data-drop]"), entry);
    return shown;
  }

  function droppable(drop, entry) {
    drop.addEventListener("click", async () => {
      if (drop.textContent !== words.sure) { // asked once more before anything is lost
        drop.textContent = words.sure;
        return;
      }
      await Outbox.change((entries) => Outbox.value(entries.delete(entry.seq)));
      await show();
    });
  }

  function row(entry, kind) {
    const mendable = kind === "refused";
    const shown = part("entry").content.cloneNode(true).firstElementChild;
    shown.dataset.key = key(entry);
    const { movement, muscle, side, happened_at: at } = entry.told;
    const said = [movement && movements[movement], muscle && (muscles[muscle] || muscle), side && sides[side].toLowerCase()];
    shown.querySelector(".held-place").textContent = said.filter(Boolean).join(", ");
    shown.querySelector(".held-time").textContent = written(new Date(at));
    const problems = mendable ? entry.problems || [] : [];
    shown.querySelector(".held-problems").append(...problems.map((problem) => {
      const line = document.createElement("li");
      line.textContent = problem.message || words.unread;
      return line;
    }));
    const actions = shown.querySelector(".held-actions");
    if (mendable) actions.replaceWith(form(entry));
    else if (kind === "nobody") droppable(actions.firstElementChild, entry);
    else actions.remove();
    return shown;
  }

  async function show() {
    const entries = (await Outbox.stored("readonly", (all) => Outbox.value(all.getAll()))).filter((entry) => entry.state !== "sent");
    const known = await Outbox.setting("account");
    const kinds = { refused: [], nobody: [], waiting: [], others: [] };
    for (const entry of entries) {
      if (!entry.account) kinds.nobody.push(entry);
      else if (entry.account !== known) kinds.others.push(entry);
      else if (entry.state === "refused") kinds.refused.push(entry);
      else kinds.waiting.push(entry);
    }
    for (const [kind, some] of Object.entries(kinds)) {
      const section = lists.querySelector(`[data-list=${kind}]`);
      section.hidden = !some.length;
      const list = section.querySelector(".held-entries");
      if (!list || !words.signedIn) continue;
      // Rows that are there already stay: somebody may be writing in one.
      const rows = Object.fromEntries([...list.children].map((shown) => [shown.dataset.key, shown]));
      if (Object.keys(rows).join() === some.map(key).join()) continue;
      list.replaceChildren(...some.map((entry) => rows[key(entry)] || row(entry, kind)));
    }
    part("said").textContent = entries.length + (await PhoneForms.show()) ? "" : words.empty;
    return kinds;
  }

  async function send() {
    await Outbox.send(true);
    await DraftSending.send();
    await show();
  }

  if (part("send")) part("send").addEventListener("click", send);
  if (part("mine")) part("mine").addEventListener("click", async () => {
    const { nobody } = await show();
    await Outbox.claim(nobody.map((entry) => entry.seq), await Outbox.setting("account"));
    await send();
  });
  Outbox.news.addEventListener("message", show);
  lists.addEventListener("changed", show);
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist(); // by day, a browser may ask about it
  show().then(() => (words.signedIn ? send() : null)).catch(() => { part("said").textContent = words.failed; });
})();
