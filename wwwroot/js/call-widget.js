// @ts-check
/*
 * What the page does with the call widget's content, which comes from the server: clocks tick, ringing is heard and seen, the keypad sends tones.
 * The content is morphed at every change, so everything here is read from it anew and nothing of ours is kept in it.
 */
import { post } from './fence.js';
import { lineId } from './line-id.js';
import { Ringing } from './ringtone.js';

const widget = /** @type {HTMLElement} */ (document.getElementById('call-widget'));
const ringing = new Ringing();
/** The server's clock minus this browser's, as of the last time the server told it. */
let skew = 0;
let told = 0;

/** @param {string} state @returns {HTMLElement | null} */
export const callIn = (state) => widget.querySelector(`[data-call][data-state="${state}"]`);

/** The button of a call, wherever it stands. @param {string} action @param {ParentNode} [within] @returns {HTMLButtonElement | null} */
export const buttonOf = (action, within = widget) => within.querySelector(`button[data-action="${action}"], [data-action="${action}"] button`);

function follow() {
  const now = Number(/** @type {HTMLDataElement | null} */ (document.getElementById('calls-now'))?.value);
  if (now && now !== told) {
    told = now;
    skew = now - Date.now();
  }
  tick();
  for (const at of /** @type {NodeListOf<HTMLElement>} */ (widget.querySelectorAll('[data-at]'))) at.toggleAttribute('data-here', at.dataset.at === lineId());
  const incoming = callIn('incoming');
  ringing.follow((incoming?.querySelector('.cp b') ?? widget.querySelector('.mv[data-here] b'))?.textContent ?? '', !incoming?.dataset.ringsAt);
  showPanel(widget.dataset.panel, widget.dataset.panelOf);
  if (!widget.querySelector('[data-call]:not([data-state=ended])')) return;
  void pickers();
  void import('./call-window.js').then((place) => place.follow());
}

/* ---- the menu and the pickers: their scripts come while the first call rings ---- */

/** @type {Promise<unknown> | undefined} */
let coming;
let here = false;
const pickers = () => (coming ??= Promise.all([import('./transfer.js'), import('./conference.js')]).then(() => (here = true)));

widget.addEventListener(
  'click',
  (e) => {
    const opener = /** @type {Element} */ (e.target).closest('button:is([data-action=more], [data-action=transfer], [data-action=invite])');
    if (here || !opener) return;
    e.stopPropagation(); // nobody is there yet to hear it: it is done again when they are
    void pickers().then(() => document.getElementById(opener.id)?.click());
  },
  { capture: true },
);

/* ---- clocks ---- */

function tick() {
  for (const time of document.querySelectorAll('#call-widget time[data-since], main time[data-since]')) {
    time.textContent = running(Date.now() + skew - Number(/** @type {HTMLElement} */ (time).dataset.since));
  }
  warn();
  for (const chip of /** @type {NodeListOf<HTMLElement>} */ (widget.querySelectorAll('.rec[data-until]'))) {
    chip.toggleAttribute('data-ends', Number(chip.dataset.until) - Date.now() - skew < 30_000);
  }
}

/** Who waits too long is marked, in the seconds that the user chose (OwnWaitWarnings). */
function warn() {
  const { orange, red, heard } = document.getElementById('warn-after')?.dataset ?? {};
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#takeable .wait[data-waits=true]'))) {
    const waited = Date.now() + skew - Number(row.querySelector('time')?.dataset.since);
    const isRed = waited >= (Number(red) || Infinity); // 0: never
    row.classList.toggle('wait--warn', !isRed && waited >= (Number(orange) || Infinity));
    row.classList.toggle('wait--bad', isRed);
    if (isRed && heard === 'true' && waited < Number(red) + 1500) void import('./wait-tone.js').then((tone) => tone.sound(row.id));
  }
}

/** @param {number} milliseconds */
function running(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

setInterval(() => {
  tick();
  if (widget.firstElementChild) widget.toggleAttribute('data-beat');
}, 1000);

/* ---- what is open in it: the keypad, the menu of more, or the picker of whom to transfer to, whom to invite or where to move ---- */

/** Opens a panel of a call, or closes what is open. @param {string} [panel] keypad, more, transfer, invite, move or note @param {string} [call] */
export function showPanel(panel = '', call = '') {
  const section = call ? widget.querySelector(`.call[data-call="${CSS.escape(call)}"]`) : null;
  const opener = section && buttonOf(panel, section);
  const open = opener && !opener.disabled ? panel : '';
  widget.dataset.panel = open;
  widget.dataset.panelOf = open && call;
  for (const name of ['more', 'transfer', 'invite']) {
    for (const button of widget.querySelectorAll(`[data-action="${name}"][aria-expanded]`)) button.setAttribute('aria-expanded', String(open === name));
  }
  widget.querySelector('[data-action="keypad"][aria-pressed]')?.setAttribute('aria-pressed', String(open === 'keypad'));
}

/** Tones go out in the order they were typed. @type {Promise<unknown>} */
let sending = Promise.resolve();

/** @param {string} digits */
export function sendTones(digits) {
  const call = callIn('active');
  if (!call) return;
  const shown = /** @type {HTMLInputElement | null} */ (call.querySelector('.kp .dial'));
  if (shown) shown.value = (shown.value + digits).slice(-16);
  sending = sending.then(() => post(`/calls/${call.dataset.call}/digits`, { digits })).catch((e) => console.info('digits:', e));
}

widget.addEventListener('click', (e) => {
  if (/** @type {Element} */ (e.target).closest('a[data-action="add-contact"], [data-leads]')) showPanel(); // the page behind shows it
  const button = /** @type {Element} */ (e.target).closest('button');
  if (!button) return;
  if (button.dataset.action === 'keypad') {
    const call = button.closest('[data-call]')?.getAttribute('data-call') ?? '';
    showPanel(widget.dataset.panel === 'keypad' ? '' : 'keypad', call);
  } else if (button.closest('.keys')) {
    sendTones(button.value);
  }
});

document.addEventListener('keydown', (e) => {
  if (e.altKey || e.ctrlKey || e.metaKey || !/^[0-9*#]$/.test(e.key)) return;
  const focused = document.activeElement;
  const elsewhere = focused instanceof HTMLElement && focused.matches('input:not([readonly]), textarea, select, [contenteditable]');
  if (elsewhere || ['transfer', 'invite'].includes(widget.dataset.panel ?? '') || !(widget.dataset.panel === 'keypad' || widget.contains(focused))) return;
  e.preventDefault();
  sendTones(e.key);
});

document.addEventListener('htmx:after:swap', follow);
document.addEventListener('calls:gone', follow);
follow();
