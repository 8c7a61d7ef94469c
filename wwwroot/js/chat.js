// @ts-check
/*
 * The open conversation: new messages are put at its end, older ones at its top as one scrolls, and nothing jumps under the eyes. What the server drew is placed, never
 * drawn here. What is before the eyes is told as read (M11.1-03).
 */
import './chat-copy.js';
import './chat-filter.js';
import './chat-group.js';
import { forget } from './chat-notice.js';
import { opened as composerOpened } from './chat-send.js';
import { post } from './fence.js';
import { showSignedOut } from './shell.js';

/** Nearer to the end than this is at the end. */
const near = 48;
const older = 400;

/** @returns {HTMLElement | null} */
export const chat = () => document.querySelector('[data-chat]');
/** @param {HTMLElement} of @returns {HTMLElement} */
export const logOf = (of) => /** @type {HTMLElement} */ (of.querySelector('.msgs'));
const pill = () => /** @type {HTMLButtonElement} */ (document.getElementById('chat-new'));
const number = (/** @type {Element | null | undefined} */ message) => Number(/** @type {HTMLElement | null | undefined} */ (message)?.dataset.n ?? 0);
const isAtEnd = (/** @type {HTMLElement} */ log) => log.scrollHeight - log.scrollTop - log.clientHeight < near;

/** @type {HTMLElement | null} */
let shown = null;
let unseen = 0;

/* ---- a part of it, from the server ---- */

/** @param {HTMLElement} of @param {string} query @returns {Promise<Document | undefined>} */
async function ask(of, query) {
  const response = await fetch(`/chat/${of.dataset.chat}?handler=${query}`, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }, cache: 'no-store' });
  if (response.status === 401) showSignedOut();
  if (response.status === 404) location.assign('/chat'); // taken out of the group
  return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined;
}

/* ---- what is new ---- */

let asks = false;
let again = false;

/** One question at a time. */
export async function news() {
  again = asks;
  if (asks) return;
  asks = true;
  try {
    do {
      again = false;
      const section = chat();
      if (section) again = (await takeNews(section)) || again;
    } while (again);
  } catch (e) {
    console.info('chat:', e); // the server is away: all is asked when it is back
  }
  asks = false;
}

/** @param {HTMLElement} section @returns {Promise<boolean>} there is more */
async function takeNews(section) {
  const { last, first, delivered, readBy } = section.dataset;
  const answer = await ask(section, `news&after=${last}&from=${first}&delivered=${delivered}&read=${readBy}`);
  const found = /** @type {HTMLElement | null | undefined} */ (answer?.querySelector('[data-news]'));
  if (!answer || !found || !section.isConnected) return false;
  const messages = /** @type {HTMLElement[]} */ ([...found.children]);
  for (const message of messages) {
    // One's own may stand there already, from the answer to sending it: this one is what the marks below speak of.
    const line = document.getElementById(`t-${message.dataset.n}`);
    line?.replaceChildren(...(message.querySelector(`#t-${message.dataset.n}`)?.childNodes ?? []));
  }
  place(section, messages);
  for (const tick of /** @type {NodeListOf<HTMLElement>} */ (answer.querySelectorAll('[data-tick]'))) {
    document.getElementById(`t-${tick.dataset.tick}`)?.replaceChildren(...tick.childNodes);
  }
  section.dataset.delivered = found.dataset.delivered;
  section.dataset.readBy = found.dataset.read;
  return found.dataset.more === 'true';
}

/** At the end, above what is not sent yet. @param {HTMLElement} section @param {Element[]} messages */
export function place(section, messages) {
  const log = logOf(section);
  const fresh = messages.filter((message) => !document.getElementById(message.id));
  const stays = !isAtEnd(log) && fresh.every((message) => /** @type {HTMLElement} */ (message).dataset.mine !== 'true');
  for (const message of fresh) log.insertBefore(message, log.querySelector('[data-key]'));
  section.dataset.last = String(Math.max(Number(section.dataset.last), ...messages.map(number)));
  if (fresh.length === 0) return;
  if (stays) {
    unseen += fresh.length;
    pill().textContent = (unseen === 1 ? section.dataset.newOne : section.dataset.newMany)?.replace('{0}', String(unseen)) ?? '';
    pill().hidden = false;
  } else {
    toEnd(section);
  }
}

/** @param {HTMLElement} section */
export function toEnd(section) {
  const log = logOf(section);
  log.scrollTop = log.scrollHeight;
  unseen = 0;
  pill().hidden = true;
  void read(section);
}

/* ---- what is old ---- */

let fetching = false;

/** @param {HTMLElement} section */
async function takeOlder(section) {
  if (fetching || section.dataset.older !== 'true') return;
  fetching = true;
  try {
    const answer = await ask(section, `older&before=${section.dataset.first}`);
    const messages = /** @type {HTMLElement[]} */ ([...(answer?.querySelectorAll('.mx') ?? [])]);
    if (answer && section.isConnected) {
      const log = logOf(section);
      const top = /** @type {HTMLElement | null} */ (log.querySelector('.mx'));
      const below = log.scrollHeight - log.scrollTop;
      if (top && messages.at(-1)?.dataset.day === top.dataset.day && number(top) > 0) top.querySelector(':scope > .md:first-child:not([title])')?.remove();
      log.prepend(...messages);
      log.scrollTop = log.scrollHeight - below;
      section.dataset.first = String(number(messages[0]) || section.dataset.first);
      section.dataset.older = String(messages.length === 50); // as many as the server gives at once
    }
  } catch (e) {
    console.info('chat:', e); // asked again with the next scroll
  }
  fetching = false;
}

/* ---- what is read ---- */

/** Only what is before their eyes. @param {HTMLElement} section */
async function read(section) {
  const to = Number(section.dataset.last);
  if (document.hidden || !isAtEnd(logOf(section)) || to <= Number(section.dataset.seen)) return;
  const before = section.dataset.seen;
  section.dataset.seen = String(to);
  try {
    const response = await post(`/chat/${section.dataset.chat}/read`, { to: String(to) });
    if (!response.ok) section.dataset.seen = before;
    else if (section.dataset.chat) await forget(section.dataset.chat);
  } catch (e) {
    console.info('chat:', e);
    section.dataset.seen = before; // said again with the next sign
  }
}

/* ---- when ---- */

function open() {
  const section = chat();
  if (section === shown) return;
  shown = section;
  if (!section) return;
  composerOpened(section);
  toEnd(section);
  logOf(section).addEventListener(
    'scroll',
    () => {
      const log = logOf(section);
      if (log.scrollTop < older) void takeOlder(section);
      if (isAtEnd(log) && log.clientHeight > 0) {
        pill().hidden = true;
        unseen = 0;
        void read(section);
      }
    },
    { passive: true },
  );
}

document.addEventListener('htmx:after:swap', open);
document.addEventListener('live:changed', (e) => {
  const topics = /** @type {string[] | null} */ (/** @type {CustomEvent} */ (e).detail);
  const section = chat();
  if (section && (topics?.includes(`chat-${section.dataset.chat?.replaceAll('-', '')}`) ?? true)) void news();
});
document.addEventListener('visibilitychange', () => {
  const section = chat();
  if (section && !document.hidden) void read(section);
});
document.addEventListener('click', (e) => {
  const section = chat();
  if (section && /** @type {Element} */ (e.target).closest('#chat-new')) toEnd(section);
});
open();
