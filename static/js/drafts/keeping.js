/* Keeps what a person typed into a form of a signed-in page until the server has stored it
(docs/adr/0108). */
"use strict";

/**
 * A form of this page, and the draft of what is typed into it. `along` are fields that are no
 * reason for a draft but kept with one, `held` those that the page showed without having stored
 * them, `touched` those that the person changed; `shown` are its elements before htmx exchanges
 * some.
 *
 * @typedef {object} FollowedForm
 * @property {HTMLFormElement} form
 * @property {string[]} along
 * @property {string} key
 * @property {string} id
 * @property {Draft | null} draft
 * @property {Set<string>} held
 * @property {Set<string>} touched
 * @property {Promise<void>} saved
 * @property {DraftWriting | null} writing
 * @property {number} timer
 * @property {boolean} reading
 * @property {FormData} [data]
 * @property {FieldValues} [sent]
 * @property {FieldValues} [typed]
 * @property {Set<Element>} [shown]
 * @property {Promise<void>} [ready]
 */

const Drafts = (() => {
  const PAUSE = 300; // milliseconds from typing to writing it down
  const { words } = DraftLine;
  /** @type {Map<HTMLFormElement, FollowedForm>} */
  const followed = new Map();
  let complained = false;
  let left = false;

  /** @param {FollowedForm} state */
  function complain(state) {
    if (left) return;
    if (!complained) DraftLine.say(state.form, words.draftRefused);
    complained = true;
  }

  /**
   * Write down what is typed now. Another tab that wrote to the same draft meanwhile keeps it, and
   * this one goes on with its own.
   *
   * @param {FollowedForm} state
   * @param {Partial<Draft>} more
   */
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

  /** @param {FollowedForm} state @param {Draft} draft @param {Draft | null} before */
  function write(state, draft, before) {
    /** @type {DraftWriting} */
    const writing = [draft, before?.rev];
    state.draft = draft;
    state.writing = writing;
    state.saved = state.saved
      .then(async () => {
        const { id } = state;
        draft.id = id;
        state.id = draft.id = await DraftStore.write(...writing);
        DraftHandover.forget(id);
        if (state.writing === writing) state.writing = null;
        sessionStorage.setItem(`draft ${state.key}`, state.id);
      })
      .catch(() => complain(state));
    if (before?.waiting && !draft.waiting) DraftLine.say(state.form, words.draftChanged);
  }

  /** @param {FollowedForm} state */
  function forget(state) {
    state.saved = state.saved
      .then(() => {
        DraftHandover.forget(state.id);
        return DraftStore.drop(state.id);
      })
      .catch(() => complain(state));
    end(state);
  }

  /** @param {FollowedForm} state */
  function end(state) {
    DraftLine.hush(state.form);
    state.draft = state.writing = null;
    state.held.clear();
    state.touched.clear();
  }

  /** @param {HTMLFormElement} form */
  function follow(form) {
    if (followed.has(form) || !DraftForms.isKept(form)) return null;
    // no reason for a draft, but kept with one
    const along = (form.dataset.along || "").split(" ").filter(Boolean);
    /** @type {FollowedForm} */
    const state = {
      form,
      along,
      key: DraftForms.keyOf(form),
      id: DraftStore.newId(),
      draft: null,
      held: new Set(),
      touched: new Set(),
      saved: Promise.resolve(),
      writing: null,
      timer: 0,
      reading: false
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

  /** @param {Event} event */
  function hear(event) {
    const target = /** @type {HTMLInputElement} */ (event.target);
    const form = target.form || target.closest?.("form");
    const state = form && followed.get(form);
    if (!state) return;
    if (event.type !== "click" && target.name) state.touched.add(target.name);
    clearTimeout(state.timer);
    state.timer = setTimeout(remember, PAUSE, state);
    if (event.type === "input") note(state);
  }

  /**
   * Until the pause is over: no engine has time for it when the page is left that moment.
   *
   * @param {FollowedForm} state
   */
  function note(state) {
    if (state.reading) return;
    state.reading = true;
    const fields = DraftForms.typedIn(state);
    const { draft, writing } = state;
    try {
      if (fields && !(draft && Fields.same(fields, draft.fields))) {
        DraftHandover.leave(DraftForms.described(state, fields), draft?.rev, ...revisions(writing));
      } else if (writing) {
        DraftHandover.leave(...writing);
      }
    } catch {
      /* full, or refused: then the database refuses as well, and that is said */
    }
    state.reading = false;
  }

  /** @param {DraftWriting | null} writing */
  function revisions(writing) {
    const [, ...revs] = writing || [];
    return revs;
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
