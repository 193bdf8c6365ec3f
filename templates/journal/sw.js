/* {% load static %}The pad's service worker: keeps the pad's shell for opening without a network,
and sends the outbox in the background. It answers for the shell's own addresses and for nothing
else; all other requests never reach it. */
"use strict";
const RELEASE = "{{ pad.release }}";
const PAD = "{% url 'pad' %}";
const OURS = `twitchlog-pad${PAD.slice(0, -5)}-`; // the path of the app alone
const CACHE = `${OURS}${RELEASE}`;
const FILES = "{% for asset in pad.assets %}{{ asset }} {% endfor %}".trim().split(" ");
const SHELL = [PAD, "{% url 'pad_map' %}", ...FILES];
const OFFLINE = "{% url 'offline' %}";
const ASSETS = "{% get_static_prefix %}";
const KEPT = 7 * 86400000; // a sent entry stays on the phone for a week
const PATIENCE = 60000; // for one part of the shell

importScripts("{{ pad.outbox }}");

/** @param {string[]} names */
const ours = (names) => names.filter((name) => name.startsWith(OURS));

/** @param {number} wait in milliseconds */
function within(wait) {
  // AbortSignal.timeout is younger than the oldest browser that this has to run in (docs/pad.md)
  const stop = new AbortController();
  setTimeout(() => stop.abort(), wait);
  return stop.signal;
}

/* All or nothing: a page of one release with assets of another would not open offline. */
async function keepShell() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    SHELL.map(async (address) => {
      const answer = await fetch(address, {
        cache: address.startsWith(PAD) ? "no-cache" : "default",
        redirect: "error",
        signal: within(PATIENCE)
      });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      if (address === PAD && !(await answer.clone().text()).includes(RELEASE))
        throw new Error("another release is being put in place");
      await cache.put(address, answer);
    })
  );
}

/* A browser short of room, or a person who clears a part, may have taken some of it away
(docs/adr/0173). */
async function mendShell() {
  const requests = await (await caches.open(CACHE)).keys();
  const paths = requests.map((request) => new URL(request.url).pathname);
  if (!SHELL.every((path) => paths.includes(path))) await keepShell();
}

/* Without a network, or while another release is being put in place, at the next visit. */
const mend = () => mendShell().catch(() => {});

/* Older shells go, but for the one before this: a page of it may be loading at this moment. */
async function clear() {
  const others = ours(await caches.keys()).filter((name) => name !== CACHE);
  for (const name of others.slice(0, -1)) await caches.delete(name);
}

/**
 * The page and the map of this release; assets also of the release before, by their hashed names.
 *
 * @param {string} path
 */
async function stored(path) {
  // its file may be gone from the disk
  const current = await (await caches.open(CACHE)).match(path).catch(() => null);
  if (current) return current;
  for (const name of ours(await caches.keys())) {
    const older = path.startsWith(ASSETS) && (await (await caches.open(name)).match(path));
    if (older) return older;
  }
  return null;
}

/** Fails as the network would where nothing is kept. @param {string} path */
const fromCaches = async (path) => (await caches.match(path)) || Response.error();

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
worker.addEventListener("install", (event) =>
  event.waitUntil(keepShell().then(() => worker.skipWaiting()))
);
worker.addEventListener("activate", (event) =>
  event.waitUntil(clear().then(() => worker.clients.claim()))
); // the first pad has its map too
worker.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const network = () => fetch(event.request);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  // Below the pad's address lies a day page; what that shows without a network, the day pages'
  // worker keeps (docs/adr/0110).
  if (pathname === PAD) event.waitUntil(mend());
  if (SHELL.includes(pathname))
    event.respondWith(stored(pathname).then((answer) => answer || network()));
  else if (pathname.startsWith(ASSETS))
    event.respondWith(
      stored(pathname).then((answer) => answer || network().catch(() => fromCaches(pathname)))
    );
  else if (event.request.mode === "navigate")
    event.respondWith(network().catch(() => fromCaches(OFFLINE)));
});

/** @param {number} wait in milliseconds @returns {Promise<void>} */
const pause = (wait) =>
  new Promise((done) => {
    setTimeout(done, wait);
  });

/**
 * Goes on after a first try that ended as `state`: until the last entry is closed and sent, or
 * another sender is done.
 *
 * @param {string} state
 */
async function sendRest(state) {
  for (let round = 0; round < 3 && state !== "later"; round += 1) {
    const open = await Outbox.opensFor(Date.now());
    if (open === null && state !== "busy") break;
    await pause(open === null ? 3000 : open + 200);
    ({ state } = await Delivery.send());
  }
  return state;
}

/* Fails if anything is left for another try, so that the browser tries again. */
async function sendAll() {
  const { state } = await Delivery.send();
  const ended = await sendRest(state);
  if (ended === "unreachable" || ended === "later") throw new Error(ended);
}

/* Sent entries go after a week; those not sent, never. */
const tidy = () =>
  PhoneStore.change(async (entries) => {
    for (const entry of await PhoneStore.value(entries.getAll())) {
      if (entry.state === "sent" && Math.abs(Date.now() - Number(entry.settled)) > KEPT)
        await PhoneStore.value(entries.delete(entry.seq));
    }
  });

/* Somebody signs out: their places and their sent entries leave the phone. What is not sent stays,
under their account. */
const leave = () =>
  PhoneStore.change(async (entries, settings) => {
    const account = await PhoneStore.value(settings.get("account"));
    for (const whose of [account, null]) await PhoneStore.value(settings.delete(`places:${whose}`));
    await PhoneStore.value(settings.delete("account"));
    for (const entry of await PhoneStore.value(entries.getAll())) {
      if (entry.state === "sent" && entry.account === account)
        await PhoneStore.value(entries.delete(entry.seq));
    }
  });

/* What a day page should know of this phone: does anything wait for a decision of the signed-in
person? */
async function summary() {
  const account = await PhoneStore.setting("account");
  const entries = await Outbox.all();
  return entries.some((entry) =>
    entry.state === "refused" ? entry.account === account : entry.waiting && !entry.account
  );
}

/** @type {Record<string, (port: MessagePort) => Promise<unknown>>} */
const JOBS = {
  leave,
  arrive: () => PhoneStore.change((_, settings) => PhoneStore.value(settings.delete("account"))),
  look: (port) => look(port, true),
  glance: (port) => look(port, false)
};

/** @param {MessagePort} port @param {boolean} always also ask who is signed in */
async function look(port, always) {
  const mended = mend();
  const tell = async () => port.postMessage(await summary());
  await tell();
  const { state } = await Delivery.send(always);
  await tell();
  // the last touch may be seconds old, and no page of the pad is left to send it
  await sendRest(state);
  await tell();
  await Promise.all([tidy(), mended]);
}

worker.addEventListener("sync", (event) => event.waitUntil(sendAll()));
worker.addEventListener("message", (event) => event.waitUntil(JOBS[event.data](event.ports[0])));
