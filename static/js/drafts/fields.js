/* What a form shows, what a person made of it, and how that is put back. */
"use strict";

/**
 * @typedef {HTMLInputElement & { options: HTMLOptionsCollection }} FieldElement
 *   an input, a selection or a text area, as its type says
 * @typedef {Record<string, string[]>} FieldValues what stands in fields, by their names
 */

const Fields = (() => {
  const OURS = ["csrfmiddlewaretoken", "opened", "draft", "next"];
  // never written down, and neither is anything like a password
  const SECRET = ["passphrase", "token", "code"];
  const UNTYPED = ["password", "file", "submit", "button", "image", "reset"];

  /** @param {FieldElement} element */
  const fits = (element) =>
    Boolean(element.name) &&
    element.matches("input, select, textarea") &&
    !UNTYPED.includes(element.type) &&
    !OURS.includes(element.name) &&
    !SECRET.includes(element.name);
  /** @param {HTMLFormElement} form */
  const elements = (form) => /** @type {FieldElement[]} */ ([...form.elements]).filter(fits);
  /** @param {HTMLFormElement} form */
  const typed = (form) => elements(form).some((element) => element.type !== "hidden");

  /** @param {FieldElement} element @param {boolean} initial */
  function values(element, initial) {
    if (element.type === "radio" || element.type === "checkbox") {
      return (initial ? element.defaultChecked : element.checked) ? [element.value] : [];
    }
    if (element.tagName !== "SELECT") return [initial ? element.defaultValue : element.value];
    const options = [...element.options];
    const chosen = options.filter((option) => (initial ? option.defaultSelected : option.selected));
    if (initial && !chosen.length && element.type === "select-one")
      chosen.push(...options.slice(0, 1));
    return chosen.map((option) => option.value);
  }

  /** As the page came (`initial`), or as it is now. @param {HTMLFormElement} form */
  function read(form, initial = false) {
    /** @type {FieldValues} */
    const all = {};
    for (const element of elements(form))
      all[element.name] = [...(all[element.name] || []), ...values(element, initial)];
    return all;
  }

  /**
   * Put values back, and open whatever they are folded away in; `untouched` elements stay as they
   * are.
   *
   * @param {HTMLFormElement} form
   * @param {FieldValues} fields
   * @param {Set<Element>} untouched
   */
  function fill(form, fields, untouched = new Set()) {
    /** @type {Record<string, number>} */
    const filled = {};
    for (const element of elements(form)) {
      const wanted = fields[element.name];
      if (!wanted) continue;
      const index = filled[element.name] ?? 0;
      filled[element.name] = index + 1;
      if (untouched.has(element)) continue;
      if (element.type === "radio" || element.type === "checkbox")
        element.checked = wanted.includes(element.value);
      else if (element.tagName === "SELECT")
        [...element.options].forEach((option) => {
          option.selected = wanted.includes(option.value);
        });
      else element.value = wanted[index] ?? "";
      let folded = element.closest("details");
      while (folded) {
        folded.open = true;
        folded = folded.parentElement?.closest("details") || null;
      }
    }
    // a script of the form's own may have to follow
    form.dispatchEvent(new CustomEvent("refilled", { bubbles: true }));
  }

  /**
   * All that would be sent, without the marks of this page and without secrets.
   *
   * @param {HTMLFormElement} form
   * @returns {[string, string][]}
   */
  const body = (form, data = new FormData(form)) =>
    /** @type {[string, string][]} */ ([...data]).filter(
      ([name, value]) =>
        typeof value === "string" &&
        name !== "csrfmiddlewaretoken" &&
        name !== "draft" &&
        !SECRET.includes(name)
    );

  /** @param {unknown} values @param {unknown} others */
  const same = (values, others) => JSON.stringify(values) === JSON.stringify(others);

  return { body, fill, read, same, typed };
})();
