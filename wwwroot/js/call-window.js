// @ts-check
/*
 * The call widget as a window: in which corner it stands, how large, and what its grip does. Dragged to somebody it hands the call on (M6.4.10-02).
 * Its content is morphed, so all of this is kept on the element around it.
 */
import { post } from './fence.js';
import { toast } from './shell.js';

const widget = /** @type {HTMLElement} */ (document.getElementById('call-widget'));
const app = /** @type {HTMLElement} */ (document.querySelector('.app'));
const kept = 'connectme.call-window';
const phone = matchMedia('(max-width:640px)');

/** @type {{ corner: string, size: string }} */
let place = { corner: 'br', size: '' };
try {
  place = { ...place, ...JSON.parse(localStorage.getItem(kept) ?? '{}') };
} catch (e) {
  console.info('call window:', e); // no storage, or not ours: it stands where it stands at first
}

/** @param {Partial<typeof place>} change */
function put(change) {
  place = { ...place, ...change };
  try {
    localStorage.setItem(kept, JSON.stringify(place));
  } catch (e) {
    console.info('call window:', e);
  }
  follow();
}

/** Puts what the server drew anew into the place and size it has; what rings in is always shown whole. */
export function follow() {
  const call = /** @type {HTMLElement | null} */ (widget.querySelector('.call[data-call]'));
  widget.dataset.corner = place.corner;
  const whole = !call || call.dataset.state === 'incoming' || call.dataset.state === 'ended' || !!call.querySelector('[data-state=incoming],.mv[data-here]');
  const size = whole || (place.size === 'dock' && phone.matches) ? '' : place.size;
  widget.dataset.size = size;
  call?.classList.toggle('call--min', size === 'min');
  call?.classList.toggle('call--dock', size === 'dock');
  app.classList.toggle('app--dock', size === 'dock');
  call?.querySelector('[data-action=maximise]')?.setAttribute('aria-pressed', String(size === 'dock'));
}

document.addEventListener('htmx:after:swap', follow);
document.addEventListener('calls:gone', follow);
phone.addEventListener('change', follow);

widget.addEventListener('click', (e) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest('button'));
  const action = button?.dataset.action;
  const changes = /** @type {Record<string, string>} */ ({ minimise: 'min', restore: '', maximise: place.size === 'dock' ? '' : 'dock' });
  const covers = phone.matches && button?.hasAttribute('data-leads'); // what it leads to is behind the call
  const size = covers ? 'min' : action === undefined ? undefined : changes[action];
  if (size === undefined) return;
  put({ size });
  /** @type {HTMLElement | null} */ (widget.querySelector(action === 'minimise' ? '[data-action=restore]' : action === 'restore' ? '[data-action=minimise]' : '[data-action=maximise]'))?.focus();
});

/* ---- the grip ---- */

/** @type {{ x: number, y: number, call: HTMLElement, over: HTMLElement | null } | null} */
let drag = null;

/** Who can have the call: of who can not, the attribute is empty. */
const somebody = '[data-transfer-to]:not([data-transfer-to=""])';

/** Whom a point lies on, below the widget. @param {PointerEvent} e @returns {HTMLElement | null} */
const personAt = (e) => document.elementsFromPoint(e.clientX, e.clientY).find((element) => !widget.contains(element))?.closest(somebody) ?? null;

/** @param {HTMLElement | null} over */
function light(over) {
  if (drag?.over === over) return;
  drag?.over?.classList.remove('drop-on');
  over?.classList.add('drop-on');
  if (drag) drag.over = over;
}

widget.addEventListener('pointerdown', (e) => {
  const grip = /** @type {Element} */ (e.target).closest('[data-action=grip]');
  const call = /** @type {HTMLElement | null} */ (grip?.closest('.call') ?? null);
  if (!call || e.button !== 0 || place.size === 'min') return;
  drag = { x: e.clientX, y: e.clientY, call, over: null };
  widget.setPointerCapture(e.pointerId);
  widget.dataset.dragged = '';
});

widget.addEventListener('pointermove', (e) => {
  if (!drag) return;
  widget.style.setProperty('--dx', `${e.clientX - drag.x}px`);
  widget.style.setProperty('--dy', `${e.clientY - drag.y}px`);
  const talks = /** @type {HTMLButtonElement | null} */ (drag.call.querySelector('.ca [data-action=transfer]'));
  light(talks && !talks.disabled ? personAt(e) : null);
});

/** @param {PointerEvent} e */
function drop(e) {
  if (!drag) return;
  const { over, call, x, y } = drag;
  light(null);
  drag = null;
  delete widget.dataset.dragged;
  widget.style.removeProperty('--dx');
  widget.style.removeProperty('--dy');
  if (e.type === 'pointercancel') return;
  if (over) void handOn(call, over.dataset.transferTo ?? '', 'transfer');
  else if (Math.hypot(e.clientX - x, e.clientY - y) > 40) put({ corner: `${e.clientY < innerHeight / 2 ? 't' : 'b'}${e.clientX < innerWidth / 2 ? 'l' : 'r'}` });
}

widget.addEventListener('pointerup', drop);
widget.addEventListener('pointercancel', drop);

// A button beside somebody, wherever they stand: the same without dragging, or after a word with them (M5-05).
document.addEventListener('click', (e) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest('[data-hands]'));
  const call = /** @type {HTMLElement | null} */ (widget.querySelector('.ca [data-action=transfer]:enabled')?.closest('.call') ?? null);
  const to = /** @type {HTMLElement | null} */ (button?.closest(somebody) ?? null);
  if (button && call && to) void handOn(call, to.dataset.transferTo ?? '', button.dataset.hands ?? '');
});

/** @param {HTMLElement} call @param {string} target @param {string} how transfer or consult */
async function handOn(call, target, how) {
  const response = await post(`/calls/${call.dataset.call}/${how}`, { target });
  if (response.ok) document.getElementById('calls')?.dispatchEvent(new CustomEvent('live'));
  else toast(new DOMParser().parseFromString(await response.text(), 'text/html').body.textContent?.trim() ?? '');
}

widget.addEventListener('keydown', (e) => {
  if (!(/** @type {Element} */ (e.target).matches('[data-action=grip]'))) return;
  const [vertical, horizontal] = place.corner;
  const corner = /** @type {Record<string, string>} */ ({ ArrowUp: `t${horizontal}`, ArrowDown: `b${horizontal}`, ArrowLeft: `${vertical}l`, ArrowRight: `${vertical}r` })[e.key];
  if (!corner) return;
  e.preventDefault();
  put({ corner });
});
