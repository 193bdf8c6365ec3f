{% load static %}/* The pad's service worker: keeps the pad's shell for opening without a network, and sends the outbox in the background.
It answers for the shell's own addresses and for nothing else; all other requests never reach it. */
"use strict";
const RELEASE = "{{ release }}";
const CACHE = `twitchlog-pad-${RELEASE}`;
const PAD = "{% url "pad" %}";
const SHELL = [PAD, "{% url "pad_map" %}"{% for asset in assets %}, "{{ asset }}"{% endfor %}];
const ASSETS = "{% get_static_prefix %}";
const KEPT = 7 * 86400000; // a sent entry stays on the phone for a week
const PATIENCE = 60000; // for one part of the shell

importScripts("{{ outbox }}");

const ours = (names) => names.filter((name) => name.startsWith("twitchlog-pad-"));

function within(wait) { // AbortSignal.timeout is younger than the oldest browser that this has to run in (docs/pad.md)
  const stop = new AbortController();
  setTimeout(() => stop.abort(), wait);
  return stop.signal;
}

/* All or nothing: a page of one release with assets of another would not open offline. */
async function keepShell() {
  const cache = await caches.open(CACHE);
  await Promise.all(SHELL.map(async (address) => {
    const answer = await fetch(address, { cache: address.startsWith(PAD) ? "no-cache" : "default", redirect: "error", signal: within(PATIENCE) });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    if (address === PAD && !(await answer.clone().text()).includes(RELEASE)) throw new Error("another release is being put in place");
    await cache.put(address, answer);
  }));
}

/* Older shells go, but for the one before this: a page of it may be loading at this moment. */
async function clear() {
  const others = ours(await caches.keys()).filter((name) => name !== CACHE);
  for (const name of others.slice(0, -1)) await caches.delete(name);
}

/* The page and the map of this release; assets also of the release before, by their hashed names. */
async function kept(path) {
  const found = await (await caches.open(CACHE)).match(path);
  if (found) return found;
  for (const name of ours(await caches.keys())) {
    const older = path.startsWith(ASSETS) && (await (await caches.open(name)).match(path));
    if (older) return older;
  }
  return null;
}

addEventListener("install", (event) => event.waitUntil(keepShell().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clear().then(() => clients.claim()))); // the first pad has its map too
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  // Below the pad's address lies a day page; what that shows without a network, the day pages' worker keeps (docs/adr/0110).
  if (SHELL.includes(pathname)) event.respondWith(kept(pathname).then((found) => found || fetch(event.request)));
  else if (pathname.startsWith(ASSETS)) event.respondWith(kept(pathname).then((found) => found || fetch(event.request).catch(() => caches.match(pathname))));
  else if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(() => caches.match("{% url "offline" %}")));
});

const pause = (wait) => new Promise((done) => { setTimeout(done, wait); });

/* Goes on after a first try that ended as `state`: until the last entry is closed and sent, or another sender is done. */
async function sendRest(state) {
  for (let round = 0; round < 3 && state !== "later"; round += 1) {
    const open = await Outbox.opensFor(Date.now());
    if (open === null && state !== "busy") break;
    await pause(open === null ? 3000 : open + 200);
    ({ state } = await Outbox.send());
  }
  return state;
}

/* Fails if anything is left for another try, so that the browser tries again. */
async function sendAll() {
  const { state } = await Outbox.send();
  const ended = await sendRest(state);
  if (ended === "unreachable" || ended === "later") throw new Error(ended);
}

/* Sent entries go after a week; those not sent, never. */
const tidy = () => Outbox.change(async (entries) => {
  for (const entry of await Outbox.value(entries.getAll())) {
    if (entry.state === "sent" && Math.abs(Date.now() - entry.settled) > KEPT) await Outbox.value(entries.delete(entry.seq));
  }
});

/* Somebody signs out: their places and their sent entries leave the phone. What is not sent stays, under their account. */
const leave = () => Outbox.change(async (entries, settings) => {
  const account = await Outbox.value(settings.get("account"));
  for (const whose of [account, null]) await Outbox.value(settings.delete(`places:${whose}`));
  await Outbox.value(settings.delete("account"));
  for (const entry of await Outbox.value(entries.getAll())) {
    if (entry.state === "sent" && entry.account === account) await Outbox.value(entries.delete(entry.seq));
  }
});

/* What a day page should know of this phone: does anything wait for a decision of the signed-in person? */
async function summary() {
  const account = await Outbox.setting("account");
  const entries = await Outbox.stored("readonly", (all) => Outbox.value(all.getAll()));
  return entries.some((entry) => (entry.state === "refused" ? entry.account === account : entry.waiting && !entry.account));
}

const JOBS = {
  leave,
  arrive: () => Outbox.change((_, settings) => Outbox.value(settings.delete("account"))),
  look: (port) => look(port, true),
  glance: (port) => look(port, false),
};

async function look(port, asked) {
  const tell = async () => port.postMessage(await summary());
  await tell();
  const { state } = await Outbox.send(asked);
  await tell();
  await sendRest(state); // the last touch may be seconds old, and no page of the pad is left to send it
  await tell();
  await tidy();
}

addEventListener("sync", (event) => event.waitUntil(sendAll()));
addEventListener("message", (event) => event.waitUntil(JOBS[event.data](event.ports[0])));
