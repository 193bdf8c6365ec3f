/* What a form shows, what a person made of it, and how that is put back. */
"use strict";
const Fields = (() => {
  const OURS = ["csrfmiddlewaretoken", "opened", "draft", "next"];
  const SECRET = ["passphrase", "token", "code"]; // never written down, and neither is anything like a password
  const UNTYPED = ["password", "file", "submit", "button", "image", "reset"];

  const fits = (element) => Boolean(element.name) && element.matches("input, select, textarea")
    && !UNTYPED.includes(element.type) && !OURS.includes(element.name) && !SECRET.includes(element.name);
  const elements = (form) => [...form.elements].filter(fits);
  const typed = (form) => elements(form).some((element) => element.type !== "hidden");

  function values(element, shown) {
    if (element.type === "radio" || element.type === "checkbox") {
      return (shown ? element.defaultChecked : element.checked) ? [element.value] : [];
    }
    if (element.tagName !== "SELECT") return [shown ? element.defaultValue : element.value];
    const options = [...element.options];
    const chosen = options.filter((option) => (shown ? option.defaultSelected : option.selected));
    if (shown && !chosen.length && element.type === "select-one") chosen.push(...options.slice(0, 1));
    return chosen.map((option) => option.value);
  }

  /* {name: [value, ...]}: as the page came (`shown`), or as it is now. */
  function read(form, shown = false) {
    const all = {};
    for (const element of elements(form)) all[element.name] = [...(all[element.name] || []), ...values(element, shown)];
    return all;
  }

  /* Put values back, and open whatever they are folded away in. */
  function fill(form, fields) {
    const next = {};
    for (const element of elements(form)) {
      const wanted = fields[element.name];
      if (!wanted) continue;
      if (element.type === "radio" || element.type === "checkbox") element.checked = wanted.includes(element.value);
      else if (element.tagName === "SELECT") [...element.options].forEach((option) => { option.selected = wanted.includes(option.value); });
      else element.value = wanted[(next[element.name] = (next[element.name] ?? -1) + 1)] ?? "";
      for (let folded = element.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    }
    form.dispatchEvent(new CustomEvent("refilled", { bubbles: true })); // a script of the form's own may have to follow
  }

  /* All that would be sent, as [[name, value], ...], without the marks of this page and without secrets. */
  const body = (form, data = new FormData(form)) => [...data].filter(([name, value]) => typeof value === "string"
    && name !== "csrfmiddlewaretoken" && name !== "draft" && !SECRET.includes(name));

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  return { body, fill, read, same, typed };
})();
