/* {% load static %}The service worker of one bed partner's link: keeps its screen for opening
without a network, and sends its outbox in the background. It governs this link's addresses alone.
*/
"use strict";
const RELEASE = "{{ screen.release }}";
const FILES = "{% for asset in screen.assets %}{{ asset }} {% endfor %}".trim().split(" ");
const ASSETS = "{% get_static_prefix %}";
const PATIENCE = 60000; // for one part of the shell
const KEPT = 7 * 86400000; // a sent sighting stays on the phone for a week (docs/adr/0174)

importScripts("{{ screen.outbox }}");

const OURS = `twitchlog-partner-${LINK}`;
const CACHE = `${OURS}${RELEASE}`;
const SHELL = [LINK, ...FILES];

/** @param {number} wait in milliseconds */
function within(wait) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), wait);
  return stop.signal;
}

/* All or nothing: a screen of one release with scripts of another would not work. */
async function keepShell() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    SHELL.map(async (address) => {
      const answer = await fetch(address, {
        cache: address === LINK ? "no-cache" : "default",
        redirect: "error",
        signal: within(PATIENCE)
      });
      if (!answer.ok) throw new Error(`${answer.status}`);
      if (address === LINK && !(await answer.clone().text()).includes(RELEASE))
        throw new Error("another release is being put in place");
      await cache.put(address, answer);
    })
  );
}

/* A browser short of room may have taken some of it away (docs/adr/0173). */
async function mendShell() {
  const requests = await (await caches.open(CACHE)).keys();
  const paths = requests.map((request) => new URL(request.url).pathname);
  if (!SHELL.every((path) => paths.includes(path))) await keepShell();
}

/* Older shells go, but for the one before this: a page of it may be loading at this moment. */
async function clear() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  for (const name of others.slice(0, -1)) await caches.delete(name);
}

/** @param {string} path */
async function stored(path) {
  const current = await (await caches.open(CACHE)).match(path).catch(() => null);
  if (current || path === LINK) return current;
  for (const name of (await caches.keys()).filter((each) => each.startsWith(OURS))) {
    const older = await (await caches.open(name)).match(path);
    if (older) return older;
  }
  return null;
}

/* Sent sightings go after a week; those not sent, never. */
const tidy = () =>
  PhoneStore.change(async (entries) => {
    for (const entry of await PhoneStore.value(entries.getAll())) {
      if (entry.state === "sent" && Math.abs(Date.now() - Number(entry.settled)) > KEPT)
        await PhoneStore.value(entries.delete(entry.seq));
    }
  });

/** @param {number} wait in milliseconds @returns {Promise<void>} */
const pause = (wait) =>
  new Promise((done) => {
    setTimeout(done, wait);
  });

/* Fails if anything is left for another try, so that the browser tries again. */
async function sendAll() {
  let { state } = await Delivery.send();
  for (let round = 0; round < 3 && state !== "later"; round += 1) {
    const open = await Outbox.opensFor(Date.now());
    if (open === null && state !== "busy") break;
    await pause(open === null ? 3000 : open + 200);
    ({ state } = await Delivery.send());
  }
  await tidy();
  if (state === "unreachable" || state === "later") throw new Error(state);
}

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
worker.addEventListener("install", (event) =>
  event.waitUntil(keepShell().then(() => worker.skipWaiting()))
);
worker.addEventListener("activate", (event) =>
  event.waitUntil(clear().then(() => worker.clients.claim()))
);
worker.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname !== LINK && !pathname.startsWith(ASSETS)) return;
  if (pathname === LINK) event.waitUntil(mendShell().catch(() => {}));
  event.respondWith(stored(pathname).then((answer) => answer || fetch(event.request)));
});
worker.addEventListener("sync", (event) => event.waitUntil(sendAll()));
