/* Which forms are kept as drafts, and what a draft says of its form. */
"use strict";
const DraftForms = (() => {
  // hidden fields that say what a form is about
  const ABOUT = ["pattern", "question", "also", "sheet", "step"];
  const { words } = DraftLine;
  // signing in and out and all of its kind lie together
  const accountPages = words.leave.replace(/[^/]+\/$/, "");

  /** @param {HTMLFormElement} form */
  const addressOf = (form) => new URL(form.getAttribute("action") || location.href, location.href);
  /**
   * The mark of what a page was opened about.
   *
   * @param {HTMLFormElement} form
   * @returns {HTMLInputElement | null}
   */
  const openedOf = (form) => form.querySelector("input[name=opened]");

  /**
   * Something is typed or chosen in it, it is no secret, and no page about the account itself.
   *
   * @param {HTMLFormElement} form
   */
  function isKept(form) {
    return (
      (form.getAttribute("method") || "").toLowerCase() === "post" &&
      !("noDraft" in form.dataset) &&
      Fields.typed(form) &&
      !form.querySelector("[type=password], [type=file]") &&
      !addressOf(form).pathname.startsWith(accountPages)
    );
  }

  /** The night that a form's page was opened about; "" for none. @param {HTMLFormElement} form */
  const openedNight = (form) => openedOf(form)?.dataset.night || "";
  /** The night that a form's fields are about; "" for none. @param {HTMLFormElement} form */
  const nightOf = (form) => ("byNight" in form.dataset ? openedNight(form) : "");

  /** Which form it is, of all pages. @param {HTMLFormElement} form */
  function keyOf(form) {
    const about = /** @type {HTMLInputElement[]} */ ([...form.elements]).filter(
      (element) => element.type === "hidden" && ABOUT.includes(element.name)
    );
    return [
      addressOf(form).pathname,
      ...about.map((element) => `${element.name}=${element.value}`),
      nightOf(form)
    ]
      .join(" ")
      .trim();
  }

  /**
   * Values that differ from what the page showed; null if none of them is the person's.
   *
   * @param {FollowedForm} state
   */
  function typedIn({ form, along, held, touched, draft }) {
    const [now, initial] = [Fields.read(form), Fields.read(form, true)];
    /** @type {FieldValues} */
    const fields = {};
    for (const [name, values] of Object.entries(now)) {
      if (held.has(name) || !Fields.same(values, initial[name])) fields[name] = values;
    }
    if (!Object.keys(fields).some((name) => !along.includes(name) || touched.has(name)))
      return null;
    for (const name of along) if (name in now) fields[name] = now[name];
    for (const [name, values] of Object.entries(draft?.fields || {}))
      if (!(name in now)) fields[name] = values;
    return fields;
  }

  /**
   * The draft of a form in which this was typed, just now.
   *
   * @param {FollowedForm} state
   * @param {FieldValues} fields
   * @returns {Draft}
   */
  function described({ form, id, key, along, data }, fields) {
    const heading = document.querySelector("h1");
    const texts = form.querySelectorAll("textarea, input:not([type]), [type=text]");
    const boxes = /** @type {HTMLInputElement[]} */ ([...texts]).filter(
      (box) => box.name in fields && !along.includes(box.name)
    );
    return {
      id,
      rev: DraftStore.newId(),
      account: words.signedIn,
      key,
      action: addressOf(form).pathname,
      to: addressOf(form).pathname + addressOf(form).search,
      page: location.pathname + location.search,
      name: heading ? (heading.textContent || "").trim() : document.title,
      night: nightOf(form),
      openedNight: openedNight(form),
      stays: "stays" in form.dataset,
      text: boxes
        .map((box) => box.value.trim())
        .filter(Boolean)
        .join(" · ")
        .slice(0, 120),
      opened: openedOf(form)?.value || "",
      fields,
      body: Fields.body(form, data),
      at: Date.now()
    };
  }

  return { addressOf, described, isKept, keyOf, nightOf, openedNight, openedOf, typedIn };
})();
