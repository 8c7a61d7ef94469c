// @ts-check
// A message that came while somebody looks elsewhere (M11.1-07): a word on the page, or the system's own notification when they do not look at us.
import { isLookedAt } from './notices.js';
import { toast } from './shell.js';

const newest = () => /** @type {HTMLDataElement | null} */ (document.getElementById('chat-newest'));
const momentOf = (/** @type {HTMLElement | null} */ of) => Number(of?.dataset.at ?? 0);

/** The newest that was told. */
let told = momentOf(newest());

/** Whether this conversation is before their eyes. @param {string} conversation */
const isOpen = (conversation) => !document.hidden && /** @type {HTMLElement | null} */ (document.querySelector('[data-chat]'))?.dataset.chat === conversation;

document.addEventListener('htmx:after:swap', () => {
  const now = newest();
  if (!now || momentOf(now) <= told) return;
  told = momentOf(now);
  if (!isOpen(now.value)) void tell(now.value, now.dataset.title ?? '', now.dataset.text ?? '');
});

/** @param {string} conversation @param {string} title @param {string} text */
async function tell(conversation, title, text) {
  if (await isLookedAt()) {
    if (!document.hidden && !/** @type {HTMLElement | null} */ (document.querySelector('#chat-list'))?.offsetParent) toast(`${title}: ${text}`); // the list says it
    return;
  }
  if (!('Notification' in window) || Notification.permission !== 'granted' || !('serviceWorker' in navigator)) return;
  const { showNotification } = await navigator.serviceWorker.ready.then((worker) => ({ showNotification: worker.showNotification.bind(worker) }));
  await showNotification(title, { body: text, tag: `connectme-note-${conversation}`, icon: '/icons/favicon.svg', data: { kind: 'note', call: conversation, address: `/chat/${conversation}` } });
}

/** What was told of it goes: it is read. @param {string} conversation */
export async function forget(conversation) {
  const worker = await navigator.serviceWorker?.getRegistration();
  for (const shown of (await worker?.getNotifications({ tag: `connectme-note-${conversation}` })) ?? []) shown.close();
}

navigator.serviceWorker?.addEventListener('message', (e) => {
  if (e.data?.type === 'show' && /^\/chat\/[0-9a-f-]+$/.test(e.data.address)) show(e.data.address);
});

/** As a click in the menu would: a call in this page goes on. @param {string} address */
function show(address) {
  const link = Object.assign(document.createElement('a'), { href: address, hidden: true });
  document.getElementById('nav')?.append(link);
  /** @type {any} */ (globalThis).htmx.process(link);
  link.click();
  setTimeout(() => link.remove(), 0);
}
