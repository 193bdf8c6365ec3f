/* From a page that is being left to the next: it has no time for the database, so its last words go
another way. */
"use strict";

/**
 * @typedef {[Draft, ...(string | undefined)[]]} DraftWriting
 *   a draft, and the revisions that it is the next of
 */

const DraftHandover = (() => {
  const LAST = `twitchlog-draft${APP_PATH}-`;
  const LEAVING = 10000; // in milliseconds: from a link that was followed to a page that stayed
  let followed = 0;

  addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (link && !event.defaultPrevented) followed = Date.now();
  });
  addEventListener("pageshow", () => {
    followed = 0;
  });

  /**
   * What moves a page by itself must not call back a person who has just followed a link.
   *
   * @param {() => void} step done at once, or once it is plain that the page was not left
   */
  function unlessLeaving(step) {
    const wait = followed + LEAVING - Date.now();
    if (wait > 0) setTimeout(() => unlessLeaving(step), wait);
    else step();
  }

  /**
   * What a page could not write to the database itself, the next one takes over.
   *
   * @param {DraftWriting} writing
   */
  const leave = (...writing) => localStorage.setItem(LAST + writing[0].id, JSON.stringify(writing));
  /** The database has it by now. @param {string} id */
  const forget = (id) => localStorage.removeItem(LAST + id);

  /* What happened since the page before: its last words, and what the server says, by cookies, that
  it has stored. */
  async function catchUp() {
    for (const name of Object.keys(localStorage).filter((key) => key.startsWith(LAST))) {
      /** @type {DraftWriting} */
      const writing = JSON.parse(localStorage.getItem(name) || "");
      await DraftStore.write(...writing);
      localStorage.removeItem(name);
    }
    for (const cookie of document.cookie.split("; ")) {
      const [, name, id, rev] =
        /^((?:__Host-|__Secure-)?twitchlog-stored-([\w-]+))=([\w-]+)$/.exec(cookie) || [];
      if (!id) continue;
      await DraftStore.settle(id, rev, () => null);
      const secure = name.startsWith("__") ? "; secure" : "";
      document.cookie = `${name}=; path=${APP_PATH}/; max-age=0; samesite=lax${secure}`;
    }
  }

  return { catchUp, forget, leave, unlessLeaving };
})();
