/**
 * Keeps the shell of the workbench, the page without anybody's data and the files that it is made of, so that a reload
 * without a connection shows something that can say so. Nothing under `/api` ever passes through here. Imports nothing:
 * it is served as one file.
 */
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: string, listen: (event: WorkerEvent) => void): void;
}
interface WorkerEvent {
  request: Request;
  data: { keep?: string[] } | undefined;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}
const self = globalThis as unknown as Worker;

const cacheName = 'serambi-shell';
const pageKey = '/shell';
/** A network that swallows everything answers nothing at all; the shell is the same page. */
const patienceMs = 5_000;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep).catch(() => undefined));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(file(request));
  else if (request.mode === 'navigate' && request.destination === 'document' && isPage(pathname))
    event.respondWith(page(request));
});

/** As the server tells its own pages apart. */
function isPage(pathname: string): boolean {
  return !/^\/(api|fhir|metrics|healthz)(\/|$)/.test(pathname);
}

async function page(request: Request): Promise<Response> {
  const shell = await caches.match(pageKey);
  if (!shell) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(resolve, patienceMs, shell));
  const answer = fetch(request).then(
    // a proxy whose server is away
    (one) => (one.status >= 502 && one.status <= 504 ? shell : one),
    () => shell,
  );
  return Promise.race([answer, late]);
}

/** Named after their content: what is kept is what the server would send. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** @param loaded addresses that a page of this version has loaded */
async function keep(loaded: string[]): Promise<void> {
  const answer = await fetch('/today', { cache: 'no-store', credentials: 'same-origin' });
  if (!answer.ok || answer.redirected) return;
  const parts = partsOf(await answer.clone().text());
  const cache = await caches.open(cacheName);
  const before = await cache.match(pageKey);
  // another version: what only the one before needs goes
  if (before && partsOf(await before.text()).join() !== parts.join()) await caches.delete(cacheName);
  const fresh = await caches.open(cacheName);
  for (const address of new Set([...parts, ...loaded])) {
    if (!address.startsWith('/assets/') || (await fresh.match(address))) continue;
    const found = await fetch(address);
    if (found.ok) await fresh.put(address, found);
  }
  // last of all: a shell whose files are not here yet would open nothing
  await fresh.put(pageKey, answer);
}

function partsOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1] ?? '');
}
