// @ts-check
// Handing a call on: the menu behind the three dots, the picker of whom it goes to, and the one of the own device it moves to. Loaded with the first conversation.
import { buttonOf, callIn, showPanel } from './call-widget.js';

const widget = /** @type {HTMLElement} */ (document.getElementById('call-widget'));
/** The call that opening the picker put on hold: closing it takes it up again. */
let held = '';
/** A button that is about to go had the focus: the widget keeps it. */
let keepsFocus = false;

const field = () => /** @type {HTMLInputElement | null} */ (widget.querySelector('.cx:not(.ci,.cd,.cn) input'));
const rows = () => /** @type {HTMLElement[]} */ ([...widget.querySelectorAll('[data-targets] [data-transfer-to]')]);
const menu = () => /** @type {HTMLButtonElement[]} */ ([...widget.querySelectorAll('.cm [role=menuitem]:not(:disabled)')]);
const devices = () => /** @type {HTMLButtonElement[]} */ ([...widget.querySelectorAll('.cd button')]);

/** @param {HTMLElement} section */
function openPicker(section) {
  const id = section.dataset.call ?? '';
  showPanel('transfer', id);
  if (section.dataset.state === 'active') {
    held = id;
    buttonOf('hold', section)?.click();
  }
  const input = field();
  if (!input) return;
  input.value = '';
  input.dispatchEvent(new CustomEvent('opened'));
  input.focus();
}

function closePicker() {
  const section = callIn('held');
  showPanel();
  if (section && section.dataset.call === held) buttonOf('hold', section)?.click();
  held = '';
  buttonOf('transfer')?.focus();
}

widget.addEventListener('click', (e) => {
  const button = /** @type {Element} */ (e.target).closest('button');
  const section = /** @type {HTMLElement | null} */ (button?.closest('[data-call]') ?? null);
  if (!button || !section) return;
  switch (button.dataset.action) {
    case 'more':
      showPanel(widget.dataset.panel === 'more' ? '' : 'more', section.dataset.call);
      if (widget.dataset.panel === 'more') menu()[0]?.focus();
      break;
    case 'transfer':
    case 'open-transfer':
      openPicker(section);
      break;
    case 'open-keypad':
      showPanel('keypad', section.dataset.call);
      buttonOf('keypad')?.focus();
      break;
    case 'move':
      showPanel('move', section.dataset.call);
      devices()[0]?.focus();
      break;
    case 'note':
      showPanel('note', section.dataset.call);
      section.querySelector('textarea')?.focus();
      break;
    case 'close-note':
    case 'cancel-move':
      showPanel();
      buttonOf('more')?.focus();
      break;
    case 'cancel-transfer':
      closePicker();
      break;
    case 'move-to':
      showPanel();
      keepsFocus = true;
      break;
    case 'stop-moving':
    case 'refuse-move':
    case 'answer-move':
      keepsFocus = true;
      break;
    case 'hand-over':
    case 'consult':
    case 'connect':
    case 'take-back':
      held = '';
      keepsFocus = true;
      break;
  }
});

/** What the arrows reach from a place in the picker: rows up and down, the two buttons of a row left and right. @param {string} key @param {Element} from */
function reached(key, from) {
  const all = rows();
  const at = all.findIndex((row) => row.contains(from));
  if (at < 0) return key === 'ArrowDown' || key === 'Enter' ? buttonOf('hand-over', all[0] ?? widget) : null;
  const action = /** @type {HTMLElement} */ (from).dataset.action ?? '';
  if (key === 'ArrowDown') return buttonOf(action, all[at + 1] ?? all[at]);
  if (key === 'ArrowUp') return at === 0 ? field() : buttonOf(action, all[at - 1]);
  if (key === 'ArrowLeft') return buttonOf('hand-over', all[at]);
  return key === 'ArrowRight' ? buttonOf('consult', all[at]) : null;
}

widget.addEventListener('keydown', (e) => {
  const from = /** @type {HTMLElement} */ (e.target);
  if (e.key === 'Escape' && widget.dataset.panel) {
    e.preventDefault();
    const opener = buttonOf(widget.dataset.panel === 'keypad' ? 'keypad' : 'more');
    if (widget.dataset.panel === 'transfer') closePicker();
    else {
      showPanel();
      opener?.focus();
    }
  } else if (from.closest('.cx:not(.ci,.cd,.cn)')) {
    const next = reached(e.key, from);
    if (!next || next === from) return;
    e.preventDefault();
    next.focus();
  } else if (from.closest('.cm, .cd')) {
    const items = from.closest('.cm') ? menu() : devices();
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (from));
    const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 })[e.key];
    const next = e.key === 'Home' ? items[0] : e.key === 'End' ? items.at(-1) : step ? items[(at + step + items.length) % items.length] : null;
    if (!next) return;
    e.preventDefault();
    next.focus();
  }
});

document.addEventListener('htmx:after:swap', () => {
  if (!keepsFocus || (document.activeElement && document.activeElement !== document.body)) return;
  keepsFocus = false;
  (buttonOf('connect') ?? /** @type {HTMLElement | null} */ (widget.querySelector('[data-call]')))?.focus();
});
