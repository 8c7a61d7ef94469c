// @ts-check
/*
 * The service worker: it is there for calls that come while no page is open (Web Push), and for nothing else. What it says comes with the message
 * (PushWords.cs). It is at the root so that its scope is all of the site.
 */

/** @typedef {{ kind: 'ring' | 'missed' | 'over', call: string, title: string, body: string, answer: string }} Message */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const tagOf = (/** @type {string} */ call) => `connectme-call-${call}`;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (e) => e.waitUntil(worker.clients.claim()));

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
  const tag = tagOf(message.call);
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
      renotify: rings,
      silent: !rings,
      timestamp: Date.now(),
      data: { call: message.call, kind: message.kind },
      actions: rings ? [{ action: 'answer', title: message.answer }] : [],
    }),
  );
}

worker.addEventListener('notificationclick', (e) => {
  e.notification.close();
  const { call, kind } = e.notification.data ?? {};
  e.waitUntil(open(kind === 'ring' && e.action === 'answer' ? call : undefined));
});

/** Brings a page that is open, or opens one. @param {string | undefined} answer the call to be taken there */
async function open(answer) {
  const [page] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (page) {
    if (answer) page.postMessage({ type: 'answer', call: answer });
    await page.focus();
  } else {
    await worker.clients.openWindow(answer ? `/calls?answer=${encodeURIComponent(answer)}` : '/calls');
  }
}
