// Offers the time zone that this browser is in, where it differs from the one that is set.
(() => {
  /** @param {string} id */
  const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const select = /** @type {HTMLSelectElement} */ (part("id_time_zone"));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const done = part("this_browser_said");
  const isOffered = [...select.options].some((option) => option.value === zone);
  if (!isOffered || select.value === zone) return;
  part("this_browser_zone").textContent = zone;
  part("this_browser").hidden = false;
  part("use_this_browser").addEventListener("click", () => {
    select.value = zone;
    done.textContent = done.dataset.chosen || "";
  });
})();
