/* The day pages' service worker: answers where the server does not, with a page of our own, and
sends forms that wait. It keeps that page and what it is made of, and never a page of somebody's
diary. All else goes its way as without it. */
"use strict";
const PAGE = "{% url 'offline' %}";
const OURS = `twitchlog-day${PAGE.slice(0, -9)}-`; // the path of the app alone
const CACHE = `${OURS}{{ page.release }}`;
const ASSETS = "{% for asset in page.assets %}{{ asset }} {% endfor %}".trim().split(" ");
const GATEWAYS = [502, 503, 504]; // a proxy answers for a server that does not

importScripts("{{ page.drafts }}");

async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    [PAGE, ...ASSETS].map(async (address) => {
      const answer = await fetch(address, {
        cache: address === PAGE ? "no-cache" : "default",
        credentials: "omit",
        redirect: "error"
      });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      await cache.put(address, answer);
    })
  );
}

/* A browser short of room, or a person who clears a part, may have taken some of it away
(docs/adr/0173). */
async function mendPage() {
  const requests = await (await caches.open(CACHE)).keys();
  const paths = requests.map((request) => new URL(request.url).pathname);
  if (![PAGE, ...ASSETS].every((path) => paths.includes(path))) await keep();
}

/* Without a network at the next visit. */
const mend = () => mendPage().catch(() => {});

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function clear() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request */
async function noConnection({ method }) {
  const stored = await (await caches.open(CACHE)).match(PAGE);
  if (!stored) return Response.error(); // as without this worker
  const text = (await stored.text()).replace('data-method=""', `data-method="${method}"`);
  // Not its other headers: some say how it was packed on the way.
  const headers = ["Content-Type", "Content-Security-Policy"].map((name) => [
    name,
    stored.headers.get(name) || ""
  ]);
  return new Response(text, { status: 503, headers: Object.fromEntries(headers) });
}

/** @param {Request} request */
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

/* Where browsers can be told so (Chromium), pages are asked for without waiting for this worker,
and all else passes it by. */
/** @param {ExtendableEvent & { addRoutes?: (routes: object[]) => Promise<void> }} event */
async function passBy(event) {
  if (!event.addRoutes) return;
  const pages = { requestMode: "navigate" };
  await event
    .addRoutes([
      { condition: { ...pages, requestMethod: "GET" }, source: "race-network-and-fetch-handler" },
      { condition: { not: pages }, source: "network" }
    ])
    .catch(() => {}); // an older form of it: then as elsewhere
}

worker.addEventListener("install", (event) =>
  event.waitUntil(Promise.all([passBy(event), keep()]).then(() => worker.skipWaiting()))
);
worker.addEventListener("activate", (event) => event.waitUntil(clear()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") {
    const answer = page(request);
    event.respondWith(answer);
    event.waitUntil(answer.then(mend));
  }
  if (ASSETS.includes(pathname))
    event.respondWith(caches.match(pathname).then((answer) => answer || fetch(request)));
});
worker.addEventListener("sync", (event) => {
  if (event.tag === "drafts") event.waitUntil(send());
});
