/* Leaving a page by a form: only once the server can be reached. Without a network the person stays
where they are with all they typed, and what they saved waits on this phone (docs/adr/0109). */
"use strict";
const DraftLeaving = (() => {
  const PATIENCE = 8000; // for the server's sign of life
  const LONGEST = 300000; // between two tries
  const GATEWAYS = [502, 503, 504]; // a proxy answers for a server that does not
  const { words } = DraftLine;
  const { followed } = Drafts;
  /** @type {Set<HTMLFormElement>[]} */
  const [asking, passing] = [new Set(), new Set()];
  let failures = 0;
  let timer = 0;

  async function reachable() {
    if (navigator.onLine === false) return false;
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(words.reach, {
        cache: "no-store",
        redirect: "error",
        signal: stop.signal
      });
      return answer.headers.has("X-Twitchlog"); // and not a hotel's portal
    } catch {
      return false;
    } finally {
      clearTimeout(late);
    }
  }

  /**
   * As if it were sent for the first time, by the same button; requestSubmit() is too young.
   *
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} submitter
   */
  function goOn(form, submitter) {
    passing.add(form);
    if (submitter) submitter.click();
    else form.submit();
    passing.delete(form);
  }

  /**
   * Say that it was not sent, and have it wait where the server may be sent it later.
   *
   * @param {FollowedForm} state
   * @param {Draft} draft
   * @param {HTMLButtonElement | null | undefined} submitter
   */
  function stay(state, draft, submitter) {
    const elsewhere = submitter?.hasAttribute("formaction") ? submitter : null;
    const waits = !draft.stays && (!elsewhere || "waits" in elsewhere.dataset);
    const { pathname, search } = elsewhere
      ? new URL(elsewhere.formAction)
      : DraftForms.addressOf(state.form);
    /** @type {[string, string][]} */
    const pressed = submitter?.name ? [[submitter.name, submitter.value]] : [];
    if (waits)
      Drafts.remember(state, {
        waiting: 1,
        to: pathname + search,
        body: [...Fields.body(state.form), ...pressed]
      });
    const line = DraftLine.say(state.form, waits ? words.draftWaits : words.draftOffline);
    DraftLine.link(line, words.draftPhone, words.phone);
    line.scrollIntoView({ block: "center" });
    plan();
    if (navigator.serviceWorker)
      navigator.serviceWorker.ready.then((ready) => ready.sync?.register("drafts")).catch(() => {});
  }

  document.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const submitter = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const state = followed.get(form);
    if (event.defaultPrevented || !state || passing.has(form)) return;
    Drafts.remember(state);
    if (!state.draft) return; // nothing typed, nothing lost
    event.preventDefault();
    if (asking.has(form)) return;
    asking.add(form);
    const arrives = await reachable();
    asking.delete(form);
    if (arrives) goOn(form, submitter);
    else stay(state, state.draft, submitter);
  });

  /**
   * What htmx sends leaves no page; if it does not arrive, the same is said.
   *
   * @param {HtmxEvent} event
   */
  function unsent(event) {
    const { elt, xhr, requestConfig } = event.detail;
    const state = followed.get(elt);
    if (!state || (event.type === "htmx:responseError" && !GATEWAYS.includes(xhr.status))) return;
    Drafts.remember(state);
    if (state.draft) stay(state, state.draft, requestConfig.triggeringEvent?.submitter);
  }
  for (const name of /** @type {const} */ (["htmx:sendError", "htmx:responseError"]))
    document.addEventListener(name, unsent);

  function plan() {
    clearTimeout(timer);
    timer = setTimeout(
      () => deliver().catch(() => {}),
      Math.min(LONGEST, 2000 * 2 ** failures) * (0.75 + Math.random() / 2)
    );
    failures += 1;
  }

  async function deliver() {
    const owed = (await DraftStore.of(words.signedIn)).some((draft) => draft.waiting);
    if (!owed) return;
    const ended = await DraftSending.send();
    if (ended.state === "empty") failures = 0;
    else plan();
    for (const state of followed.values()) await tell(state);
  }

  /** What has become of a form of this page that waited. @param {FollowedForm} state */
  async function tell(state) {
    const { draft } = state;
    if (!draft?.waiting) return;
    const stored = await DraftStore.get(state.id);
    if (!stored || (!stored.waiting && !stored.state)) {
      // the server's own words are on it
      DraftHandover.unlessLeaving(() => location.assign(draft.page));
    } else if (stored.state === "refused" && stored.rev === draft.rev) {
      state.draft = stored;
      DraftLine.say(state.form, words.draftSent);
    }
  }

  const wake = () => {
    failures = 0;
    deliver().catch(() => {});
  }; // a browser that keeps nothing has nothing to send

  return { goOn, wake };
})();
