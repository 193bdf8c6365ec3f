/* What was not sent and will not be: shown with its words, to be copied or thrown away. Nothing
leaves the phone unsaid. */
"use strict";
const Unsent = (() => {
  const { part, words, wordOf } = Bedside;
  const [panel, title, list, mark, drop] = [
    "unsent",
    "unsent-title",
    "unsent-list",
    "mark",
    "drop"
  ].map(part);
  const NAMES = /** @type {const} */ (["movement", "side", "rhythm", "woke_them", "snored"]);
  /** @type {StoredSighting[]} */
  let shown = [];

  /** One sighting in a line, by the words of the screen. @param {StoredSighting} sighting */
  function line({ told, problems }) {
    const at = new Date(told.happened_at);
    const local = new Date(Number(at) - at.getTimezoneOffset() * 60000).toISOString();
    const when = `${local.slice(0, 10)} ${local.slice(11, 16)}`;
    const answers = NAMES.filter((name) => told[name]).map((name) => {
      const question = part(`of-${name}`).textContent?.trim();
      return `${question} ${wordOf(name, told[name] || "")}`;
    });
    const why = (problems || []).map(({ message }) => message);
    return [`${when}: ${wordOf("place", told.place)}`, ...answers, ...why].join(" · ");
  }

  /**
   * Show what the server refused, and once the link has ended all that waits.
   *
   * @param {boolean} ended
   */
  async function look(ended) {
    const sightings = await Sightings.all();
    shown = sightings.filter(
      ({ state, waiting }) => state === "refused" || (ended && Boolean(waiting))
    );
    if (ended) await leave(sightings);
    document.body.dataset.ended = ended ? "yes" : "";
    part("pad").hidden = ended;
    part("over").hidden = !ended;
    panel.hidden = !shown.length;
    title.textContent = words.unsent.replace("{n}", String(shown.length));
    list.textContent = shown.map(line).join("\n");
  }

  /** Where nothing waits, nothing of an ended link stays. @param {StoredSighting[]} sightings */
  async function leave(sightings) {
    await Sightings.forget(sightings.filter(({ state }) => state === "sent"));
    if (shown.length) return;
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.unregister();
  }

  // for the phone's own way to copy: no page of ours may use the clipboard
  mark.addEventListener("click", () => getSelection()?.selectAllChildren(list));
  drop.addEventListener("click", async () => {
    if (drop.dataset.sure !== "yes") {
      drop.dataset.sure = "yes";
      drop.textContent = words.sure;
      return;
    }
    await Sightings.forget(shown);
    drop.dataset.sure = "";
    drop.textContent = words.drop;
    await look(document.body.dataset.ended === "yes");
  });

  return { look };
})();
