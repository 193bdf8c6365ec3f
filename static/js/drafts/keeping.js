/* Keeps what a person typed into a form of a signed-in page until the server has stored it (docs/adr/0108). */
"use strict";
const Drafts = (() => {
  const PAUSE = 300; // milliseconds from typing to writing it down
  const { words } = DraftLine;
  const followed = new Map();
  let complained = false;
  let left = false;

  function complain(state) {
    if (left) return;
    if (!complained) DraftLine.say(state.form, words.draftRefused);
    complained = true;
  }

  /* Write down what is typed now. Another tab that wrote to the same draft meanwhile keeps it, and this one goes on with its own. */
  function remember(state, more = {}) {
    clearTimeout(state.timer);
    if (state.reading || left) return; // a page being left begins nothing more
    state.reading = true; // looking at a form makes it say that it is being sent
    const fields = DraftForms.typedIn(state);
    const before = state.draft;
    if (!fields) {
      if (before) forget(state);
    } else if (more.waiting || !before || !Fields.same(fields, before.fields)) {
      write(state, { ...DraftForms.described(state, fields), ...more }, before);
    }
    state.reading = false;
  }

  function write(state, draft, before) {
    const writing = [draft, before && before.rev];
    state.draft = draft;
    state.writing = writing;
    state.saved = state.saved.then(async () => {
      const id = draft.id = state.id;
      state.id = draft.id = await DraftStore.write(...writing);
      DraftStore.handedOver(id);
      if (state.writing === writing) state.writing = null;
      sessionStorage.setItem(`draft ${state.key}`, state.id);
    }).catch(() => complain(state));
    if (before && before.waiting && !draft.waiting) DraftLine.say(state.form, words.draftChanged);
  }

  function forget(state) {
    state.saved = state.saved.then(() => {
      DraftStore.handedOver(state.id);
      return DraftStore.drop(state.id);
    }).catch(() => complain(state));
    end(state);
  }

  function end(state) {
    DraftLine.hush(state.form);
    state.draft = state.writing = null;
    state.held.clear();
    state.touched.clear();
  }

  function follow(form) {
    if (followed.has(form) || !DraftForms.kept(form)) return null;
    const along = (form.dataset.along || "").split(" ").filter(Boolean); // no reason for a draft, but kept with one
    const state = {
      form, along, key: DraftForms.keyOf(form), id: DraftStore.newId(), draft: null, held: new Set(), touched: new Set(),
      saved: Promise.resolve(), writing: null, timer: 0, reading: false,
    };
    followed.set(form, state);
    form.addEventListener("formdata", ({ formData }) => {
      if (state.reading) return;
      state.data = formData; // while a form is put together for sending, nobody else may do so
      remember(state);
      state.data = undefined;
      state.sent = state.draft ? state.draft.fields : {};
      if (state.draft) formData.append("draft", `${state.id}.${state.draft.rev}`);
    });
    return state;
  }

  function hear(event) {
    const state = followed.get(event.target.form || (event.target.closest && event.target.closest("form")));
    if (!state) return;
    if (event.type !== "click" && event.target.name) state.touched.add(event.target.name);
    clearTimeout(state.timer);
    state.timer = setTimeout(remember, PAUSE, state);
    if (event.type === "input") note(state);
  }

  /* Until the pause is over: no engine has time for it when the page is left that moment. */
  function note(state) {
    if (state.reading) return;
    state.reading = true;
    const fields = DraftForms.typedIn(state);
    const { draft, writing } = state;
    try {
      if (fields && !(draft && Fields.same(fields, draft.fields))) {
        DraftStore.handOver(DraftForms.described(state, fields), draft && draft.rev, ...(writing || []).slice(1));
      } else if (writing) {
        DraftStore.handOver(...writing);
      }
    } catch { /* full, or refused: then the database refuses as well, and that is said */ }
    state.reading = false;
  }

  function flush() {
    for (const state of followed.values()) if (state.form.isConnected) remember(state);
  }

  function leave() {
    left = true;
    for (const state of followed.values()) {
      clearTimeout(state.timer);
      if (state.form.isConnected) note(state);
    }
    DraftStore.leave();
  }

  return { end, flush, follow, followed, forget, hear, leave, remember };
})();
