// @ts-check
/*
 * The service worker: it is there for calls that come while no page is open (Web Push), and shows a page of its own while the server cannot be
 * reached. It keeps the files of that page and nothing else: no page of a person ever. What a notification says comes with its message (PushWords.cs).
 * It is at the root so that its scope is all of the site.
 */

/**
 * A note is of something else than a call: `call` says of what, `address` where a click leads.
 * @typedef {{ kind: 'ring' | 'missed' | 'over' | 'note', call: string, title: string, body: string, answer: string, address: string }} Message
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const tagOf = (/** @type {Message} */ { kind, call }) => `connectme-${kind === 'note' ? 'note' : 'call'}-${call}`;

/* ---- while the server cannot be reached ---- */

const offline = '/offline.html';
const shell = [offline, '/css/all.css', '/js/offline.js', '/fonts/figtree.woff2', '/icons/favicon.svg'];
/** Another build is another worker, with files of its own. */
const kept = `connectme-shell-${new URL(worker.location.href).searchParams.get('build')}`;

worker.addEventListener('install', (e) => e.waitUntil(keep()));
worker.addEventListener('activate', (e) => e.waitUntil(takeOver()));

async function keep() {
  await (await caches.open(kept)).addAll(shell.map((path) => new Request(path, { cache: 'no-cache' })));
  await worker.skipWaiting();
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith('connectme-shell-') && name !== kept);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.registration.navigationPreload?.enable(); // pages do not wait for the worker to start
  await worker.clients.claim();
}

worker.addEventListener('fetch', (e) => {
  if (e.request.method !== 'GET') return;
  const { pathname } = new URL(e.request.url);
  if (e.request.mode === 'navigate') e.respondWith(page(e));
  else if (shell.includes(pathname)) e.respondWith(fetch(e.request).catch((error) => keptFile(pathname, error)));
});

/** @param {FetchEvent} e */
async function page(e) {
  try {
    return (await e.preloadResponse) ?? (await fetch(e.request));
  } catch (error) {
    return await keptFile(offline, error);
  }
}

/** @param {string} path @param {unknown} error why it has to be ours */
async function keptFile(path, error) {
  const file = await caches.match(path, { cacheName: kept, ignoreVary: true });
  if (!file) throw error;
  return file;
}

/* ---- calls while no page is open ---- */

worker.addEventListener('push', (e) => {
  /** @type {Message | undefined} */
  let message;
  try {
    message = e.data?.json();
  } catch (error) {
    console.warn('push:', error); // encrypted for this browser, and still not ours
  }
  if (message) e.waitUntil(take(message));
});

/** @param {Message} message */
async function take(message) {
  const tag = tagOf(message);
  if (message.kind === 'over') {
    for (const shown of await worker.registration.getNotifications({ tag })) shown.close();
    return;
  }
  const rings = message.kind === 'ring';
  await worker.registration.showNotification(
    message.title,
    /** @type {NotificationOptions} */ ({
      body: message.body,
      tag,
      icon: rings ? '/icons/favicon-ringing.svg' : '/icons/favicon.svg',
      requireInteraction: rings,
      renotify: rings || message.kind === 'note',
      silent: message.kind === 'missed',
      timestamp: Date.now(),
      data: { call: message.call, kind: message.kind, address: message.address },
      actions: rings ? [{ action: 'answer', title: message.answer }] : [],
    }),
  );
}

worker.addEventListener('notificationclick', (e) => {
  e.notification.close();
  const { call, kind, address } = e.notification.data ?? {};
  e.waitUntil(open(kind === 'ring' && e.action === 'answer' ? call : undefined, kind === 'note' ? address : undefined));
});

/** Brings a page that is open, or opens one. @param {string | undefined} answer the call to be taken there @param {string | undefined} address what it is to show */
async function open(answer, address) {
  const [page] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (page) {
    if (answer) page.postMessage({ type: 'answer', call: answer });
    if (address) page.postMessage({ type: 'show', address });
    await page.focus();
  } else {
    await worker.clients.openWindow(answer ? `/calls?answer=${encodeURIComponent(answer)}` : (address ?? '/calls'));
  }
}
