/* The day pages' service worker: answers where the server does not, with a page of our own, and sends forms that wait. It
keeps that page and what it is made of, and never a page of somebody's diary. All else goes its way as without it. */
"use strict";
const CACHE = "twitchlog-day-{{ release }}";
const PAGE = "{% url "offline" %}";
const ASSETS = [{% for asset in assets %}"{{ asset }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const GATEWAYS = [502, 503, 504]; // a proxy answers for a server that does not

importScripts("{{ drafts }}");

async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all([PAGE, ...ASSETS].map(async (address) => {
    const answer = await fetch(address, { cache: address === PAGE ? "no-cache" : "default", credentials: "omit", redirect: "error" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await cache.put(address, answer);
  }));
}

async function clear() {
  const others = (await caches.keys()).filter((name) => name.startsWith("twitchlog-day-") && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await clients.claim();
}

async function noConnection({ method }) {
  const kept = await (await caches.open(CACHE)).match(PAGE);
  const text = (await kept.text()).replace('data-method=""', `data-method="${method}"`);
  // Not its other headers: some say how it was packed on the way.
  const headers = ["Content-Type", "Content-Security-Policy"].map((name) => [name, kept.headers.get(name) || ""]);
  return new Response(text, { status: 503, headers });
}

async function page(request) {
  try {
    const answer = await fetch(request);
    const ours = answer.headers.has("Content-Security-Policy");
    return GATEWAYS.includes(answer.status) && !ours ? noConnection(request) : answer;
  } catch {
    return noConnection(request);
  }
}

/* Fails if something is left for another try, so that the browser tries again. */
async function send() {
  const { state } = await DraftSending.send();
  if (state === "unreachable" || state === "busy") throw new Error(state);
}

/* Where browsers can be told so (Chromium), pages are asked for without waiting for this worker, and all else passes it by. */
async function passBy(event) {
  if (!event.addRoutes) return;
  const pages = { requestMode: "navigate" };
  await event.addRoutes([
    { condition: { ...pages, requestMethod: "GET" }, source: "race-network-and-fetch-handler" },
    { condition: { not: pages }, source: "network" },
  ]).catch(() => {}); // an older form of it: then as elsewhere
}

addEventListener("install", (event) => event.waitUntil(Promise.all([passBy(event), keep()]).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clear()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (ASSETS.includes(pathname)) event.respondWith(caches.match(pathname).then((found) => found || fetch(request)));
});
addEventListener("sync", (event) => { if (event.tag === "drafts") event.waitUntil(send()); });
