// @ts-check
// The dial pad: keys, erase, names by letters, and the numbers that are refused while they are typed (M2.1-03).
import { callIn, sendTones } from './call-widget.js';
import { contextOf } from './fence.js';

const pad = /** @type {HTMLElement} */ (document.getElementById('pop-dial'));
const form = /** @type {HTMLFormElement} */ (document.getElementById('dial'));
const field = /** @type {HTMLInputElement} */ (document.getElementById('dial-target'));
const refusal = /** @type {HTMLElement} */ (document.getElementById('dial-refusal'));
const call = /** @type {HTMLButtonElement} */ (document.getElementById('dial-call'));
const tones = /** @type {HTMLButtonElement} */ (document.getElementById('dial-tones'));
const matches = /** @type {HTMLElement} */ (document.getElementById('dial-matches'));
const emergency = new Set((form.dataset.emergency ?? '').split(' '));
const keyOf = /** @type {Record<string, string>} */ ({});
['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'].forEach((letters, i) => [...letters].forEach((letter) => (keyOf[letter] = String(i + 2))));

export function toggleDialPad() {
  if (pad.matches(':popover-open')) pad.hidePopover();
  else {
    const button = [...document.querySelectorAll('[popovertarget=pop-dial]')].find((b) => /** @type {HTMLElement} */ (b).offsetParent);
    pad.showPopover(button ? { source: /** @type {HTMLElement} */ (button) } : undefined);
    toField(); // at once: who types on does not wait for the event that says it is open
  }
}

function toField() {
  if (matchMedia('(pointer:fine)').matches) field.focus(); // on a phone this would bring up the keyboard
}

/** @param {string} text */
function refuse(text) {
  refusal.textContent = text;
  refusal.hidden = !text;
}

/** @param {string} text */
function put(text) {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const isDialable = (/** @type {string} */ text) => /^\+?[\d*#\s().\/-]+$/.test(text);

field.addEventListener('input', () => {
  const typed = field.value.replace(/[\s().\/-]/g, '');
  const refused = emergency.has(typed);
  refuse(refused ? (refusal.dataset.emergency ?? '') : '');
  call.disabled = refused;
  showTones();
});

/** In a call, what is typed here may also be meant for the other party (M4.2-02). */
function showTones() {
  tones.hidden = !(callIn('active') && /^[\d*#]+$/.test(field.value));
}

tones.addEventListener('click', () => {
  sendTones(field.value);
  put('');
  field.focus();
});

form.addEventListener('click', (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  if (!button) return;
  if (button.id === 'dial-erase') put(field.value.slice(0, -1));
  else if (button.closest('.keys')) put(field.value + button.value);
  else if (button.dataset.dial) dial(button.dataset.dial);
  else return;
  toField();
});

/** @param {string} target */
function dial(target) {
  put(target);
  form.requestSubmit();
}

/** A name stands for the one it found; letters that found nobody for the digits on their keys. What was typed stays in the field. */
function meant() {
  const typed = field.value.trim();
  if (!typed || isDialable(typed)) return typed;
  const found = /** @type {HTMLElement | null} */ (matches.querySelector('[data-dial]'))?.dataset.dial;
  const digits = [...typed.toLowerCase()].map((sign) => keyOf[sign] ?? sign).join('');
  return found ?? (isDialable(digits) ? digits : typed);
}

document.addEventListener('htmx:config:request', (e) => {
  const { sourceElement, request } = contextOf(e);
  if (sourceElement === form) request.body.set('target', meant());
});

/** The name that is dialled as soon as it is known whose it is. */
let waitsFor = '';

form.addEventListener(
  'submit',
  (e) => {
    const typed = field.value.trim();
    const unanswered = !!typed && !isDialable(typed) && document.getElementById('matches-count')?.dataset.typed !== typed;
    waitsFor = unanswered ? typed : '';
    if (!call.disabled && !unanswered) return;
    e.preventDefault(); // Enter on a refused number, or faster than the names were looked up
    e.stopImmediatePropagation();
  },
  true,
);

document.addEventListener('htmx:after:swap', () => {
  if (waitsFor && document.getElementById('matches-count')?.dataset.typed === waitsFor) form.requestSubmit();
});

field.addEventListener('keydown', (e) => {
  if (e.key !== 'ArrowDown') return;
  e.preventDefault();
  /** @type {HTMLElement | null} */ (matches.querySelector('[data-dial]'))?.focus();
});

matches.addEventListener('keydown', (e) => {
  const rows = /** @type {HTMLElement[]} */ ([...matches.querySelectorAll('[data-dial]')]);
  const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (e.key === 'ArrowDown') rows[at + 1]?.focus();
  else if (e.key === 'ArrowUp') (rows[at - 1] ?? field).focus();
  else return;
  e.preventDefault();
});

pad.addEventListener('toggle', () => {
  if (!pad.matches(':popover-open')) return;
  showTones();
  toField();
});

// What this call alone shows (M4.5-02); after it, what the user saved holds again.
const dialAs = /** @type {HTMLElement} */ (document.getElementById('dial-as'));

dialAs.addEventListener('click', (e) => {
  const chosen = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest('[data-call-as]'));
  if (!chosen) return;
  for (const option of dialAs.querySelectorAll('[data-call-as]')) option.setAttribute('aria-checked', String(option === chosen));
  /** @type {HTMLInputElement} */ (document.getElementById('dial-as-value')).value = chosen.dataset.callAs ?? '';
  /** @type {HTMLElement} */ (document.getElementById('dial-as-words')).textContent = chosen.dataset.words ?? '';
  /** @type {HTMLElement | null} */ (chosen.closest('[popover]'))?.hidePopover();
});

// A number that was clicked on elsewhere (B10). It is called when the user says so: any page can make such a link.
const clicked = new URL(location.href).searchParams.get('call');
if (clicked !== null) {
  history.replaceState(history.state, '', location.pathname);
  let number = clicked.replace(/^(tel|sips?|callto):(\/\/)?/i, '').replace(/[;?].*$/, '');
  try {
    number = decodeURIComponent(number);
  } catch (e) {
    console.info('link:', e); // no escapes, then
  }
  toggleDialPad();
  put(number.replace(/^(\+\d+)@.*$/, '$1').slice(0, field.maxLength)); // a global number is the same at every host
}

document.addEventListener('dial:refused', (e) => refuse(/** @type {CustomEvent} */ (e).detail));

document.addEventListener('htmx:after:request', (e) => {
  const { sourceElement, response } = contextOf(e);
  if (sourceElement !== form || !response || response.status >= 300) return;
  pad.hidePopover();
  put('');
  dialAs.dispatchEvent(new CustomEvent('live'));
});
