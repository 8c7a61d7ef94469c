// @ts-check
// The picker of whom to invite to a conference. The call goes on meanwhile. Loaded with the first conversation.
import { buttonOf, showPanel } from './call-widget.js';

const widget = /** @type {HTMLElement} */ (document.getElementById('call-widget'));
/** The picker closed and the widget is made anew: the focus stays in it. */
let keepsFocus = false;

const field = () => /** @type {HTMLInputElement | null} */ (widget.querySelector('.ci input'));
const rows = () => /** @type {HTMLElement[]} */ ([...widget.querySelectorAll('.ci [data-invitee] button')]);

/** @param {HTMLElement} section */
function openPicker(section) {
  showPanel('invite', section.dataset.call);
  const input = field();
  if (!input) return;
  input.value = '';
  input.dispatchEvent(new CustomEvent('opened'));
  input.focus();
}

function closePicker() {
  const opener = buttonOf('invite');
  showPanel();
  (opener?.closest('.cm') ? buttonOf('more') : opener)?.focus();
}

widget.addEventListener('click', (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  const section = /** @type {HTMLElement | null} */ (button?.closest('[data-call]') ?? null);
  switch (section && button?.dataset.action) {
    case 'invite':
      openPicker(/** @type {HTMLElement} */ (section));
      break;
    case 'cancel-invite':
      closePicker();
      break;
    case 'invite-one':
      keepsFocus = true;
      showPanel();
      break;
    case 'remove-member':
    case 'end-all':
      keepsFocus = true;
      break;
  }
});

widget.addEventListener('keydown', (e) => {
  const from = /** @type {HTMLElement} */ (e.target);
  if (!from.closest('.ci')) return;
  const all = rows();
  const at = all.indexOf(from);
  const next =
    e.key === 'ArrowDown' || (e.key === 'Enter' && at < 0 && from === field())
      ? all[at + 1]
      : e.key === 'ArrowUp' && at >= 0
        ? (all[at - 1] ?? field())
        : null;
  if (!next) return;
  e.preventDefault();
  next.focus();
});

document.addEventListener('htmx:after:swap', () => {
  if (!keepsFocus || (document.activeElement && document.activeElement !== document.body)) return;
  keepsFocus = false;
  (buttonOf('invite') ?? /** @type {HTMLElement | null} */ (widget.querySelector('[data-call]')))?.focus();
});
