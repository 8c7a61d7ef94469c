// @ts-check
/*
 * Live fragments: the server says by name what changed, elements with that name in data-live get a `live` event and fetch themselves.
 * One stream per browser in a shared worker; a stream of this page's own where there is none, or with ?live=sse in the address.
 */
import { contextOf } from './fence.js';
import { LiveStream } from './live-stream.js';
import { showServerAway, showServerBack, showSignedOut } from './shell.js';

const longHidden = 60_000;
const user = document.body.dataset.user ?? '';
let away = false;

/** When each topic changed last. @type {Map<string, number>} */
const changedAt = new Map();

/** @param {string[]} topics */
export function wake(topics) {
  for (const topic of topics) changedAt.set(topic, performance.now());
  document.dispatchEvent(new CustomEvent('live:changed', { detail: topics }));
  for (const topic of topics) {
    for (const element of document.querySelectorAll(`[data-live~="${CSS.escape(topic)}"]`)) tellOf(element);
  }
}

export function wakeAll() {
  document.dispatchEvent(new CustomEvent('live:changed'));
  document.querySelectorAll('[data-live]').forEach(tellOf);
}

/** @param {Element} element */
function tellOf(element) {
  element.dispatchEvent(new CustomEvent('live', { cancelable: true }));
}

// A page that was made before a change and is put in its place after it has not heard of it.
/** @type {WeakMap<object, number>} */
const askedAt = new WeakMap();
document.addEventListener('htmx:config:request', (e) => askedAt.set(contextOf(e), performance.now()));
document.addEventListener('htmx:after:swap', (e) => {
  const context = contextOf(e);
  const asked = (context && askedAt.get(context)) ?? Infinity;
  if (context?.target?.id !== 'main') return;
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#main [data-live]'))) {
    if (element.dataset.live?.split(' ').some((topic) => (changedAt.get(topic) ?? 0) > asked)) tellOf(element);
  }
});

/** @param {import('./live-stream.js').LiveMessage} message */
function heard(message) {
  away = message.type === 'away';
  switch (message.type) {
    case 'open':
      showServerBack();
      wake(['calls', 'chat']); // a call or message may have come between the making of this page and now
      break;
    case 'again': // no log of what was missed is kept: ask for all
      showServerBack();
      wakeAll();
      document.dispatchEvent(new CustomEvent('live:again'));
      break;
    case 'changed':
      wake(message.topics);
      break;
    case 'away':
      if (message.attempt <= 1) break; // a single failure is a restart's blink
      showServerAway(message.retryAt, () => source.retry());
      document.dispatchEvent(new CustomEvent('live:away'));
      break;
    case 'signed-out':
      showSignedOut();
      break;
  }
}

/** @returns {{ open(): void, retry(): void, close(): void }} */
function ownStream() {
  const stream = new LiveStream(heard);
  return { open: () => stream.open(user), retry: () => stream.retry(), close: () => stream.close() };
}

/** @returns {{ open(): void, retry(): void, close(): void }} */
function sharedStream() {
  const build = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name=build]'))?.content;
  const { port } = new SharedWorker('/js/live-worker.js', { type: 'module', name: `connectme-live-${build}` });
  port.onmessage = (e) => heard(e.data);
  return {
    open: () => port.postMessage({ type: 'open', user }),
    retry: () => port.postMessage({ type: 'retry' }),
    close: () => port.postMessage({ type: 'bye' }),
  };
}

const alone = !('SharedWorker' in globalThis) || new URLSearchParams(location.search).get('live') === 'sse';
const source = alone ? ownStream() : sharedStream();
source.open();

addEventListener('pagehide', () => source.close());
addEventListener('pageshow', (e) => {
  if (!e.persisted) return;
  source.open();
  wakeAll();
});
addEventListener('online', () => source.retry());
// The line is back before the stream: the server is there, and a call that rings now must not wait for the next try.
document.addEventListener('line:state', (e) => {
  if (away && /** @type {CustomEvent<string>} */ (e).detail === 'ready') source.retry();
});

let hiddenAt = 0;
document.addEventListener('visibilitychange', () => {
  if (document.hidden) hiddenAt = Date.now();
  else if (Date.now() - hiddenAt > longHidden) wakeAll();
});
