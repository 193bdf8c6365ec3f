/* Puts back what was typed before: into a page that is opened, and into one whose part htmx has
exchanged. */
"use strict";
const DraftBringing = (() => {
  const { words } = DraftLine;
  const { openedOf } = DraftForms;
  const { end, flush, follow, followed, forget, remember } = Drafts;
  let answer = answerOf(words.unstored);
  /** @type {Promise<void> | undefined} */
  let caughtUp;

  /**
   * What a page that answers a form shows and has not stored: of which draft, and which fields;
   * none named: all of it.
   *
   * @param {string | null | undefined} text
   */
  function answerOf(text) {
    const [named, ...names] = (text || "").split(" ");
    return named ? { id: named.split(".")[0], names: names.map(decodeURIComponent) } : null;
  }

  /** @param {FollowedForm} state @param {FieldValues} fields @param {string | undefined} opened */
  function refill(state, fields, opened) {
    const mark = openedOf(state.form);
    Fields.fill(
      state.form,
      Object.fromEntries(Object.entries(fields).filter(([name]) => !state.touched.has(name)))
    );
    // A page asks about last night beside what is typed: it goes on asking about its own.
    const same = !state.draft || state.draft.openedNight === DraftForms.openedNight(state.form);
    if (mark && opened && same) mark.value = opened;
  }

  /** @param {FollowedForm} state @param {Draft} draft */
  function offerBack(state, draft) {
    const { form } = state;
    const now = Fields.read(form);
    const before = Object.fromEntries(
      Object.keys(draft.fields)
        .filter((name) => name in now)
        .map((name) => [name, now[name]])
    );
    const opened = openedOf(form)?.value;
    const offer = () => DraftLine.say(form, DraftLine.back(draft), [words.draftDrop, drop]);
    function drop() {
      state.touched.clear();
      refill(state, before, opened);
      forget(state);
      focusButton(DraftLine.say(form, words.draftDropped, [words.draftUndo, undo]));
    }
    function undo() {
      refill(state, draft.fields, draft.opened);
      remember(state, draft.waiting ? { waiting: 1, to: draft.to, body: draft.body } : {});
      focusButton(offer());
    }
    refill(state, draft.fields, draft.opened);
    offer();
  }

  /** @param {HTMLElement} line */
  const focusButton = (line) => line.querySelector("button")?.focus();

  /**
   * What this account typed into the same form before, or into this form about another night.
   *
   * @param {FollowedForm} state
   */
  async function bring(state) {
    await caughtUp;
    const drafts = await DraftStore.of(words.signedIn);
    const fits = drafts.filter((draft) => draft.key === state.key);
    const own = sessionStorage.getItem(`draft ${state.key}`);
    /** @param {string | null} id */
    const find = (id) => fits.find((draft) => draft.id === id);
    const shows = answer?.names.some((name) => state.form.elements.namedItem(name));
    if (answer && (find(answer.id) || shows)) return hold(state, answer, find(answer.id));
    const draft = find(own) || fits[fits.length - 1];
    if (!draft) return elsewhere(state, drafts);
    state.id = draft.id;
    const initial = Fields.read(state.form, true);
    if (
      Object.entries(draft.fields).every(([name, values]) => Fields.same(values, initial[name]))
    ) {
      // it is stored: sent, and the answer never came
      await DraftStore.settle(draft.id, draft.rev, () => null);
    } else {
      state.draft = draft;
      offerBack(state, draft);
    }
  }

  /** @param {FollowedForm} state @param {Draft[]} drafts */
  function elsewhere(state, drafts) {
    const [action, night] = [
      DraftForms.addressOf(state.form).pathname,
      DraftForms.nightOf(state.form)
    ];
    const other =
      night &&
      drafts.find((draft) => draft.action === action && draft.night && draft.night !== night);
    if (other)
      DraftLine.link(DraftLine.say(state.form, words.draftOther), words.draftPhone, words.phone);
  }

  /**
   * The page itself shows what is not stored; it stays a draft, though the page shows it as if it
   * had come so.
   *
   * @param {FollowedForm} state
   * @param {{ id: string, names: string[] }} unstored
   * @param {Draft | undefined} draft
   */
  function hold(state, { id, names }, draft) {
    state.id = id;
    state.draft = draft || null;
    state.held = new Set(names.length || !draft ? names : Object.keys(draft.fields));
    answer = null;
    remember(state);
  }

  /**
   * htmx is about to put an answer into the page, and then has: what was typed since it was sent is
   * put back.
   *
   * @param {HtmxEvent} event
   */
  function beforeSwap({ detail }) {
    flush();
    answer = answerOf(detail.xhr?.getResponseHeader("X-Twitchlog-Unstored"));
    for (const state of followed.values()) {
      state.typed = state.draft ? state.draft.fields : {};
      state.shown = new Set(state.form.elements);
    }
  }
  async function afterSwap() {
    const before = [...followed.values()];
    scan();
    for (const state of before.filter(({ form }) => form.isConnected)) {
      const since = Object.entries(state.typed || {}).filter(
        ([name, values]) => !Fields.same(values, state.sent?.[name])
      );
      // what was not exchanged holds more by now: between the two a person goes on typing
      Fields.fill(state.form, Object.fromEntries(since), state.shown);
      await Promise.all([state.saved, caughtUp]);
      const stored = await DraftStore.get(state.id);
      if (answer?.id === state.id) hold(state, answer, stored);
      else if (state.draft && !stored) end(state);
    }
  }

  function scan() {
    caughtUp = DraftHandover.catchUp();
    caughtUp.catch(() => {}); // heard of where a draft is looked for
    for (const form of [...followed.keys()].filter(({ isConnected }) => !isConnected))
      followed.delete(form);
    for (const state of [...document.querySelectorAll("form")].map(follow)) {
      if (!state) continue;
      // a browser that keeps nothing is complained of when something is typed
      state.ready = bring(state).catch(() => {});
    }
  }

  return { afterSwap, beforeSwap, scan };
})();
