// @ts-check
// Alt and a letter, from anywhere in the page; F6 goes from region to region.
import { buttonOf, callIn } from './call-widget.js';
import { toggleDialPad } from './dial.js';

const press = (/** @type {HTMLButtonElement | null} */ button) => button?.click();

/** By place on the keyboard: with Alt some layouts type another letter. @type {Record<string, () => void>} */
const actions = {
  KeyK: toggleDialPad,
  KeyA: () => press(buttonOf('answer')),
  KeyH: () => press(callIn('incoming') ? buttonOf('refuse') : (buttonOf('hang-up') ?? buttonOf('close'))),
  KeyM: () => press(buttonOf('mute')),
  KeyW: () => press(buttonOf('hold')),
  KeyD: () => press(document.querySelector('#call-widget[data-panel=transfer]') ? buttonOf('cancel-transfer') : buttonOf('transfer')),
  KeyI: () => press(document.querySelector('#call-widget[data-panel=invite]') ? buttonOf('cancel-invite') : buttonOf('invite')),
};

const regions = ['top', 'nav', 'main', 'call-widget'];

/** @param {number} step */
function nextRegion(step) {
  const shown = regions.map((id) => /** @type {HTMLElement} */ (document.getElementById(id))).filter((r) => r.id !== 'call-widget' || r.querySelector('[data-call]'));
  const at = shown.findIndex((region) => region.contains(document.activeElement));
  const region = /** @type {HTMLElement} */ (shown[(at + step + shown.length) % shown.length]);
  (region.id === 'call-widget' ? (/** @type {HTMLElement | null} */ (region.querySelector('[data-call]')) ?? region) : region).focus();
}

document.addEventListener('keydown', (e) => {
  if (e.key === 'F6') {
    e.preventDefault();
    nextRegion(e.shiftKey ? -1 : 1);
    return;
  }

  const action = e.altKey && !e.ctrlKey && !e.metaKey && !e.shiftKey ? actions[e.code] : undefined;
  if (!action) return;
  e.preventDefault();
  if (!e.repeat) action();
});
