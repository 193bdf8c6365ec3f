/* Leaving a page by a form: only once the server can be reached. Without a network the person stays where they are with all they
typed, and what they saved waits on this phone (docs/adr/0109). */
"use strict";
const DraftLeaving = (() => {
  const PATIENCE = 8000; // for the server's sign of life
  const LONGEST = 300000; // between two tries
  const GATEWAYS = [502, 503, 504]; // a proxy answers for a server that does not
  const { words } = DraftLine;
  const { followed } = Drafts;
  const [asking, passing] = [new Set(), new Set()];
  let failures = 0;
  let timer = 0;

  async function reachable() {
    if (navigator.onLine === false) return false;
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(words.reach, { cache: "no-store", redirect: "error", signal: stop.signal });
      return answer.headers.has("X-Twitchlog"); // and not a hotel's portal
    } catch {
      return false;
    } finally {
      clearTimeout(late);
    }
  }

  /* As if it were sent for the first time, by the same button; requestSubmit() is too young. */
  function goOn(form, submitter) {
    passing.add(form);
    if (submitter) submitter.click();
    else form.submit();
    passing.delete(form);
  }

  function stay(state, submitter) {
    const elsewhere = submitter && submitter.hasAttribute("formaction");
    const waits = !state.draft.stays && (!elsewhere || "waits" in submitter.dataset);
    const { pathname, search } = elsewhere ? new URL(submitter.formAction) : DraftForms.addressOf(state.form);
    const pressed = submitter && submitter.name ? [[submitter.name, submitter.value]] : [];
    if (waits) Drafts.remember(state, { waiting: 1, to: pathname + search, body: [...Fields.body(state.form), ...pressed] });
    const line = DraftLine.say(state.form, waits ? words.draftWaits : words.draftOffline);
    DraftLine.link(line, words.draftPhone, words.phone);
    line.scrollIntoView({ block: "center" });
    plan();
    if (navigator.serviceWorker) navigator.serviceWorker.ready.then((ready) => ready.sync && ready.sync.register("drafts")).catch(() => {});
  }

  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    const state = followed.get(form);
    if (event.defaultPrevented || !state || passing.has(form)) return;
    Drafts.remember(state);
    if (!state.draft) return; // nothing typed, nothing lost
    event.preventDefault();
    if (asking.has(form)) return;
    asking.add(form);
    const there = await reachable();
    asking.delete(form);
    if (there) goOn(form, submitter);
    else stay(state, submitter);
  });

  // What htmx sends leaves no page; if it does not arrive, the same is said.
  function unsent(event) {
    const { elt, xhr, requestConfig } = event.detail;
    const state = followed.get(elt);
    if (!state || (event.type === "htmx:responseError" && !GATEWAYS.includes(xhr.status))) return;
    Drafts.remember(state);
    if (state.draft) stay(state, requestConfig.triggeringEvent && requestConfig.triggeringEvent.submitter);
  }
  for (const name of ["htmx:sendError", "htmx:responseError"]) document.addEventListener(name, unsent);

  function plan() {
    clearTimeout(timer);
    timer = setTimeout(() => deliver().catch(() => {}), Math.min(LONGEST, 2000 * 2 ** failures) * (0.75 + Math.random() / 2));
    failures += 1;
  }

  async function deliver() {
    const owed = (await DraftStore.of(words.signedIn)).some((draft) => draft.waiting);
    if (!owed) return;
    const { state } = await DraftSending.send();
    if (state === "empty") failures = 0;
    else plan();
    for (const one of followed.values()) await tell(one);
  }

  /* What has become of a form of this page that waited. */
  async function tell(state) {
    if (!state.draft || !state.draft.waiting) return;
    const found = await DraftStore.get(state.id);
    if (!found || (!found.waiting && !found.state)) {
      location.assign(state.draft.page); // the server's own words are on it
    } else if (found.state === "refused" && found.rev === state.draft.rev) {
      state.draft = found;
      DraftLine.say(state.form, words.draftSent);
    }
  }

  const wake = () => { failures = 0; deliver().catch(() => {}); }; // a browser that keeps nothing has nothing to send

  return { goOn, wake };
})();
