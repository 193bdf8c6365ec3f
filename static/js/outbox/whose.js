/* Whose outbox this is: the night pad's. A bed partner's link has one of its own
(partner/whose.js). */
"use strict";

/**
 * @typedef {object} OutboxOwner
 * @property {string} name of its store, its lock and its news
 * @property {number} together touches within so many milliseconds are one entry
 * @property {string} session the address that says who is signed in
 * @property {string} address where entries are sent
 * @property {string} list what the list of them is called there
 */

/** @type {OutboxOwner} */
var OUTBOX = {
  name: `twitchlog${APP_PATH}`,
  together: 20000,
  session: `${APP_PATH}/api/session`,
  address: `${APP_PATH}/api/episodes`,
  list: "episodes"
};
