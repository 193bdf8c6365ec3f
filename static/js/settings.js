// Offers the time zone that this browser is in, where it differs from the one that is set.
(() => {
  const select = document.getElementById("id_time_zone");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offer = document.getElementById("this_browser");
  const said = document.getElementById("this_browser_said");
  const known = [...select.options].some((option) => option.value === zone);
  if (!known || select.value === zone) return;
  document.getElementById("this_browser_zone").textContent = zone;
  offer.hidden = false;
  document.getElementById("use_this_browser").addEventListener("click", () => {
    select.value = zone;
    said.textContent = said.dataset.chosen;
  });
})();
