/* What the parts of the night pad share. They are served as one file, in the order of twitchlog/static.py (docs/adr/0077). */
"use strict";
const Pad = {
  words: document.body.dataset,
  part: (id) => document.getElementById(id),
  later: (work) => work.catch(() => {}), // for what is only a comfort: places, screen lock, background sync
  presses: new Map(), // what is under a finger now, by pointer or key
  unwritten: 0, // touches on their way to the phone's disk
  account: null, // whose touches these are, as far as this phone knows
  latest: null, // the last touch: {entry, before, name}
};
