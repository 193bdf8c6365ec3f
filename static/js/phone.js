/* The page "On this phone": what the outbox still holds, for the person to mend, to claim or to
throw away. */
"use strict";
(() => {
  /** @typedef {"refused" | "nobody" | "waiting" | "others"} List */

  /** @param {string} id */
  const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const lists = part("lists");
  const words = /** @type {Record<string, string>} */ (lists.dataset);
  /** A new copy of what a template holds. @param {string} id */
  const copyOf = (id) =>
    /** @type {HTMLElement} */ (
      /** @type {DocumentFragment} */ (
        /** @type {HTMLTemplateElement} */ (part(id)).content.cloneNode(true)
      ).firstElementChild
    );
  /**
   * The choices of a field, by their values.
   *
   * @param {string} field
   * @returns {Record<string, string>}
   */
  const wordsOf = (field) => {
    /** @type {NodeListOf<HTMLOptionElement>} */
    const options = copyOf("mend").querySelectorAll(`[name=${field}] option`);
    return Object.fromEntries([...options].map(({ value, text }) => [value, text]));
  };
  const [movements, muscles, sides] = ["movement", "muscle", "side"].map(wordsOf);

  /** @param {StoredEntry} entry */
  const put = (entry) => PhoneStore.change((entries) => PhoneStore.value(entries.put(entry)));
  /** A time as the field takes it, by this phone's clock. @param {string} iso */
  const local = (iso) => {
    const at = new Date(iso);
    return new Date(Number(at) - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  };

  /**
   * As everywhere: the day first, 24 hours. "en" alone would have the month first and "11:36 AM".
   *
   * @param {Date} at
   */
  function written(at) {
    const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long" }).format(
      at
    );
    /** @param {number} number */
    const two = (number) => String(number).padStart(2, "0");
    const date = `${at.getDate()} ${month} ${at.getFullYear()}`;
    return `${date}, ${two(at.getHours())}:${two(at.getMinutes())}`;
  }

  /** Changes with what a row shows. @param {StoredEntry} entry */
  const key = (entry) => `${entry.seq} ${entry.settled || ""}`;

  /** A form in which an entry can be mended. @param {StoredEntry} entry */
  function formOf(entry) {
    const form = /** @type {HTMLFormElement} */ (copyOf("mend"));
    /** @param {keyof Entry} name */
    const field = (name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
    /** @param {keyof Entry} name */
    const text = (name) => field(name)?.value || null;
    /** @param {keyof Entry} name */
    const number = (name) => (text(name) ? Number(text(name)) : null);
    const happenedAt = /** @type {HTMLInputElement} */ (field("happened_at"));
    for (const name of /** @type {(keyof Entry)[]} */ (Object.keys(entry.told))) {
      const input = field(name);
      if (input) input.value = String(entry.told[name] ?? "");
    }
    happenedAt.value = local(entry.told.happened_at);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      /** @type {Entry} */
      const mended = {
        ...entry.told,
        movement: text("movement"),
        muscle: text("muscle"),
        side: text("side"),
        count: /** @type {number} */ (number("count")), // none is for the server to refuse
        duration_seconds: number("duration_seconds"),
        time_zone: text("time_zone") || ""
      };
      if (happenedAt.value !== local(mended.happened_at))
        mended.happened_at = new Date(happenedAt.value).toISOString();
      await put({ ...entry, told: mended, state: "waiting", waiting: 1, problems: null });
      await send();
    });
    droppable(/** @type {Element} */ (form.querySelector("[data-drop]")), entry);
    return form;
  }

  /** Has a button throw an entry away. @param {Element} drop @param {StoredEntry} entry */
  function droppable(drop, entry) {
    drop.addEventListener("click", async () => {
      if (drop.textContent !== words.sure) {
        // asked once more before anything is lost
        drop.textContent = words.sure;
        return;
      }
      await PhoneStore.change((entries) => PhoneStore.value(entries.delete(entry.seq)));
      await show();
    });
  }

  /** @param {StoredEntry} entry @param {List} kind */
  function rowOf(entry, kind) {
    const mendable = kind === "refused";
    const row = copyOf("entry");
    /** @param {string} selector */
    const cell = (selector) => /** @type {HTMLElement} */ (row.querySelector(selector));
    row.dataset.key = key(entry);
    const { movement, muscle, side, happened_at: at } = entry.told;
    const place = [
      movement && movements[movement],
      muscle && (muscles[muscle] || muscle),
      side && sides[side].toLowerCase()
    ];
    cell(".held-place").textContent = place.filter(Boolean).join(", ");
    cell(".held-time").textContent = written(new Date(at));
    const problems = mendable ? entry.problems || [] : [];
    cell(".held-problems").append(
      ...problems.map((problem) => {
        const line = document.createElement("li");
        line.textContent = problem.message || words.unread;
        return line;
      })
    );
    const actions = cell(".held-actions");
    if (mendable) actions.replaceWith(formOf(entry));
    else if (kind === "nobody") droppable(actions.children[0], entry);
    else actions.remove();
    return row;
  }

  async function show() {
    const entries = (await Outbox.all()).filter((entry) => entry.state !== "sent");
    const account = await PhoneStore.setting("account");
    /** @type {Record<List, StoredEntry[]>} */
    const kinds = { refused: [], nobody: [], waiting: [], others: [] };
    for (const entry of entries) {
      if (!entry.account) kinds.nobody.push(entry);
      else if (entry.account !== account) kinds.others.push(entry);
      else if (entry.state === "refused") kinds.refused.push(entry);
      else kinds.waiting.push(entry);
    }
    for (const kind of /** @type {List[]} */ (Object.keys(kinds))) {
      const ofKind = kinds[kind];
      const section = /** @type {HTMLElement} */ (lists.querySelector(`[data-list=${kind}]`));
      section.hidden = !ofKind.length;
      const list = section.querySelector(".held-entries");
      if (!list || !words.signedIn) continue;
      // Rows that are there already stay: somebody may be writing in one.
      const children = /** @type {HTMLElement[]} */ ([...list.children]);
      const rows = Object.fromEntries(children.map((row) => [row.dataset.key, row]));
      if (Object.keys(rows).join() === ofKind.map(key).join()) continue;
      list.replaceChildren(...ofKind.map((entry) => rows[key(entry)] || rowOf(entry, kind)));
    }
    part("said").textContent = entries.length + (await PhoneForms.show()) ? "" : words.empty;
    return kinds;
  }

  async function send() {
    await Delivery.send(true);
    await DraftSending.send();
    await show();
  }

  if (part("send")) part("send").addEventListener("click", send);
  if (part("mine"))
    part("mine").addEventListener("click", async () => {
      const { nobody } = await show();
      await Outbox.claim(
        nobody.map((entry) => entry.seq),
        await PhoneStore.setting("account")
      );
      await send();
    });
  PhoneStore.news.addEventListener("message", show);
  lists.addEventListener("changed", show);
  if (navigator.storage?.persist) navigator.storage.persist(); // by day, a browser may ask about it
  show()
    .then(() => (words.signedIn ? send() : null))
    .catch(() => {
      part("said").textContent = words.failed;
    });
})();
