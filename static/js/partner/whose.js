/* Whose outbox this is: that of one link. Its store is no other link's, nor the night pad's: its
name is the link's own path, in the page and in the worker that governs that path alone. */
"use strict";

/** @type {{ registration?: { scope: string } }} */
const { registration: governed } = /** @type {any} */ (self);
const LINK = new URL(governed ? governed.scope : location.href).pathname;
/** @type {OutboxOwner} */
var OUTBOX = {
  name: `twitchlog${LINK}`,
  together: 60000,
  session: `${LINK}session`,
  address: `${LINK}sightings`,
  list: "sightings"
};
