// @ts-check
// What the user's keys do, from anywhere in the page; F6 goes from region to region, and ? shows all keys.
import { buttonOf, callIn } from './call-widget.js';
import { toggleDialPad } from './dial.js';

const press = (/** @type {HTMLButtonElement | null} */ button) => button?.click();

/** By the names of the Shortcuts that the modules registered. @type {Record<string, () => void>} */
const actions = {
  'dial-pad': toggleDialPad,
  status: () => press(document.querySelector('#status-button')),
  answer: () => press(buttonOf('answer') ?? buttonOf('answer-move', document.querySelector('.mv[data-here]') ?? undefined)),
  'hang-up': () => press(callIn('incoming') ? buttonOf('refuse') : (buttonOf('hang-up') ?? buttonOf('close'))),
  mute: () => press(buttonOf('mute')),
  hold: () => press(buttonOf('hold')),
  transfer: () => press(document.querySelector('#call-widget[data-panel=transfer]') ? buttonOf('cancel-transfer') : buttonOf('transfer')),
  invite: () => press(document.querySelector('#call-widget[data-panel=invite]') ? buttonOf('cancel-invite') : buttonOf('invite')),
  park: () => press(buttonOf('park')),
  record: () => press(buttonOf('record') ?? buttonOf('keep-recording')),
  'pause-recording': () => press(buttonOf('pause-recording')),
};

/** The keys as the server writes them, by place on the keyboard: with Alt some layouts type another letter. @param {KeyboardEvent} e */
export const chordOf = (e) => `${e.altKey ? 'Alt+' : ''}${e.shiftKey ? 'Shift+' : ''}${e.code}`;

/** The user may have changed them since the page came. @param {KeyboardEvent} e */
function actionOf(e) {
  if (e.ctrlKey || e.metaKey) return undefined;
  const keys = /** @type {HTMLDataElement | null} */ (document.getElementById('shortcuts'));
  return actions[JSON.parse(keys?.value || '{}')[chordOf(e)] ?? ''];
}

const regions = ['top', 'nav', 'main', 'call-widget'];

/** @param {number} step */
function nextRegion(step) {
  const shown = regions.map((id) => /** @type {HTMLElement} */ (document.getElementById(id))).filter((r) => r.id !== 'call-widget' || r.querySelector('[data-call]'));
  const at = shown.findIndex((region) => region.contains(document.activeElement));
  const region = /** @type {HTMLElement} */ (shown[(at + step + shown.length) % shown.length]);
  (region.id === 'call-widget' ? (/** @type {HTMLElement | null} */ (region.querySelector('[data-call]')) ?? region) : region).focus();
}

const sheet = /** @type {HTMLDialogElement} */ (document.getElementById('cheat-sheet'));

function showCheatSheet() {
  if (sheet.open) return sheet.close();
  sheet.dispatchEvent(new CustomEvent('wanted')); // its content comes when it is wanted
  sheet.showModal();
}

sheet.addEventListener('click', (e) => {
  if (e.target === sheet || /** @type {Element} */ (e.target).closest('a')) sheet.close();
});

/** What the same sign does on every keyboard. @type {Record<string, () => void>} */
const everywhere = { '?': showCheatSheet, '/': () => /** @type {HTMLInputElement | null} */ (document.getElementById('q'))?.select() };

const typesHere = () => document.activeElement?.matches('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', (e) => {
  if (e.key === 'F6') {
    e.preventDefault();
    nextRegion(e.shiftKey ? -1 : 1);
    return;
  }

  const action = (!e.altKey && !e.ctrlKey && !e.metaKey && !typesHere() && everywhere[e.key]) || actionOf(e);
  if (!action || e.defaultPrevented) return;
  e.preventDefault();
  if (!e.repeat) action();
});
