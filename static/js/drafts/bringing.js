/* Puts back what was typed before: into a page that is opened, and into one whose part htmx has exchanged. */
"use strict";
const DraftBringing = (() => {
  const { words } = DraftLine;
  const { openedOf } = DraftForms;
  const { end, flush, follow, followed, forget, remember } = Drafts;
  let answer = answerOf(words.unstored);
  let caughtUp;

  /* What a page that answers a form shows and has not stored: of which draft, and which fields; none named: all of it. */
  function answerOf(text) {
    const [named, ...names] = (text || "").split(" ");
    return named && { id: named.split(".")[0], names: names.map(decodeURIComponent) };
  }

  function refill(state, fields, opened) {
    Fields.fill(state.form, Object.fromEntries(Object.entries(fields).filter(([name]) => !state.touched.has(name))));
    // A page asks about last night beside what is typed: it goes on asking about its own.
    const same = !state.draft || state.draft.openedNight === DraftForms.openedNight(state.form);
    if (openedOf(state.form) && opened && same) openedOf(state.form).value = opened;
  }

  function offerBack(state) {
    const { form, draft } = state;
    const now = Fields.read(form);
    const before = Object.fromEntries(Object.keys(draft.fields).filter((name) => name in now).map((name) => [name, now[name]]));
    const opened = openedOf(form) && openedOf(form).value;
    const offer = () => DraftLine.say(form, DraftLine.back(draft), [words.draftDrop, drop]);
    function drop() {
      state.touched.clear();
      refill(state, before, opened);
      forget(state);
      DraftLine.say(form, words.draftDropped, [words.draftUndo, undo]).querySelector("button").focus();
    }
    function undo() {
      refill(state, draft.fields, draft.opened);
      remember(state, draft.waiting ? { waiting: 1, to: draft.to, body: draft.body } : {});
      offer().querySelector("button").focus();
    }
    refill(state, draft.fields, draft.opened);
    offer();
  }

  /* What this account typed into the same form before, or into this form about another night. */
  async function bring(state) {
    await caughtUp;
    const drafts = await DraftStore.of(words.signedIn);
    const fits = drafts.filter((draft) => draft.key === state.key);
    const own = sessionStorage.getItem(`draft ${state.key}`);
    const find = (id) => fits.find((draft) => draft.id === id);
    const shows = answer && answer.names.some((name) => state.form.elements.namedItem(name));
    if (answer && (find(answer.id) || shows)) return hold(state, find(answer.id));
    const draft = find(own) || fits[fits.length - 1];
    if (!draft) return elsewhere(state, drafts);
    state.id = draft.id;
    const shown = Fields.read(state.form, true);
    if (Object.entries(draft.fields).every(([name, values]) => Fields.same(values, shown[name]))) {
      await DraftStore.settle(draft.id, draft.rev, () => null); // it is stored: sent, and the answer never came
    } else {
      state.draft = draft;
      offerBack(state);
    }
  }

  function elsewhere(state, drafts) {
    const about = [DraftForms.addressOf(state.form).pathname, DraftForms.nightOf(state.form)];
    const other = about[1] && drafts.find((draft) => draft.action === about[0] && draft.night && draft.night !== about[1]);
    if (other) DraftLine.link(DraftLine.say(state.form, words.draftOther), words.draftPhone, words.phone);
  }

  /* The page itself shows what is not stored; it stays a draft, though the page shows it as if it had come so. */
  function hold(state, draft) {
    state.id = answer.id;
    state.draft = draft || null;
    state.held = new Set(answer.names.length || !draft ? answer.names : Object.keys(draft.fields));
    answer = null;
    remember(state);
  }

  /* htmx is about to put an answer into the page, and then has: what was typed since it was sent is put back. */
  function beforeSwap({ detail }) {
    flush();
    answer = answerOf(detail.xhr && detail.xhr.getResponseHeader("X-Twitchlog-Unstored"));
    for (const state of followed.values()) state.typed = state.draft ? state.draft.fields : {};
  }
  async function afterSwap() {
    const before = [...followed.values()];
    scan();
    for (const state of before.filter((one) => one.form.isConnected)) {
      const since = Object.entries(state.typed || {}).filter(([name, values]) => !Fields.same(values, (state.sent || {})[name]));
      Fields.fill(state.form, Object.fromEntries(since));
      await Promise.all([state.saved, caughtUp]);
      const found = await DraftStore.get(state.id);
      if (answer && answer.id === state.id) hold(state, found);
      else if (state.draft && !found) end(state);
    }
  }

  function scan() {
    caughtUp = DraftStore.catchUp();
    caughtUp.catch(() => {}); // heard of where a draft is looked for
    for (const form of [...followed.keys()].filter((one) => !one.isConnected)) followed.delete(form);
    for (const state of [...document.querySelectorAll("form")].map(follow).filter(Boolean)) {
      state.ready = bring(state).catch(() => {}); // a browser that keeps nothing is complained of when something is typed
    }
  }

  return { afterSwap, beforeSwap, scan };
})();
