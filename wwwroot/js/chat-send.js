// @ts-check
/*
 * The composer. A message stands in the conversation at once and says when it did not go; it is sent again under the same key, so that it never comes twice (what became of
 * an answer that was lost, nobody knows).
 */
import { chat, logOf, news, place, toEnd } from './chat.js';
import { post } from './fence.js';

/** @typedef {{ key: string, text: string, to: string, failed: boolean }} Waiting */

const patience = 20_000; // ms
/** Not sent yet, in their order; they stay when another page is shown. @type {Waiting[]} */
let waiting = [];
/** One after the other: they arrive as they were written. @type {Promise<void>} */
let turn = Promise.resolve();

const field = () => /** @type {HTMLTextAreaElement | null} */ (document.getElementById('send-text'));
const draftOf = (/** @type {string | undefined} */ conversation) => `connectme.draft-${conversation}`;

/** @param {HTMLElement} section */
export function opened(section) {
  for (const one of waiting) if (one.to === section.dataset.chat) draw(one);
  const text = field();
  if (!text) return;
  text.value = sessionStorage.getItem(draftOf(section.dataset.chat)) ?? '';
  grow(text);
  if (matchMedia('(min-width:640.02px)').matches) text.focus();
}

/* ---- sending ---- */

function submit() {
  const [section, text] = [chat(), field()];
  if (!section?.dataset.chat || !text?.value.trim()) return;
  const one = { key: crypto.randomUUID(), text: text.value, to: section.dataset.chat, failed: false };
  write('');
  say('');
  waiting.push(one);
  draw(one);
  toEnd(section);
  turn = turn.then(() => deliver(one));
}

/** @param {Waiting} one */
async function deliver(one) {
  one.failed = false;
  draw(one);
  let answer = { status: 0, text: '' };
  try {
    const response = await post(`/chat/${one.to}/messages`, { key: one.key, text: one.text }, AbortSignal.timeout(patience));
    answer = { status: response.status, text: await response.text() };
  } catch (e) {
    console.info('chat:', e); // no answer: it stays, and says so
  }
  if (answer.status !== 200 && answer.status !== 422) {
    one.failed = true;
    draw(one);
    return;
  }
  waiting = waiting.filter((other) => other !== one);
  drawn(one)?.remove();
  const section = chat();
  if (section?.dataset.chat !== one.to) return;
  const page = new DOMParser().parseFromString(answer.text, 'text/html');
  if (answer.status === 422) {
    say(page.body.textContent?.trim() ?? '');
    if (!field()?.value) write(one.text);
    return;
  }
  const sent = /** @type {HTMLElement | null} */ (page.querySelector('.mx'));
  if (sent && Number(sent.dataset.n) === Number(section.dataset.last) + 1) place(section, [sent]);
  else await news(); // somebody was in between
}

/* ---- what stands there meanwhile ---- */

const drawn = (/** @type {Waiting} */ one) => document.querySelector(`[data-key="${one.key}"]`);

/** @param {Waiting} one */
function draw(one) {
  const section = chat();
  if (!section || section.dataset.chat !== one.to) return;
  const place = drawn(one) ?? Object.assign(document.createElement('div'), { className: 'mx' });
  const bubble = Object.assign(document.createElement('div'), { className: 'm m--me', textContent: one.text.trim(), dir: 'auto', tabIndex: -1 });
  const line = Object.assign(document.createElement('p'), { className: one.failed ? 'mt mt--me bad' : 'mt mt--me' });
  line.append((one.failed ? section.dataset.failed : section.dataset.pending) ?? '');
  if (one.failed) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: section.dataset.again ?? '' });
    button.addEventListener('click', () => void (turn = turn.then(() => deliver(one))));
    line.append(button);
  }
  place.replaceChildren(bubble, line);
  /** @type {HTMLElement} */ (place).dataset.key = one.key;
  if (!place.isConnected) logOf(section).append(place);
}

/** The server is there again. */
function retry() {
  for (const one of waiting) if (one.failed) turn = turn.then(() => (one.failed ? deliver(one) : undefined));
}
document.addEventListener('live:again', retry);
addEventListener('online', retry);

/* ---- the field ---- */

/** @param {string} text */
function say(text) {
  const place = document.getElementById('send-e');
  if (!place) return;
  place.hidden = !text;
  place.querySelector('span')?.replaceChildren(text);
}

/** @param {string} text */
function write(text) {
  const place = field();
  if (!place) return;
  place.value = text;
  grow(place);
  sessionStorage.setItem(draftOf(chat()?.dataset.chat), text);
}

/** As high as its text, where the style sheet cannot. @param {HTMLTextAreaElement} text */
function grow(text) {
  if (CSS.supports('field-sizing', 'content')) return;
  text.style.height = 'auto';
  text.style.height = `${text.scrollHeight}px`;
}

document.addEventListener('input', (e) => {
  const text = field();
  if (!text || e.target !== text) return;
  grow(text);
  sessionStorage.setItem(draftOf(chat()?.dataset.chat), text.value);
});
document.addEventListener('keydown', (e) => {
  if (e.target !== field() || !field() || e.key !== 'Enter' || e.shiftKey || e.isComposing) return;
  e.preventDefault();
  submit();
});
document.addEventListener('submit', (e) => {
  if (/** @type {Element} */ (e.target).id !== 'send') return;
  e.preventDefault();
  submit();
  field()?.focus();
});

/* ---- emoji: arrows go through them, eight in a row ---- */

document.addEventListener('click', (e) => {
  const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (e.target).closest('.emo button'));
  const text = field();
  if (!button || !text) return;
  text.setRangeText(button.value, text.selectionStart, text.selectionEnd, 'end');
  document.getElementById('pop-emoji')?.hidePopover();
  text.focus();
  text.dispatchEvent(new InputEvent('input', { bubbles: true }));
});
document.addEventListener('keydown', (e) => {
  const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (e.target).closest('.emo button'));
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[e.key];
  if (!button || !step) return;
  e.preventDefault();
  const all = /** @type {HTMLButtonElement[]} */ ([...(button.parentElement?.children ?? [])]);
  const next = all[all.indexOf(button) + step];
  if (!next) return;
  for (const one of all) one.tabIndex = one === next ? 0 : -1;
  next.focus();
});
