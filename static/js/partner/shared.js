/* What the parts of the bed partner's screen share. They are served as one file, in the order of
twitchlog/static_files/collected_files.py. */
"use strict";

/**
 * A sighting as the server takes it, by the names of journal/sightings.py; null where nothing was
 * recorded.
 *
 * @typedef {object} Sighting
 * @property {string} id
 * @property {string} happened_at
 * @property {string} time_zone
 * @property {string} place
 * @property {string | null} movement
 * @property {string | null} side
 * @property {string | null} rhythm
 * @property {string | null} woke_them
 * @property {string | null} snored
 *
 * @typedef {Omit<StoredEntry, "told"> & { told: Sighting }} StoredSighting
 */

const Bedside = {
  words: /** @type {Record<string, string>} */ (document.body.dataset),
  /** @param {string} id */
  part: (id) => /** @type {HTMLElement & HTMLButtonElement} */ (document.getElementById(id)),
  places: /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll("[name=place]")]),
  answers: /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[type=radio]")]),
  /** @param {StoredSighting | null} sighting */
  take(sighting) {
    Bedside.latest = Bedside.spoken = sighting;
  },
  /**
   * The word that the screen has for what was chosen.
   *
   * @param {string} name
   * @param {string} value
   */
  wordOf: (name, value) => {
    const chosen = document.querySelector(`[name=${name}][value=${value}]`);
    const holder = name === "place" ? chosen : chosen?.parentElement;
    return (holder?.textContent || value).trim();
  },
  unwritten: 0, // touches on their way to the phone's disk
  /** @type {StoredSighting | null} */
  latest: null, // more may be said of it
  /** @type {StoredSighting | null} */
  spoken: null, // what the strip speaks of
  /**
   * For what is only a comfort, where there is any: background sync, durable storage.
   *
   * @param {Promise<unknown> | null | undefined} work
   */
  later: (work) => work?.catch(() => {})
};
