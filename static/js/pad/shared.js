/* What the parts of the night pad share. They are served as one file, in the order of
twitchlog/static_files/collected_files.py (docs/adr/0077). */
"use strict";

/**
 * What a zone says of a touch; `used` is when it was last touched, in milliseconds of the phone's
 * clock, and `times` how much of a habit it was then (docs/adr/0200). One that stands for many
 * brings the id and the note of its entry along.
 *
 * @typedef {object} Place
 * @property {string} name
 * @property {string} zone
 * @property {string | null} movement
 * @property {string | null} woke
 * @property {string | null} muscle
 * @property {string | null} side
 * @property {string} [sideWord]
 * @property {string} [muscleWord]
 * @property {number} [used]
 * @property {number} [times]
 * @property {string} [id]
 * @property {string | null} [note]
 *
 * @typedef {HTMLElement & { ended: number }} Zone
 *   `ended` is when it was last let go, if it was, in milliseconds since the page was opened
 */

/**
 * What is under a finger or a key; `began` is in milliseconds since the page was opened.
 *
 * @typedef {object} Press
 * @property {Zone} zone
 * @property {Place} place
 * @property {number} began
 * @property {number} seconds
 * @property {StoredEntry | null} entry
 * @property {Promise<boolean>} [saved]
 * @property {number} [slow]
 * @property {number} [beat]
 * @property {number} [late]
 *
 * @typedef {object} Touched
 *   the last touch: its entry, what that was before, and the name of its place
 * @property {StoredEntry} entry
 * @property {StoredEntry | null} before
 * @property {string} name
 */

const Pad = {
  words: /** @type {Record<string, string>} */ (document.body.dataset),
  /** @param {string} id */
  part: (id) => /** @type {HTMLButtonElement & Zone} */ (document.getElementById(id)),
  /**
   * For what is only a comfort, where there is any: places, screen lock, background sync.
   *
   * @param {Promise<unknown> | null | undefined} work
   */
  later: (work) => work?.catch(() => {}),
  /** @type {Map<string | number, Press>} */
  presses: new Map(), // what is under a finger now, by pointer or key
  unwritten: 0, // touches on their way to the phone's disk
  /** @type {string | null} */
  account: null, // whose touches these are, as far as this phone knows
  /** @type {Touched | null} */
  latest: null
};
