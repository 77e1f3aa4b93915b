// The service worker of the gate pages. It keeps their files and a shell that names nobody; persons are never in its cache.
// The server writes the names of the files (SHELL, SCANNER) above this line.
const FILES = "giftgate-gate-files";
const PATIENCE = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(FILES);
    await cache.addAll(SHELL);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(FILES);
    for (const request of await cache.keys()) {
      if (![...SHELL, ...SCANNER].includes(new URL(request.url).pathname)) await cache.delete(request);
    }
    await self.clients.claim();
  })());
});

async function page(request) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), PATIENCE));
  try {
    return await Promise.race([fetch(request), late]);
  } catch {
    return (await caches.match("/gate/shell")) ?? Response.error();
  }
}

async function file(request, pathname) {
  const found = await caches.match(request);
  if (found) return found;
  const answer = await fetch(request);
  // The scanner is large: it is kept once somebody has needed it.
  if (answer.ok && SCANNER.includes(pathname)) await (await caches.open(FILES)).put(request, answer.clone());
  return answer;
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const [open] = await self.clients.matchAll({ type: "window" });
    return open ? open.focus() : self.clients.openWindow("/gate");
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) {
    event.respondWith(file(request, pathname));
  } else if (request.mode === "navigate" && /^\/gate(\/|$)/.test(pathname)) {
    event.respondWith(page(request));
  }
});
